package dev.colonnade.engine.plugin;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes the rows of custom APIs equal to their declarations.
final class DeclaredApis {

    private static final List<String> FIXED = List.of("bindingtype", "boundentitylogicalname", "isfunction",
            "allowedcustomprocessingsteptype", "workflowsdkstepenabled");
    private static final List<String> FIXED_OF_PARTS = List.of("type", "isoptional", "logicalentityname");

    private final SystemRows rows;
    private final PushAssembly.Report report;
    private final Map<String, UUID> typeIds;

    /// @param typeIds the assembly's plug-in types by name of the class
    DeclaredApis(SystemRows rows, PushAssembly.Report report, Map<String, UUID> typeIds) {
        this.rows = rows;
        this.report = report;
        this.typeIds = typeIds;
    }

    void push(List<Declarations.Api> apis) {
        apis.forEach(this::push);
    }

    private void push(Declarations.Api api) {
        Entity wanted = row(api);
        Entity stored = SystemRows.first(rows.list(query(wanted, "uniquename", api.uniqueName(), "ismanaged")));
        UUID id;
        if (stored == null) {
            id = rows.create(wanted);
            report.add("created custom API", api.uniqueName());
        } else {
            id = update(api, stored, wanted);
        }
        pushParts("customapirequestparameter", api, id, api.parameters());
        pushParts("customapiresponseproperty", api, id, api.properties());
    }

    private UUID update(Declarations.Api api, Entity stored, Entity wanted) {
        requireOurs(api, stored);
        if (differs(stored, wanted, FIXED)) {
            rows.delete("customapi", SystemRows.id(stored));
            report.add("recreated custom API", api.uniqueName());
            return rows.create(wanted);
        }
        if (rows.updateWhereDifferent(stored, wanted)) {
            report.add("updated custom API", api.uniqueName());
        }
        return SystemRows.id(stored);
    }

    private void requireOurs(Declarations.Api api, Entity stored) {
        if (Boolean.TRUE.equals(stored.get("ismanaged"))) {
            throw CodeArchive.invalid("The custom API '" + api.uniqueName()
                    + "' came with a managed solution; update it with that solution.", null);
        }
        if (stored.get("plugintypeid") instanceof EntityReference type && !typeIds.containsValue(type.id())) {
            throw CodeArchive.invalid("The custom API '" + api.uniqueName() + "' exists and runs the plug-in type '"
                    + Objects.requireNonNullElse(type.name(), String.valueOf(type.id()))
                    + "' of another assembly. Delete the custom API first, or give this one another name.", null);
        }
    }

    private void pushParts(String table, Declarations.Api api, UUID apiId, List<Declarations.Part> parts) {
        String noun = table.equals("customapirequestparameter") ? "request parameter" : "response property";
        Map<String, Entity> stored = storedParts(table, apiId);
        for (Declarations.Part part : parts) {
            String name = api.uniqueName() + "." + part.uniqueName();
            Entity wanted = row(table, apiId, part);
            Entity known = stored.remove(part.uniqueName());
            if (known == null) {
                rows.create(wanted);
                report.add("created " + noun, name);
            } else if (differs(known, wanted, FIXED_OF_PARTS)) {
                rows.delete(table, SystemRows.id(known));
                rows.create(wanted);
                report.add("recreated " + noun, name);
            } else if (rows.updateWhereDifferent(known, wanted)) {
                report.add("updated " + noun, name);
            }
        }
        stored.forEach((uniqueName, row) -> {
            rows.delete(table, SystemRows.id(row));
            report.add("deleted " + noun, api.uniqueName() + "." + uniqueName);
        });
    }

    private Map<String, Entity> storedParts(String table, UUID apiId) {
        var parts = new LinkedHashMap<String, Entity>();
        for (Entity row : rows.list(new QueryExpression(table).columnSet(ColumnSet.all()).where("customapiid",
                dev.colonnade.sdk.query.ConditionOperator.EQUAL, apiId))) {
            parts.put(row.require("uniquename", String.class), row);
        }
        return parts;
    }

    private static QueryExpression query(Entity wanted, String column, String value, String... more) {
        var columns = new java.util.ArrayList<>(wanted.attributes().keySet());
        columns.addAll(List.of(more));
        return new QueryExpression(wanted.logicalName()).columnSet(new ColumnSet(false, columns)).where(column,
                dev.colonnade.sdk.query.ConditionOperator.EQUAL, value);
    }

    private static boolean differs(Entity stored, Entity wanted, List<String> columns) {
        return columns.stream().anyMatch(
                column -> wanted.contains(column) && !Objects.equals(stored.get(column), wanted.get(column)));
    }

    private Entity row(Declarations.Api api) {
        return new Entity("customapi").set("uniquename", api.uniqueName()).set("name", api.uniqueName())
                .set("displayname", api.displayName()).set("description", api.description())
                .set("bindingtype", new OptionSetValue(api.bindingType()))
                .set("boundentitylogicalname", api.boundTable()).set("isfunction", api.isFunction())
                .set("isprivate", api.isPrivate()).set("executeprivilegename", api.executePrivilege())
                .set("allowedcustomprocessingsteptype", new OptionSetValue(api.allowedSteps()))
                .set("workflowsdkstepenabled", api.isForWorkflows())
                .set("plugintypeid", type(api.typeName()));
    }

    private @Nullable EntityReference type(@Nullable String typeName) {
        return typeName == null ? null : new EntityReference("plugintype", typeIds.get(typeName));
    }

    private static Entity row(String table, UUID apiId, Declarations.Part part) {
        Entity row = new Entity(table).set("uniquename", part.uniqueName()).set("name", part.uniqueName())
                .set("displayname", part.displayName()).set("description", part.description())
                .set("type", new OptionSetValue(part.type())).set("logicalentityname", part.table())
                .set("customapiid", new EntityReference("customapi", apiId));
        return table.equals("customapirequestparameter") ? row.set("isoptional", part.isOptional()) : row;
    }
}
