package dev.colonnade.engine.plugin;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes the steps of an assembly's types equal to their declarations. Steps that a declaration made carry a mark in the column
/// `category`; others are left alone, unless they have the name of a declared one.
final class DeclaredSteps {

    private static final String TABLE = "sdkmessageprocessingstep";
    private static final String MARK = "declared";

    private final SystemRows rows;
    private final PushAssembly.Report report;
    private final Map<String, UUID> typeIds;

    /// @param typeIds plug-in types whose steps are looked at, by name of the class
    DeclaredSteps(SystemRows rows, PushAssembly.Report report, Map<String, UUID> typeIds) {
        this.rows = rows;
        this.report = report;
        this.typeIds = typeIds;
    }

    void push(List<Declarations.DeclaredStep> steps) {
        typeIds.forEach((typeName, typeId) -> push(typeId,
                steps.stream().filter(step -> step.typeName().equals(typeName)).toList()));
    }

    private void push(UUID typeId, List<Declarations.DeclaredStep> steps) {
        Map<String, Entity> stored = stored(typeId);
        for (Declarations.DeclaredStep step : steps) {
            Entity wanted = row(typeId, step);
            Entity known = stored.remove(step.name());
            if (known == null) {
                rows.create(wanted);
                report.add("created step", step.name());
            } else if (rows.updateWhereDifferent(known, wanted)) {
                report.add("updated step", step.name());
            }
        }
        stored.forEach((name, row) -> {
            if (MARK.equals(row.get("category"))) {
                rows.delete(TABLE, SystemRows.id(row));
                report.add("deleted step", name);
            }
        });
    }

    private Map<String, Entity> stored(UUID typeId) {
        var stored = new LinkedHashMap<String, Entity>();
        for (Entity row : rows.list(TABLE, "plugintypeid", typeId, "name", "category", "sdkmessageid",
                "sdkmessagefilterid", "stage", "mode", "rank", "filteringattributes", "configuration", "plugintypeid",
                "eventhandler")) {
            stored.put(row.require("name", String.class), row);
        }
        return stored;
    }

    private Entity row(UUID typeId, Declarations.DeclaredStep step) {
        UUID messageId = messageId(step);
        var type = new EntityReference("plugintype", typeId);
        return new Entity(TABLE).set("name", step.name()).set("category", MARK)
                .set("sdkmessageid", new EntityReference("sdkmessage", messageId))
                .set("sdkmessagefilterid", filter(step, messageId)).set("stage", new OptionSetValue(step.stage()))
                .set("mode", new OptionSetValue(step.mode())).set("rank", step.rank())
                .set("filteringattributes", step.filteringAttributes()).set("configuration", step.configuration())
                .set("plugintypeid", type).set("eventhandler", type);
    }

    private UUID messageId(Declarations.DeclaredStep step) {
        Entity message = SystemRows.first(rows.list("sdkmessage", "name", step.message(), "name"));
        if (message == null) {
            throw CodeArchive.invalid("The step '" + step.name() + "' names the message '" + step.message()
                    + "', which does not exist.", null);
        }
        return SystemRows.id(message);
    }

    private @Nullable EntityReference filter(Declarations.DeclaredStep step, UUID messageId) {
        if (step.table() == null) {
            return null;
        }
        Entity filter = SystemRows.first(rows.list(new QueryExpression("sdkmessagefilter")
                .columns("sdkmessagefilterid").where("sdkmessageid", ConditionOperator.EQUAL, messageId)
                .where("primaryobjecttypecode", ConditionOperator.EQUAL, step.table())));
        if (filter == null) {
            throw CodeArchive.invalid("The step '" + step.name() + "' cannot be registered: the message '"
                    + step.message() + "' is not there for the table '" + step.table() + "'.", null);
        }
        return new EntityReference("sdkmessagefilter", SystemRows.id(filter));
    }
}
