package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ColumnType;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.BooleanManagedProperty;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OptionSetValueCollection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/// Turns the values of conditions into what is bound. A condition is more lenient than a write: numbers and ids may come as
/// text, as FetchXML and some clients send them, and a value may lie outside of what the column can hold.
final class ConditionValues {

    private static final int TYPE_CODE_DIGITS_MAX = 9;

    private final MetadataSnapshot metadata;

    ConditionValues(MetadataSnapshot metadata) {
        this.metadata = metadata;
    }

    /// @throws ServiceException [ErrorCode#QUERY_BUILDER_INVALID_VALUE] naming the column when the value is not of its type
    Object of(Column column, ValueType type, Object value) {
        try {
            return switch (type) {
                case TEXT -> column.type() == ColumnType.ENTITY_NAME ? tableName(value) : text(value);
                case LONG -> number(value).longValueExact();
                case INTEGER -> option(value);
                case DECIMAL -> number(value);
                case DOUBLE -> number(value).doubleValue();
                case BOOLEAN -> flag(value);
                case ID -> id(value);
                case INSTANT -> clock(value).atOffset(ZoneOffset.UTC);
                case DATE -> clock(value).toLocalDate();
                case CLOCK -> clock(value);
                case OPTIONS -> options(value);
                case BINARY -> throw new WrongValue();
            };
        } catch (WrongValue | ArithmeticException | IllegalArgumentException | DateTimeParseException e) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_VALUE, "The value '" + shown(value)
                    + "' cannot be compared with the column '" + column.logicalName() + "' of '" + column.tableName()
                    + "', which is of type " + column.type().wireName() + ".", e);
        }
    }

    static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    /// The number of days, hours or the like that an operator counts.
    ///
    /// @throws ServiceException [ErrorCode#QUERY_BUILDER_INVALID_VALUE] when the value is no whole number
    long whole(Column column, Object value) {
        return (Long) of(column, ValueType.LONG, value);
    }

    /// The day of a date; of a moment, the day that it falls on in the zone.
    ///
    /// @throws ServiceException [ErrorCode#QUERY_BUILDER_INVALID_VALUE] when the value is no date
    LocalDate day(Column column, Object value, ZoneId zone) {
        boolean isMoment = value instanceof Instant || value instanceof OffsetDateTime
                || (value instanceof String text && text.indexOf('T') > 0 && hasOffset(text.strip()));
        LocalDateTime clock = (LocalDateTime) of(column, ValueType.CLOCK, value);
        return isMoment ? clock.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDate() : clock.toLocalDate();
    }

    private static boolean hasOffset(String iso) {
        return iso.endsWith("Z") || iso.indexOf('+') > 0 || iso.lastIndexOf('-') > iso.indexOf('T');
    }

    private static String text(Object value) {
        if (!(value instanceof String text)) {
            throw new WrongValue();
        }
        // PostgreSQL keeps no NUL in text, and half a character has no bytes in UTF-8.
        boolean cannotBeSent = text.codePoints()
                .anyMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
        if (cannotBeSent) {
            throw new WrongValue();
        }
        return text;
    }

    /// A table by name or number.
    private String tableName(Object value) {
        if (value instanceof Integer code) {
            return tableOfCode(code);
        }
        String name = text(value).strip().toLowerCase(Locale.ROOT);
        boolean isCode = !name.isEmpty() && name.length() <= TYPE_CODE_DIGITS_MAX
                && name.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return isCode ? tableOfCode(Integer.parseInt(name)) : name;
    }

    private String tableOfCode(int code) {
        Table table = metadata.findTableByTypeCode(code);
        if (table == null) {
            throw new WrongValue();
        }
        return table.logicalName();
    }

    private static BigDecimal number(Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case Integer number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            case Short number -> BigDecimal.valueOf(number);
            case Byte number -> BigDecimal.valueOf(number);
            case Double number -> new BigDecimal(Double.toString(number));
            case Float number -> new BigDecimal(Float.toString(number));
            case Money money -> money.value();
            case String text -> number(text);
            default -> throw new WrongValue();
        };
    }

    private static BigDecimal number(String text) {
        var number = new BigDecimal(text.strip());
        // An exponent in a short text may stand for a number that fills the memory.
        if (number.precision() - (long) number.scale() > 1_000 || number.scale() > 1_000) {
            throw new WrongValue();
        }
        return number;
    }

    private static Integer option(Object value) {
        return value instanceof OptionSetValue option ? option.value() : number(value).intValueExact();
    }

    private static Boolean flag(Object value) {
        return switch (value) {
            case Boolean flag -> flag;
            case BooleanManagedProperty property -> property.value();
            case OptionSetValue option -> flag(String.valueOf(option.value()));
            case Integer number -> flag(String.valueOf(number));
            case String text -> flag(text);
            default -> throw new WrongValue();
        };
    }

    private static Boolean flag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new WrongValue();
        };
    }

    private static UUID id(Object value) {
        return switch (value) {
            case UUID id -> id;
            case EntityReference reference when reference.id() != null -> reference.requireId();
            case String text -> id(text);
            default -> throw new WrongValue();
        };
    }

    private static UUID id(String text) {
        String digits = text.strip();
        if (digits.startsWith("{") && digits.endsWith("}")) {
            digits = digits.substring(1, digits.length() - 1);
        }
        if (digits.length() != 36) {
            throw new WrongValue();
        }
        return UUID.fromString(digits);
    }

    private static LocalDateTime clock(Object value) {
        LocalDateTime clock = switch (value) {
            case Instant instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
            case OffsetDateTime time -> time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
            case LocalDateTime time -> time;
            case LocalDate date -> date.atStartOfDay();
            case String text -> clock(text.strip());
            default -> throw new WrongValue();
        };
        // PostgreSQL's calendar ends before Java's does.
        if (clock.getYear() < -4_000 || clock.getYear() > 200_000) {
            throw new WrongValue();
        }
        return clock;
    }

    private static LocalDateTime clock(String text) {
        if (text.indexOf('T') < 0 && text.indexOf(' ') < 0) {
            return LocalDate.parse(text).atStartOfDay();
        }
        String iso = text.replace(' ', 'T');
        return hasOffset(iso)
                ? OffsetDateTime.parse(iso).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                : LocalDateTime.parse(iso);
    }

    private static Integer[] options(Object value) {
        if (value instanceof OptionSetValueCollection options) {
            return options.values().stream().map(OptionSetValue::value).toArray(Integer[]::new);
        }
        return value instanceof String text
                ? Arrays.stream(text.split(",")).map(ConditionValues::option).distinct().sorted()
                        .toArray(Integer[]::new)
                : new Integer[]{option(value)};
    }

    /// Leads to the one message that names the column.
    private static final class WrongValue extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
