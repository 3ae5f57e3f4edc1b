package dev.colonnade.engine.message;

import org.jspecify.annotations.Nullable;

/// A request parameter or response property of a message.
///
/// @param isOptional of no meaning for response properties
/// @param entityName table of an entity, entity collection or entity reference; `null` for an open type
public record Parameter(String name, ParameterType type, boolean isOptional, @Nullable String entityName) {

    /// Whether the value is an entity or entities of no declared table.
    public boolean isOpen() {
        return entityName == null && (type == ParameterType.ENTITY || type == ParameterType.ENTITY_COLLECTION);
    }
}
