package dev.colonnade.engine.message;

import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.ParameterCollection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Response properties that nothing set have the default value of their type. Source: reference/custom-api.md, "The 13 types".
final class ResponseDefaults {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private ResponseDefaults() {}

    static void fill(MessageDefinition message, ParameterCollection outputs) {
        for (Parameter property : message.properties()) {
            if (!outputs.contains(property.name())) {
                outputs.set(property.name(), of(property.type()));
            }
        }
    }

    private static @Nullable Object of(ParameterType type) {
        return switch (type) {
            case BOOLEAN -> false;
            case DATE_TIME -> EARLIEST;
            case DECIMAL -> BigDecimal.ZERO;
            case FLOAT -> 0.0;
            case INTEGER -> 0;
            case MONEY -> new Money(BigDecimal.ZERO);
            case PICKLIST -> new OptionSetValue(0);
            case GUID -> new UUID(0, 0);
            case ENTITY, ENTITY_COLLECTION, ENTITY_REFERENCE, STRING, STRING_ARRAY, LABEL, LOCALIZED_LABELS, INTERNAL ->
                null;
        };
    }
}
