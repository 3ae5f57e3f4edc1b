package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.server.webapi.ODataToken.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/// A value in a URL, before the type that is wanted is known.
sealed interface Literal {

    record Text(String value) implements Literal {}

    record Number(BigDecimal value) implements Literal {}

    record Guid(UUID value) implements Literal {}

    record Bool(boolean value) implements Literal {}

    record Date(LocalDate value) implements Literal {}

    /// @param text as written; what it means depends on the column's behaviour
    record DateTime(String text) implements Literal {}

    /// A member of an enumeration, `Microsoft.Dynamics.CRM.EndpointAccessType'Default'`.
    record EnumMember(String type, String member) implements Literal {}

    /// An object or array, not read yet.
    record Json(String text) implements Literal {}

    record Null() implements Literal {}

    /// The name of the type that OData gives such a literal, for messages.
    default String edmType() {
        return switch (this) {
            case Text _ -> "Edm.String";
            case Number(var value) -> value.scale() <= 0 ? "Edm.Int32" : "Edm.Decimal";
            case Guid _ -> "Edm.Guid";
            case Bool _ -> "Edm.Boolean";
            case Date _ -> "Edm.Date";
            case DateTime _ -> "Edm.DateTimeOffset";
            case EnumMember(var type, _) -> type;
            case Json _ -> "Edm.Untyped";
            case Null _ -> "Edm.Null";
        };
    }

    /// Whether a literal begins at the reader's token.
    static boolean isNext(TokenReader reader) {
        ODataToken token = reader.peek();
        return switch (token.kind()) {
            case TEXT, NUMBER, GUID, DATE, DATE_TIME, JSON -> true;
            case NAME -> token.isName("null") || token.isName("true") || token.isName("false")
                    || isEnum(reader);
            case ALIAS, SYMBOL, END -> false;
        };
    }

    private static boolean isEnum(TokenReader reader) {
        ODataToken text = reader.peekSecond();
        return reader.peek().text().indexOf('.') > 0 && text.kind() == Kind.TEXT
                && text.position() == reader.peek().end();
    }

    /// Reads the literal at the reader's token.
    ///
    /// @throws ServiceException [ErrorCode#BAD_URI] when there is none
    static Literal read(TokenReader reader) {
        if (!isNext(reader)) {
            throw reader.unexpected("a value");
        }
        ODataToken token = reader.next();
        return switch (token.kind()) {
            case TEXT -> new Text(token.text());
            case NUMBER -> new Number(number(token, reader.text()));
            case GUID -> new Guid(UUID.fromString(token.text()));
            case DATE -> new Date(date(token, reader.text()));
            case DATE_TIME -> new DateTime(token.text());
            case JSON -> new Json(token.text());
            default -> named(token, reader);
        };
    }

    private static Literal named(ODataToken token, TokenReader reader) {
        return switch (token.text()) {
            case "null" -> new Null();
            case "true" -> new Bool(true);
            case "false" -> new Bool(false);
            default -> new EnumMember(token.text(), reader.next().text());
        };
    }

    private static BigDecimal number(ODataToken token, String text) {
        try {
            var number = new BigDecimal(token.text());
            // A huge exponent would take memory as soon as the number is written out.
            if (Math.abs((long) number.scale()) > 400) {
                throw notAValue(token, text);
            }
            return number;
        } catch (NumberFormatException _) {
            throw notAValue(token, text);
        }
    }

    private static LocalDate date(ODataToken token, String text) {
        try {
            return LocalDate.parse(token.text());
        } catch (DateTimeParseException _) {
            throw notAValue(token, text);
        }
    }

    private static ServiceException notAValue(ODataToken token, String text) {
        return new ServiceException(ErrorCode.BAD_URI, "Unrecognized literal '" + token.text() + "' at position "
                + token.position() + " in '" + text + "'.");
    }
}
