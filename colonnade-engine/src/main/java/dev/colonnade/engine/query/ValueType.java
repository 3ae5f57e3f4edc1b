package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.Column;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.DataType;
import org.jooq.impl.SQLDataType;

/// What kind of value a column is compared with, and as what it is bound.
enum ValueType {
    TEXT,
    /// Whole numbers of both lengths, so that a column is compared with any number.
    LONG,
    /// The number of an option.
    INTEGER,
    DECIMAL,
    DOUBLE,
    BOOLEAN,
    ID,
    INSTANT,
    DATE,
    /// Digits on a clock, in no time zone.
    CLOCK,
    /// The numbers of several options, ascending.
    OPTIONS,
    /// Content that is compared with nothing.
    BINARY;

    DataType<?> dataType() {
        return switch (this) {
            case TEXT -> SQLDataType.VARCHAR;
            case LONG -> SQLDataType.BIGINT;
            case INTEGER -> SQLDataType.INTEGER;
            case DECIMAL -> SQLDataType.NUMERIC;
            case DOUBLE -> SQLDataType.DOUBLE;
            case BOOLEAN -> SQLDataType.BOOLEAN;
            case ID -> SQLDataType.UUID;
            case INSTANT -> SQLDataType.TIMESTAMPWITHTIMEZONE;
            case DATE -> SQLDataType.LOCALDATE;
            case CLOCK -> SQLDataType.LOCALDATETIME;
            case OPTIONS -> SQLDataType.INTEGER.array();
            case BINARY -> SQLDataType.VARBINARY;
        };
    }

    static ValueType of(Column column) {
        return switch (column.type()) {
            case STRING, MEMO, ENTITY_NAME -> TEXT;
            case INTEGER, BIG_INT -> LONG;
            case DECIMAL, MONEY -> DECIMAL;
            case DOUBLE -> DOUBLE;
            case BOOLEAN, MANAGED_PROPERTY -> BOOLEAN;
            case PICKLIST, STATE, STATUS -> INTEGER;
            case MULTI_SELECT_PICKLIST -> OPTIONS;
            case DATE_TIME -> switch (column.behavior()) {
                case "DateOnly" -> DATE;
                case "TimeZoneIndependent" -> CLOCK;
                default -> INSTANT;
            };
            case UNIQUEIDENTIFIER, LOOKUP, CUSTOMER, OWNER -> ID;
            case PARTY_LIST, IMAGE, FILE, VIRTUAL -> BINARY;
        };
    }

    /// The value that [Object#toString()] of a bound value stands for.
    ///
    /// @throws RuntimeException when the text is not of the type
    Object parse(String text) {
        return switch (this) {
            case TEXT -> text;
            case LONG -> Long.valueOf(text);
            case INTEGER -> Integer.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case DOUBLE -> Double.valueOf(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case ID -> UUID.fromString(text);
            case INSTANT -> OffsetDateTime.parse(text);
            case DATE -> LocalDate.parse(text);
            case CLOCK -> LocalDateTime.parse(text);
            case OPTIONS, BINARY -> throw new IllegalArgumentException("Values of type " + this + " have no text.");
        };
    }
}
