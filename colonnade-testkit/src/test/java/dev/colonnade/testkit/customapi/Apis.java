package dev.colonnade.testkit.customapi;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.Http;
import java.util.UUID;

/// Makes custom APIs and rows through the Web API, as its clients do.
final class Apis {

    private final Http http;

    Apis(Colonnade colonnade) {
        this.http = colonnade.http();
    }

    /// Creates a custom API with its parts, and gives its id.
    UUID create(Definition definition) {
        return create("customapis", definition.json());
    }

    /// Creates a row, and gives its id.
    UUID create(String entitySet, String json) {
        return http.post(entitySet, json).expect(204).entityId();
    }

    UUID account(String name) {
        return create("accounts", "{\"name\":\"" + name + "\"}");
    }

    /// The id of a plug-in type that was pushed.
    UUID pluginType(Class<?> type) {
        return id("plugintypes", "plugintypeid", "typename eq '" + type.getName() + "'");
    }

    /// The id of the only row that a filter finds.
    UUID id(String entitySet, String key, String filter) {
        var rows = http.get(entitySet + "?$select=" + key + "&$filter=" + filter).expect(200).json().path("value");
        if (rows.size() != 1) {
            throw new AssertionError("One row was expected where " + filter + ", not " + rows);
        }
        return UUID.fromString(rows.path(0).path(key).asString());
    }
}
