package dev.colonnade.server.webapi;

import dev.colonnade.engine.message.Parameter;
import dev.colonnade.sdk.EntityCollection;
import org.jspecify.annotations.Nullable;

/// What the types of parameters and response properties are on the wire.
///
/// Source: reference/custom-api.md, "The 13 types".
final class ParameterTypes {

    private static final String[] NO_TEXTS = {};

    private ParameterTypes() {}

    /// The type's name in `$metadata`; `null` for a value that has none there.
    static @Nullable String edmType(Parameter parameter) {
        String table = "mscrm."
                + (parameter.entityName() == null ? EdmNames.BASE_ENTITY : parameter.entityName());
        return switch (parameter.type()) {
            case BOOLEAN -> "Edm.Boolean";
            case DATE_TIME -> "Edm.DateTimeOffset";
            case DECIMAL, MONEY -> "Edm.Decimal";
            case ENTITY, ENTITY_REFERENCE -> table;
            case ENTITY_COLLECTION -> "Collection(" + table + ")";
            case FLOAT -> "Edm.Double";
            case INTEGER, PICKLIST -> "Edm.Int32";
            case STRING -> "Edm.String";
            case STRING_ARRAY -> "Collection(Edm.String)";
            case GUID -> "Edm.Guid";
            case GUID_ARRAY -> "Collection(Edm.Guid)";
            case LABEL -> "mscrm.Label";
            case LOCALIZED_LABELS -> "Collection(mscrm.LocalizedLabel)";
            case RECORD_COUNTS -> "mscrm.EntityRecordCountCollection";
            case INTERNAL -> null;
        };
    }

    /// Whether a property of the type is never null on the wire.
    static boolean isValueType(Parameter parameter) {
        return switch (parameter.type()) {
            case BOOLEAN, DATE_TIME, DECIMAL, FLOAT, INTEGER, MONEY, PICKLIST, GUID -> true;
            case ENTITY, ENTITY_COLLECTION, ENTITY_REFERENCE, STRING, STRING_ARRAY, LABEL, LOCALIZED_LABELS,
                    RECORD_COUNTS, GUID_ARRAY, INTERNAL ->
                false;
        };
    }

    /// The value that a response property has on the wire when nothing set it.
    static @Nullable Object defaultValue(Parameter property) {
        return switch (property.type()) {
            case STRING_ARRAY -> NO_TEXTS;
            case ENTITY_COLLECTION -> new EntityCollection();
            default -> property.type().defaultValue();
        };
    }
}
