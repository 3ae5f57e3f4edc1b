package dev.colonnade.engine.operation;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.ChoiceDefinition;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.sdk.BooleanManagedProperty;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OptionSetValueCollection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whether a value may be written to a column, and the value that is kept: texts within their length, numbers within their
/// range and rounded to their precision, options of the choice, dates the platform knows.
///
/// Source: reference/tables-and-metadata.md, "Column types, one by one".
final class ValueRules {

    private static final Instant EARLIEST = Instant.parse("1753-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-30T23:59:59Z");
    private static final BigDecimal NUMBER_LIMIT = BigDecimal.valueOf(100_000_000_000L);
    private static final BigDecimal MONEY_LIMIT = BigDecimal.valueOf(922_337_203_685_477L);
    private static final int SELECTED_MAX = 150;
    private static final int MONEY_PRECISION_MAX = 4;

    private ValueRules() {}

    /// @return the value to keep; `null` for `null` and for empty text
    /// @throws ServiceException when the value is of another type or outside what the column takes
    static @Nullable Object check(Column column, @Nullable Object value, MetadataSnapshot metadata) {
        if (value == null) {
            return null;
        }
        return switch (column.type()) {
            case STRING, MEMO -> text(column, value);
            case INTEGER -> integer(column, value);
            case BIG_INT -> value instanceof Number number && !(value instanceof Double)
                    ? (Object) number.longValue()
                    : wrongType(column, "a whole number", value);
            case DECIMAL -> decimal(column, value);
            case DOUBLE -> floating(column, value);
            case MONEY -> money(column, value);
            case BOOLEAN -> value instanceof Boolean ? value : wrongType(column, "true or false", value);
            case PICKLIST, STATE, STATUS -> option(column, value);
            case MULTI_SELECT_PICKLIST -> options(column, value);
            case DATE_TIME -> date(column, value);
            case UNIQUEIDENTIFIER, FILE -> value instanceof UUID ? value : wrongType(column, "a GUID", value);
            case LOOKUP, CUSTOMER, OWNER -> reference(column, value);
            case ENTITY_NAME -> entityName(column, value, metadata);
            case MANAGED_PROPERTY -> value instanceof Boolean flag
                    ? new BooleanManagedProperty(flag)
                    : value instanceof BooleanManagedProperty ? value : wrongType(column, "a managed property", value);
            case IMAGE -> value instanceof byte[] ? value : wrongType(column, "bytes", value);
            case PARTY_LIST, VIRTUAL -> value;
        };
    }

    private static @Nullable Object text(Column column, Object value) {
        if (!(value instanceof String text)) {
            return wrongType(column, "text", value);
        }
        if (text.length() > column.maxLength()) {
            throw new ServiceException(ErrorCode.STRING_LENGTH_TOO_LONG,
                    "A validation error occurred.  The length of the '" + column.logicalName() + "' attribute of the '"
                            + column.tableName() + "' entity exceeded the maximum allowed length of '"
                            + column.maxLength()
                            + "'.");
        }
        if (text.indexOf('\0') >= 0) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                    "The value of " + name(column) + " contains the character U+0000, which no text may contain.");
        }
        return text.isEmpty() ? null : text;
    }

    private static Object integer(Column column, Object value) {
        if (!(value instanceof Integer || value instanceof Long || value instanceof Short)) {
            return wrongType(column, "a whole number", value);
        }
        long number = ((Number) value).longValue();
        BigDecimal min = column.minValue();
        BigDecimal max = column.maxValue();
        long least = min == null ? Integer.MIN_VALUE : min.longValue();
        long most = max == null ? Integer.MAX_VALUE : max.longValue();
        if (number < least || number > most) {
            throw new ServiceException(ErrorCode.INTEGER_VALUE_OUT_OF_RANGE,
                    "A validation error occurred. The value " + number + " of '" + column.logicalName()
                            + "' on record of type '"
                            + column.tableName() + "' is outside the valid range of " + least + " to " + most + ".");
        }
        return (int) number;
    }

    private static Object decimal(Column column, Object value) {
        BigDecimal number = number(column, value).setScale(Math.max(0, column.precision()), RoundingMode.HALF_UP);
        requireRange(column, number, NUMBER_LIMIT, ErrorCode.DECIMAL_VALUE_OUT_OF_RANGE);
        return number;
    }

    private static Object floating(Column column, Object value) {
        BigDecimal number = number(column, value).setScale(Math.max(0, column.precision()), RoundingMode.HALF_UP);
        requireRange(column, number, NUMBER_LIMIT, ErrorCode.FLOAT_VALUE_OUT_OF_RANGE);
        return number.doubleValue();
    }

    private static Object money(Column column, Object value) {
        BigDecimal given = value instanceof Money money ? money.value() : number(column, value);
        BigDecimal number = given.setScale(Math.max(MONEY_PRECISION_MAX, column.precision()), RoundingMode.HALF_UP);
        requireRange(column, number, MONEY_LIMIT, ErrorCode.MONEY_SIZE_EXCEEDED);
        return new Money(number);
    }

    private static BigDecimal number(Column column, Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case Integer number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            case Double number when Double.isFinite(number) -> BigDecimal.valueOf(number);
            default -> (BigDecimal) wrongType(column, "a number", value);
        };
    }

    private static void requireRange(Column column, BigDecimal number, BigDecimal limit, ErrorCode code) {
        BigDecimal min = column.minValue();
        BigDecimal max = column.maxValue();
        BigDecimal least = min == null ? limit.negate() : min;
        BigDecimal most = max == null ? limit : max;
        if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
            throw new ServiceException(code,
                    "A validation error occurred. The value " + number.toPlainString() + " of '" + column.logicalName()
                            + "' on record of type '" + column.tableName() + "' is outside the valid range of "
                            + least.toPlainString() + " to " + most.toPlainString() + ".");
        }
    }

    private static Object option(Column column, Object value) {
        OptionSetValue option = switch (value) {
            case OptionSetValue given -> given;
            case Integer number -> new OptionSetValue(number);
            default -> (OptionSetValue) wrongType(column, "the number of an option", value);
        };
        requireOption(column, option.value());
        return option;
    }

    private static Object options(Column column, Object value) {
        if (!(value instanceof OptionSetValueCollection selected)) {
            return wrongType(column, "numbers of options", value);
        }
        if (selected.values().size() > SELECTED_MAX) {
            throw new ServiceException(ErrorCode.PICKLIST_VALUE_OUT_OF_RANGE, "More than " + SELECTED_MAX
                    + " values are selected in " + name(column) + ".");
        }
        selected.values().forEach(option -> requireOption(column, option.value()));
        return selected;
    }

    private static void requireOption(Column column, int value) {
        ChoiceDefinition choice = column.choice();
        if (choice != null && !choice.options().isEmpty() && choice.find(value) == null) {
            throw new ServiceException(ErrorCode.PICKLIST_VALUE_OUT_OF_RANGE,
                    "A validation error occurred. The value '" + value + "' of '" + column.logicalName()
                            + "' on record of type '" + column.tableName()
                            + "' is outside the valid range. Accepted values: " + accepted(choice));
        }
    }

    private static String accepted(ChoiceDefinition choice) {
        return String.join(",", choice.options().stream().map(option -> String.valueOf(option.value())).toList());
    }

    private static Object date(Column column, Object value) {
        try {
            Instant instant = switch (value) {
                case Instant given -> given;
                case LocalDate given -> given.atStartOfDay().toInstant(ZoneOffset.UTC);
                case LocalDateTime given -> given.toInstant(ZoneOffset.UTC);
                default -> (Instant) wrongType(column, "a date", value);
            };
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw new ServiceException(ErrorCode.INVALID_DATE_TIME,
                        "The value " + instant + " of " + name(column) + " is outside the supported range of dates.");
            }
            Instant kept = instant.truncatedTo(ChronoUnit.SECONDS);
            return switch (column.behavior()) {
                case "DateOnly" -> LocalDate.ofInstant(kept, ZoneOffset.UTC);
                case "TimeZoneIndependent" -> LocalDateTime.ofInstant(kept, ZoneOffset.UTC);
                default -> kept;
            };
        } catch (DateTimeException e) {
            throw new ServiceException(ErrorCode.INVALID_DATE_TIME,
                    "The value of " + name(column) + " is outside the supported range of dates.", e);
        }
    }

    private static Object reference(Column column, Object value) {
        if (!(value instanceof EntityReference reference)) {
            return wrongType(column, "a reference to a row", value);
        }
        if (!column.targets().isEmpty() && !column.targets().contains(reference.logicalName())) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The lookup " + name(column) + " cannot point to '"
                    + reference.logicalName() + "'; its targets are " + String.join(", ", column.targets()) + ".");
        }
        return reference;
    }

    private static Object entityName(Column column, Object value, MetadataSnapshot metadata) {
        if (!(value instanceof String text)) {
            return wrongType(column, "the logical name of a table", value);
        }
        if (!text.equals("none") && metadata.findTable(text) == null) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                    "The value '" + text + "' of " + name(column) + " is not the logical name of a table.");
        }
        return text;
    }

    private static String name(Column column) {
        return "'" + column.logicalName() + "' of '" + column.tableName() + "'";
    }

    private static Object wrongType(Column column, String wanted, Object value) {
        throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                "The column " + name(column) + " takes " + wanted + ", not "
                        + value.getClass().getSimpleName() + ".");
    }
}
