package dev.colonnade.testkit.customapi;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The body that creates a custom API, with its parts in it. A required parameter is the rule, as on the platform.
final class Definition {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PARAMETERS = "CustomAPIRequestParameters";
    private static final String PROPERTIES = "CustomAPIResponseProperties";

    private final ObjectNode body = JSON.createObjectNode();
    private final String uniqueName;

    private Definition(String uniqueName) {
        this.uniqueName = uniqueName;
        body.put("uniquename", uniqueName).put("name", uniqueName).put("displayname", "A test")
                .put("description", "An API of a test").put("bindingtype", 0).put("isfunction", false)
                .put("isprivate", false).put("allowedcustomprocessingsteptype", 2);
    }

    static Definition action(String uniqueName) {
        return new Definition(uniqueName);
    }

    static Definition function(String uniqueName) {
        return new Definition(uniqueName).set("isfunction", true);
    }

    String uniqueName() {
        return uniqueName;
    }

    Definition set(String column, boolean value) {
        body.put(column, value);
        return this;
    }

    Definition set(String column, int value) {
        body.put(column, value);
        return this;
    }

    Definition set(String column, @Nullable String value) {
        body.put(column, value);
        return this;
    }

    /// Binds it to one row of a table.
    Definition onRow(String table) {
        return set("bindingtype", 1).set("boundentitylogicalname", table);
    }

    /// Binds it to the collection of a table.
    Definition onRows(String table) {
        return set("bindingtype", 2).set("boundentitylogicalname", table);
    }

    Definition plugin(UUID pluginTypeId) {
        return set("PluginTypeId@odata.bind", "plugintypes(" + pluginTypeId + ")");
    }

    Definition parameter(String name, int type) {
        return parameter(name, type, null);
    }

    Definition parameter(String name, int type, @Nullable String table) {
        part(PARAMETERS, name, type, table);
        return this;
    }

    Definition optional(String name, int type) {
        return optional(name, type, null);
    }

    Definition optional(String name, int type, @Nullable String table) {
        part(PARAMETERS, name, type, table).put("isoptional", true);
        return this;
    }

    Definition property(String name, int type) {
        return property(name, type, null);
    }

    Definition property(String name, int type, @Nullable String table) {
        part(PROPERTIES, name, type, table);
        return this;
    }

    private ObjectNode part(String list, String name, int type, @Nullable String table) {
        ObjectNode part = body.withArray(list).addObject();
        part.put("uniquename", name).put("name", uniqueName + "." + name).put("displayname", name)
                .put("description", "A part of a test").put("type", type);
        if (table != null) {
            part.put("logicalentityname", table);
        }
        return part;
    }

    String json() {
        return body.toString();
    }
}
