package dev.colonnade.sdk;

import org.jspecify.annotations.Nullable;

/// Names a relationship between two tables.
///
/// @param primaryEntityRole which side the target is on; needed only where a table is related to itself
public record Relationship(String schemaName, @Nullable EntityRole primaryEntityRole) {

    public Relationship(String schemaName) {
        this(schemaName, null);
    }

    /// The side of a relationship from a table to itself.
    public enum EntityRole {
        REFERENCING,
        REFERENCED
    }
}
