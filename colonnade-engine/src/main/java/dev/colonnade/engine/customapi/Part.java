package dev.colonnade.engine.customapi;

import dev.colonnade.engine.message.ParameterType;
import dev.colonnade.engine.message.TargetRow;
import org.jspecify.annotations.Nullable;

/// What the rules look at in a request parameter or response property.
///
/// @param uniqueName `null` when it is missing
/// @param type `null` when the number is no type
/// @param tableName logical name of the table of an entity, entity collection or entity reference; `null` for an open type
record Part(PartKind kind, @Nullable String uniqueName, @Nullable ParameterType type, boolean isOptional,
        @Nullable String tableName) {

    private static final int TYPES = 13;

    static Part of(PartKind kind, TargetRow row) {
        return new Part(kind, row.text("uniquename"), type(row.choice("type")),
                kind == PartKind.REQUEST_PARAMETER && row.flag("isoptional"), row.text("logicalentityname"));
    }

    static @Nullable ParameterType type(@Nullable Integer number) {
        return number == null || number < 0 || number >= TYPES ? null : ParameterType.of(number);
    }
}
