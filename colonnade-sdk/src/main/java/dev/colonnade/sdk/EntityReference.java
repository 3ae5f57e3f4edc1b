package dev.colonnade.sdk;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Points to a row by table and id, or by the values of an alternate key.
///
/// @param logicalName logical name of the table
/// @param id key of the row; `null` when [#keyAttributes()] address it
/// @param name value of the row's name column, filled on read
/// @param keyAttributes values of an alternate key; empty when the id addresses the row
/// @param rowVersion version that the row is expected to have, or `null`
public record EntityReference(String logicalName, @Nullable UUID id, @Nullable String name,
        Map<String, @Nullable Object> keyAttributes, @Nullable String rowVersion) {

    public EntityReference {
        Objects.requireNonNull(logicalName, "logicalName");
    }

    public EntityReference(String logicalName, @Nullable UUID id) {
        this(logicalName, id, null, Map.of(), null);
    }

    public EntityReference(String logicalName, @Nullable UUID id, @Nullable String name) {
        this(logicalName, id, name, Map.of(), null);
    }

    public static EntityReference byKey(String logicalName, Map<String, @Nullable Object> keyAttributes) {
        return new EntityReference(logicalName, null, null, keyAttributes, null);
    }

    /// The id of a reference that must have one.
    ///
    /// @throws IllegalStateException when the row is addressed by an alternate key
    public UUID requireId() {
        if (id == null) {
            throw new IllegalStateException("The reference to '" + logicalName + "' carries no id.");
        }
        return id;
    }

    public EntityReference withName(@Nullable String newName) {
        return new EntityReference(logicalName, id, newName, keyAttributes, rowVersion);
    }

    /// References are equal when they point to the same row; the name is not part of the identity.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EntityReference that && logicalName.equals(that.logicalName)
                && Objects.equals(id, that.id)
                && keyAttributes.equals(that.keyAttributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(logicalName, id, keyAttributes);
    }
}
