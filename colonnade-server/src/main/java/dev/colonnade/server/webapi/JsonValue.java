package dev.colonnade.server.webapi;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON value whose type is told by annotations that may come after it: the bags of open types, labels, and values in URLs.
/// Rows of tables are read without it, by [EntityReader].
sealed interface JsonValue {

    record Text(String value) implements JsonValue {}

    record Number(BigDecimal value) implements JsonValue {}

    record Bool(boolean value) implements JsonValue {}

    record Null() implements JsonValue {}

    record Array(List<JsonValue> elements) implements JsonValue {

        public Array {
            elements = List.copyOf(elements);
        }
    }

    /// @param source the object's own text, so that it can be read again as the row of a table
    record Object(Map<String, JsonValue> members, JsonBodies.Source source) implements JsonValue {

        public Object {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /// The text of a member; `null` when it is absent or no text.
        @Nullable
        String text(String name) {
            return members.get(name) instanceof Text(var text) ? text : null;
        }
    }
}
