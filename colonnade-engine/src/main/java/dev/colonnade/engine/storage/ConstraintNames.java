package dev.colonnade.engine.storage;

import org.jspecify.annotations.Nullable;

/// The names of keys, foreign keys and indexes, from which [SqlErrors] finds the definition again. Names of indexes are unique
/// in a schema, so each carries its table's.
final class ConstraintNames {

    private static final String ALTERNATE_KEY = "ak:";

    private ConstraintNames() {}

    static String primaryKey(String table) {
        return SqlNames.shortened("pk:" + table);
    }

    static String alternateKey(String table, String keySchemaName) {
        return SqlNames.shortened(ALTERNATE_KEY + table + ":" + keySchemaName);
    }

    static String foreignKey(String table, String column) {
        return SqlNames.shortened("fk:" + table + ":" + column);
    }

    static String index(String table, String column) {
        return SqlNames.shortened("ix:" + table + ":" + column);
    }

    static String pair(String table) {
        return SqlNames.shortened("pair:" + table);
    }

    /// Schema name of the alternate key that a constraint holds; `null` when it is of another kind. The name of a very long key
    /// comes shortened.
    static @Nullable String alternateKeyOf(String table, String constraint) {
        if (!constraint.startsWith(ALTERNATE_KEY)) {
            return null;
        }
        String prefix = ALTERNATE_KEY + table + ":";
        return constraint.startsWith(prefix)
                ? constraint.substring(prefix.length())
                : constraint.substring(ALTERNATE_KEY.length());
    }
}
