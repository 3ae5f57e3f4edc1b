package dev.colonnade.engine.message;

import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Types of request parameters and response properties: the 13 of custom APIs with the platform's numbers, and those that only
/// standard messages use. Source: reference/custom-api.md, "The 13 types".
public enum ParameterType {
    BOOLEAN(0),
    DATE_TIME(1),
    DECIMAL(2),
    ENTITY(3),
    ENTITY_COLLECTION(4),
    ENTITY_REFERENCE(5),
    FLOAT(6),
    INTEGER(7),
    MONEY(8),
    PICKLIST(9),
    STRING(10),
    STRING_ARRAY(11),
    GUID(12),
    /// A [dev.colonnade.sdk.Label]; in requests a collection of localized labels.
    LABEL(-1),
    LOCALIZED_LABELS(-2),
    /// Numbers of rows by the names of tables, `Map<String, Long>`.
    RECORD_COUNTS(-4),
    /// `UUID[]`.
    GUID_ARRAY(-5),
    /// A value that has no form on the wire of the Web API (queries, relationships, column sets).
    INTERNAL(-3);

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final UUID NO_ID = new UUID(0, 0);

    private final int number;

    ParameterType(int number) {
        this.number = number;
    }

    /// The platform's number (`customapifieldtype`); negative for the types that custom APIs cannot use.
    public int number() {
        return number;
    }

    /// The value of a response property of the type that nothing set; `null` for types that may be null.
    public @Nullable Object defaultValue() {
        return switch (this) {
            case BOOLEAN -> false;
            case DATE_TIME -> EARLIEST;
            case DECIMAL -> BigDecimal.ZERO;
            case FLOAT -> 0.0;
            case INTEGER -> 0;
            case MONEY -> new Money(BigDecimal.ZERO);
            case PICKLIST -> new OptionSetValue(0);
            case GUID -> NO_ID;
            case ENTITY, ENTITY_COLLECTION, ENTITY_REFERENCE, STRING, STRING_ARRAY, LABEL, LOCALIZED_LABELS,
                    RECORD_COUNTS, GUID_ARRAY, INTERNAL ->
                null;
        };
    }

    /// The type of a platform number.
    ///
    /// @throws IllegalArgumentException when there is none
    public static ParameterType of(int number) {
        for (ParameterType type : values()) {
            if (type.number == number && number >= 0) {
                return type;
            }
        }
        throw new IllegalArgumentException("There is no parameter type with the number " + number + ".");
    }
}
