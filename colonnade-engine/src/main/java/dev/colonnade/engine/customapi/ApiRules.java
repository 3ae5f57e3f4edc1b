package dev.colonnade.engine.customapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Mistakes;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.MessageDefinition;
import dev.colonnade.engine.message.TargetRow;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rules of the table `customapi`. Source: reference/custom-api.md, "Validation on create and update".
final class ApiRules {

    private static final List<String> REQUIRED = List.of("uniquename", "name", "displayname", "description");

    private final QueryRunner queries;
    private final MessageRows messages;

    ApiRules(QueryRunner queries, MessageRows messages) {
        this.queries = queries;
        this.messages = messages;
    }

    /// Checks the definition and makes its message.
    void beforeCreate(Execution execution) {
        TargetRow row = TargetRow.created(execution);
        row.blankToNull("executeprivilegename");
        row.blankToNull("boundentitylogicalname");
        var mistakes = new Mistakes();
        checkRequired(row, mistakes);
        Api api = Api.of(row);
        checks(execution).check(api, mistakes);
        checkLength(execution, api.uniqueName(), mistakes);
        checkReferences(execution, row, mistakes);
        checkNameIsFree(execution, api.uniqueName(), mistakes);
        mistakes.throwIfAny();
        messages.create(execution, row);
    }

    /// Checks what may change, and lets the message follow.
    void beforeUpdate(Execution execution) {
        Entity target = execution.inputs().require("Target", Entity.class);
        if (target.contains("executeprivilegename") || target.contains("plugintypeid")
                || target.contains("isprivate")) {
            Entity stored = queries.retrieve(execution.table(), execution.primaryId(),
                    ColumnSet.of("executeprivilegename", "plugintypeid", "isprivate", "sdkmessageid"), List.of(),
                    execution.systemScope());
            if (stored != null) {
                change(execution, TargetRow.updated(execution, stored), stored);
            }
        }
    }

    void beforeDelete(Execution execution) {
        Entity stored = queries.retrieve(execution.table(), execution.primaryId(), ColumnSet.of("sdkmessageid"),
                List.of(), execution.systemScope());
        if (stored != null && stored.get("sdkmessageid") instanceof EntityReference message) {
            messages.delete(execution, message.requireId());
        }
    }

    private void change(Execution execution, TargetRow row, Entity stored) {
        row.blankToNull("executeprivilegename");
        var mistakes = new Mistakes();
        checkReferences(execution, row, mistakes);
        mistakes.throwIfAny();
        if (stored.get("sdkmessageid") instanceof EntityReference message) {
            messages.update(execution, message.requireId(), row);
        }
    }

    private static void checkRequired(TargetRow row, Mistakes mistakes) {
        for (String column : REQUIRED) {
            if (row.text(column) == null) {
                mistakes.add(ErrorCode.REQUIRED_FIELD_MISSING,
                        "The column '" + column + "' of a custom API needs a value.");
            }
        }
    }

    private static void checkLength(Execution execution, @Nullable String uniqueName, Mistakes mistakes) {
        Column column = execution.table().column("uniquename");
        if (uniqueName != null && uniqueName.length() > column.maxLength()) {
            mistakes.add(ErrorCode.STRING_LENGTH_TOO_LONG, "The value of the column 'uniquename' has "
                    + uniqueName.length() + " characters; at most " + column.maxLength() + " are allowed.");
        }
    }

    private void checkReferences(Execution execution, TargetRow row, Mistakes mistakes) {
        String privilege = row.sets("executeprivilegename") ? row.text("executeprivilegename") : null;
        if (privilege != null && execution.snapshot().security().findPrivilege(privilege) == null
                && !exists(execution, "privilege", "name", privilege)) {
            mistakes.add("The value '" + privilege
                    + "' of the column 'executeprivilegename' is not the name of a privilege.");
        }
        UUID pluginTypeId = row.sets("plugintypeid") ? row.referencedId("plugintypeid") : null;
        if (pluginTypeId != null) {
            checkPluginType(execution, pluginTypeId, mistakes);
        }
    }

    private void checkPluginType(Execution execution, UUID pluginTypeId, Mistakes mistakes) {
        Entity type = queries.retrieve(execution.metadata().table("plugintype"), pluginTypeId,
                ColumnSet.of("typename", "isworkflowactivity"), List.of(), execution.systemScope());
        if (type == null) {
            mistakes.add(ErrorCode.OBJECT_DOES_NOT_EXIST,
                    "The column 'plugintypeid' points to a plug-in type that does not exist: " + pluginTypeId + ".");
        } else if (Boolean.TRUE.equals(type.get("isworkflowactivity"))) {
            mistakes.add("The column 'plugintypeid' cannot point to '" + type.get("typename")
                    + "', which is a workflow activity.");
        }
    }

    private void checkNameIsFree(Execution execution, @Nullable String uniqueName, Mistakes mistakes) {
        if (uniqueName == null) {
            return;
        }
        NameLock.take(execution, "message names");
        boolean isTaken = isMessage(execution, uniqueName) || exists(execution, "sdkmessage", "name", uniqueName)
                || exists(execution, "customapi", "uniquename", uniqueName);
        if (isTaken) {
            mistakes.add(ErrorCode.DUPLICATE_RECORD, "The value '" + uniqueName
                    + "' of the column 'uniquename' is taken: there is a message of that name already.");
        }
    }

    private static boolean isMessage(Execution execution, String uniqueName) {
        for (MessageDefinition message : execution.snapshot().messages().messages()) {
            // The snapshot may be older than the lock; what others defined meanwhile is looked up in the rows.
            if (!message.isCustomApi() && message.name().equalsIgnoreCase(uniqueName)) {
                return true;
            }
        }
        return false;
    }

    private boolean exists(Execution execution, String table, String column, String value) {
        var query = new QueryExpression(table).where(column, ConditionOperator.EQUAL, value).topCount(1);
        return queries.retrieveMultiple(query, List.of(), execution.systemScope()).size() > 0;
    }

    private DefinitionChecks checks(Execution execution) {
        return new DefinitionChecks(table -> execution.metadata().findTable(table) != null,
                prefix -> execution.snapshot().settings().publisherPrefixes().contains(prefix)
                        || exists(execution, "publisher", "customizationprefix", prefix.toLowerCase(Locale.ROOT)));
    }
}
