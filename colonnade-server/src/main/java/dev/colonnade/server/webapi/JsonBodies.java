package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.util.JsonRecyclerPools;

/// Opens JSON texts within limits, and turns what Jackson finds wrong into the door's own errors. Safe for use by several
/// threads.
final class JsonBodies {

    private static final int NUMBER_CHARACTERS_MAX = 400;
    private static final int NAME_CHARACTERS_MAX = 2_000;
    /// Depth and size of JSON in URLs; the length of a URL bounds it anyway.
    private static final JsonFactory LENIENT = factory(Limits.DEFAULT.jsonDepth(), Limits.DEFAULT.batchUrlCharacters())
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();

    private final JsonFactory strict;

    JsonBodies(Limits limits) {
        this.strict = factory(limits.jsonDepth(), limits.bodyBytes()).build();
    }

    private static tools.jackson.core.json.JsonFactoryBuilder factory(int depth, int stringCharacters) {
        return JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .recyclerPool(JsonRecyclerPools.threadLocalPool())
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(depth)
                        .maxStringLength(stringCharacters).maxNumberLength(NUMBER_CHARACTERS_MAX)
                        .maxNameLength(NAME_CHARACTERS_MAX).build());
    }

    /// A text to read, or the part of one.
    ///
    /// @param factory knows the dialect and the limits
    /// @param subject what the text is about, for messages: an entity set or an operation
    // Sources are never compared, and copying bodies would cost.
    @SuppressWarnings("ArrayRecordComponent")
    record Source(JsonFactory factory, byte[] text, int offset, int length, String subject) {

        /// Reads the text, from its first token to its end.
        ///
        /// @throws ServiceException [ErrorCode#BAD_PAYLOAD] when it is not the JSON that is asked for
        <T extends @Nullable Object> T read(Function<JsonParser, T> reader) {
            try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text, offset, length)) {
                if (parser.nextToken() == null) {
                    throw badPayload(subject, "The body is empty.");
                }
                T result = reader.apply(parser);
                if (parser.nextToken() != null) {
                    throw badPayload(subject, "Something follows the end of the JSON value.");
                }
                return result;
            } catch (JacksonException e) {
                throw unreadable(subject, e);
            }
        }
    }

    /// @param subject entity set or operation, for messages
    Source open(byte[] body, String subject) {
        return new Source(strict, body, 0, body.length, subject);
    }

    /// JSON of a URL, with single or double quotes.
    static Source openLenient(String text, String subject) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Source(LENIENT, bytes, 0, bytes.length, subject);
    }

    static JsonValue readLenient(String text, String subject) {
        Source source = openLenient(text, subject);
        return source.read(parser -> value(parser, source));
    }

    /// The value at the parser's token.
    static JsonValue value(JsonParser parser, Source source) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, source);
            case START_ARRAY -> {
                var elements = new ArrayList<JsonValue>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser, source));
                }
                yield new JsonValue.Array(elements);
            }
            case VALUE_STRING -> new JsonValue.Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Number(number(parser, source.subject()));
            case VALUE_TRUE, VALUE_FALSE -> new JsonValue.Bool(parser.getBooleanValue());
            default -> new JsonValue.Null();
        };
    }

    static JsonValue.Object object(JsonParser parser, Source source) {
        long start = parser.currentTokenLocation().getByteOffset();
        var members = new LinkedHashMap<String, JsonValue>();
        String name = parser.nextName();
        while (name != null) {
            parser.nextToken();
            members.put(name, value(parser, source));
            name = parser.nextName();
        }
        long end = parser.currentLocation().getByteOffset();
        return new JsonValue.Object(members, new Source(source.factory(), source.text(), source.offset() + (int) start,
                (int) (end - start), source.subject()));
    }

    /// The number at the parser's token, with its digits.
    static BigDecimal number(JsonParser parser, String subject) {
        BigDecimal number = parser.getDecimalValue();
        if (Math.abs((long) number.scale()) > NUMBER_CHARACTERS_MAX) {
            throw badPayload(subject, "The number " + number + " is out of range.");
        }
        return number;
    }

    /// Source: reference/web-api.md, "Errors of the OData layer".
    static ServiceException badPayload(String subject, String what) {
        return new ServiceException(ErrorCode.BAD_PAYLOAD,
                "Error identified in Payload provided by the user for Entity :'"
                        + subject + "'  ---->  InnerException : " + what);
    }

    private static ServiceException unreadable(String subject, JacksonException e) {
        var place = e.getLocation();
        String where = place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
        return new ServiceException(ErrorCode.BAD_PAYLOAD,
                "Error identified in Payload provided by the user for Entity :'"
                        + subject + "'  ---->  InnerException : Microsoft.OData.ODataException: Invalid JSON. "
                        + e.getOriginalMessage() + where,
                e);
    }
}
