package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.sdk.BooleanManagedProperty;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OptionSetValueCollection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Turns literals of a URL into values of columns. Numbers and ids may also come as quoted text, because clients write them so.
///
/// Source: reference/web-api.md, "Client tolerance checklist".
final class UrlValues {

    private UrlValues() {}

    /// The value for a key of a column: the SDK's type, but an id for a lookup; `null` for the literal `null`.
    ///
    /// @throws ServiceException [ErrorCode#BAD_URI] when the literal does not fit the column
    static @Nullable Object ofColumn(Column column, Literal literal) {
        if (literal instanceof Literal.Null) {
            return null;
        }
        Object value = switch (column.type()) {
            case STRING, MEMO, ENTITY_NAME -> literal instanceof Literal.Text(var text) ? text : null;
            case INTEGER -> integer(literal);
            case BIG_INT -> whole(literal);
            case DECIMAL -> decimal(literal);
            case MONEY -> JsonScalars.then(decimal(literal), amount -> new Money(amount));
            case DOUBLE -> JsonScalars.then(decimal(literal), number -> number.doubleValue());
            case BOOLEAN -> truth(literal);
            case MANAGED_PROPERTY ->
                JsonScalars.then(truth(literal), truth -> new BooleanManagedProperty(truth));
            case PICKLIST, STATE, STATUS -> JsonScalars.then(integer(literal), option -> new OptionSetValue(option));
            case MULTI_SELECT_PICKLIST -> options(literal);
            case DATE_TIME -> dateTime(column, literal);
            case UNIQUEIDENTIFIER, LOOKUP, CUSTOMER, OWNER -> guid(literal);
            case PARTY_LIST, IMAGE, FILE, VIRTUAL -> null;
        };
        if (value == null) {
            throw new ServiceException(ErrorCode.BAD_URI, "The value of type '" + literal.edmType()
                    + "' does not fit the property '" + EdmNames.property(column) + "' of type '"
                    + edmType(column) + "'.");
        }
        return value;
    }

    /// The same for a condition: options as numbers, amounts without their wrapper.
    static @Nullable Object forCondition(Column column, Literal literal) {
        Object value = ofColumn(column, literal);
        return switch (value) {
            case OptionSetValue option -> option.value();
            case Money money -> money.value();
            case BooleanManagedProperty managed -> managed.value();
            case null, default -> value;
        };
    }

    /// Name of the type that a column's property has in the entity model.
    static String edmType(Column column) {
        return switch (column.type()) {
            case STRING, MEMO, ENTITY_NAME, MULTI_SELECT_PICKLIST, VIRTUAL, PARTY_LIST -> "Edm.String";
            case INTEGER, PICKLIST, STATE, STATUS -> "Edm.Int32";
            case BIG_INT -> "Edm.Int64";
            case DECIMAL, MONEY -> "Edm.Decimal";
            case DOUBLE -> "Edm.Double";
            case BOOLEAN -> "Edm.Boolean";
            case MANAGED_PROPERTY -> "mscrm.BooleanManagedProperty";
            case DATE_TIME -> column.behavior().equals("DateOnly") ? "Edm.Date" : "Edm.DateTimeOffset";
            case UNIQUEIDENTIFIER, LOOKUP, CUSTOMER, OWNER -> "Edm.Guid";
            case IMAGE, FILE -> "Edm.Binary";
        };
    }

    static @Nullable UUID guid(Literal literal) {
        return switch (literal) {
            case Literal.Guid(var id) -> id;
            case Literal.Text(var text) -> JsonScalars.findGuid(text);
            default -> null;
        };
    }

    /// A whole number, as one or as text; `null` for anything else.
    static @Nullable Integer integer(Literal literal) {
        BigDecimal number = decimal(literal);
        return number == null ? null : JsonScalars.findInteger(number);
    }

    private static @Nullable Long whole(Literal literal) {
        BigDecimal number = decimal(literal);
        return number == null ? null : JsonScalars.findLong(number);
    }

    private static @Nullable BigDecimal decimal(Literal literal) {
        return switch (literal) {
            case Literal.Number(var number) -> number;
            case Literal.Text(var text) -> JsonScalars.findDecimal(text);
            default -> null;
        };
    }

    private static @Nullable Boolean truth(Literal literal) {
        return switch (literal) {
            case Literal.Bool(var truth) -> truth;
            case Literal.Text(var text) -> switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> null;
            };
            case Literal.Number(var number) when number.signum() == 0 -> false;
            case Literal.Number(var number) when number.compareTo(BigDecimal.ONE) == 0 -> true;
            default -> null;
        };
    }

    private static @Nullable OptionSetValueCollection options(Literal literal) {
        return switch (literal) {
            case Literal.Text(var text) -> JsonScalars.findOptions(text);
            case Literal.Number(var number) ->
                JsonScalars.then(JsonScalars.findInteger(number), option -> OptionSetValueCollection.of(option));
            default -> null;
        };
    }

    private static @Nullable Object dateTime(Column column, Literal literal) {
        String text = switch (literal) {
            case Literal.Date(var date) -> date.toString();
            case Literal.DateTime(var value) -> value;
            case Literal.Text(var value) -> value;
            default -> null;
        };
        return text == null ? null : DateTimes.read(column, text, EdmNames.property(column));
    }

    /// The elements of an array literal as texts; numbers by their digits.
    ///
    /// @throws ServiceException [ErrorCode#BAD_URI] when it is no array of scalars
    static List<String> texts(Literal literal, String what) {
        if (!(literal instanceof Literal.Json(var json))
                || !(JsonBodies.readLenient(json, what) instanceof JsonValue.Array(var elements))) {
            throw new ServiceException(ErrorCode.BAD_URI, "The value of '" + what + "' must be an array.");
        }
        var texts = new ArrayList<String>();
        for (JsonValue element : elements) {
            texts.add(switch (element) {
                case JsonValue.Text(var text) -> text;
                case JsonValue.Number(var number) -> number.toPlainString();
                default -> throw new ServiceException(ErrorCode.BAD_URI,
                        "The elements of '" + what + "' must be texts.");
            });
        }
        return texts;
    }
}
