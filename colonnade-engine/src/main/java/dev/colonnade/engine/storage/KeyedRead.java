package dev.colonnade.engine.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A read of at most one row by its id, which may be sent together with others of its shape: all that is bound but the id is
/// the same, the caller's rights among it.
///
/// @param alone the statement for this row alone
/// @param together the same statement for several rows: an array of ids stands where `alone` has the id
/// @param key position of the id among the bound values, from 0
/// @param keyField position of the id among the selected fields, from 0
public record KeyedRead(Statement alone, String together, int key, int keyField) {

    UUID id() {
        return (UUID) alone.values().get(key);
    }

    /// What reads must have in common to be sent together.
    Shape shape() {
        var others = new ArrayList<@Nullable Object>(alone.values());
        others.remove(key);
        return new Shape(together, key, others);
    }

    /// @param others the bound values without the id; arrays among them make a shape of their own
    record Shape(String text, int key, List<@Nullable Object> others) {

        Statement statement(UUID[] ids) {
            var values = new ArrayList<@Nullable Object>(others);
            values.add(key, ids);
            return new Statement(text, values);
        }
    }
}
