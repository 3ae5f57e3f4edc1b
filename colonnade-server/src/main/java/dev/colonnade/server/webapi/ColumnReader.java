package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.sdk.BooleanManagedProperty;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import java.math.BigDecimal;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads the JSON of one column into the SDK's type. Numbers may come as texts of digits.
///
/// Source: reference/web-api.md, "JSON of every column type".
final class ColumnReader {

    private ColumnReader() {}

    /// The value at the parser's token; afterwards the parser stands at its last token.
    ///
    /// @throws ServiceException [ErrorCode#BAD_PAYLOAD] when it is of another type
    static @Nullable Object read(JsonParser parser, Column column, String subject) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        Object value = switch (column.type()) {
            case STRING, MEMO, ENTITY_NAME -> findText(parser);
            case INTEGER -> findInteger(parser, subject);
            case BIG_INT -> {
                BigDecimal number = findDecimal(parser, subject);
                yield number == null ? null : JsonScalars.findLong(number);
            }
            case DECIMAL -> findDecimal(parser, subject);
            case MONEY -> JsonScalars.then(findDecimal(parser, subject), amount -> new Money(amount));
            case DOUBLE -> JsonScalars.then(findDecimal(parser, subject), number -> number.doubleValue());
            case BOOLEAN -> findTruth(parser);
            case PICKLIST, STATE, STATUS ->
                JsonScalars.then(findInteger(parser, subject), option -> new OptionSetValue(option));
            case MULTI_SELECT_PICKLIST ->
                JsonScalars.then(findText(parser), text -> JsonScalars.findOptions(text));
            case DATE_TIME ->
                JsonScalars.then(findText(parser), text -> DateTimes.read(column, text, EdmNames.property(column)));
            case UNIQUEIDENTIFIER, LOOKUP, CUSTOMER, OWNER ->
                JsonScalars.then(findText(parser), text -> JsonScalars.findGuid(text));
            case IMAGE, FILE -> findBytes(parser);
            case MANAGED_PROPERTY -> findManaged(parser, subject);
            case PARTY_LIST, VIRTUAL -> null;
        };
        if (value == null) {
            throw wrongType(column, subject);
        }
        return value;
    }

    private static ServiceException wrongType(Column column, String subject) {
        return JsonBodies.badPayload(subject,
                "Microsoft.OData.ODataException: Cannot convert the value of the property '"
                        + EdmNames.property(column) + "' to the expected type '" + UrlValues.edmType(column) + "'.");
    }

    static @Nullable String findText(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : null;
    }

    static @Nullable Boolean findTruth(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    static @Nullable BigDecimal findDecimal(JsonParser parser, String subject) {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonBodies.number(parser, subject);
            case VALUE_STRING -> JsonScalars.findDecimal(parser.getString());
            default -> null;
        };
    }

    static @Nullable Integer findInteger(JsonParser parser, String subject) {
        BigDecimal number = findDecimal(parser, subject);
        return number == null ? null : JsonScalars.findInteger(number);
    }

    private static byte @Nullable [] findBytes(JsonParser parser) {
        String text = findText(parser);
        if (text == null) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static @Nullable BooleanManagedProperty findManaged(JsonParser parser, String subject) {
        Boolean bare = findTruth(parser);
        if (bare != null) {
            return new BooleanManagedProperty(bare);
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return null;
        }
        Boolean value = null;
        boolean canBeChanged = true;
        String name = null;
        String member = parser.nextName();
        while (member != null) {
            parser.nextToken();
            switch (member) {
                case "Value" -> value = findTruth(parser);
                case "CanBeChanged" -> canBeChanged = !Boolean.FALSE.equals(findTruth(parser));
                case "ManagedPropertyLogicalName" -> name = findText(parser);
                default -> parser.skipChildren();
            }
            if (parser.currentToken() == JsonToken.START_OBJECT || parser.currentToken() == JsonToken.START_ARRAY) {
                throw JsonBodies.badPayload(subject,
                        "The member '" + member + "' of a managed property takes a scalar.");
            }
            member = parser.nextName();
        }
        return value == null ? null : new BooleanManagedProperty(value, canBeChanged, name);
    }
}
