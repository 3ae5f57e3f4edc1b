package dev.colonnade.engine.customapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Mistakes;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.TargetRow;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rules of request parameters or response properties. Source: reference/custom-api.md, "Validation on create and update".
final class PartRules {

    private final PartKind kind;
    private final QueryRunner queries;

    PartRules(PartKind kind, QueryRunner queries) {
        this.kind = kind;
        this.queries = queries;
    }

    void beforeCreate(Execution execution) {
        TargetRow row = TargetRow.created(execution);
        row.blankToNull("logicalentityname");
        var mistakes = new Mistakes();
        for (String column : List.of("uniquename", "customapiid")) {
            if (!row.hasValue(column) || (column.equals("uniquename") && row.text(column) == null)) {
                mistakes.add(ErrorCode.REQUIRED_FIELD_MISSING,
                        "The column '" + column + "' of a " + kind.noun() + " needs a value.");
            }
        }
        UUID apiId = row.referencedId("customapiid");
        if (apiId != null) {
            check(execution, apiId, Part.of(kind, row), mistakes);
        }
        mistakes.throwIfAny();
    }

    private void check(Execution execution, UUID apiId, Part part, Mistakes mistakes) {
        Entity stored = queries.retrieve(execution.metadata().table("customapi"), apiId, ColumnSet.of(Api.COLUMNS),
                List.of(), execution.systemScope());
        if (stored == null) {
            mistakes.add(ErrorCode.OBJECT_DOES_NOT_EXIST,
                    "The column 'customapiid' points to a custom API that does not exist: " + apiId + ".");
            return;
        }
        Api api = Api.of(stored);
        new DefinitionChecks(table -> execution.metadata().findTable(table) != null, prefix -> true).check(part,
                execution.caller().isSystem() ? api.unmanaged() : api, mistakes);
        checkNameIsFree(execution, apiId, api, part.uniqueName(), mistakes);
    }

    private void checkNameIsFree(Execution execution, UUID apiId, Api api, @Nullable String uniqueName,
            Mistakes mistakes) {
        if (uniqueName == null) {
            return;
        }
        NameLock.take(execution, kind.table() + " of " + apiId);
        var query = new QueryExpression(kind.table()).where("customapiid", ConditionOperator.EQUAL, apiId)
                .where("uniquename", ConditionOperator.EQUAL, uniqueName).topCount(1);
        if (queries.retrieveMultiple(query, List.of(), execution.systemScope()).size() > 0) {
            mistakes.add("The value '" + uniqueName + "' of the column 'uniquename' is taken: '" + api.uniqueName()
                    + "' has a " + kind.noun() + " of that name already.");
        }
    }
}
