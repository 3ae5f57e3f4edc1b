package dev.colonnade.engine.plugin;

import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import dev.colonnade.sdk.plugin.Json;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;

/// The JSON of plug-ins, read and written as a stream. Public for the test kit, whose contexts behave like the server's.
/// Plug-ins get one of their own for each execution, so that none can hold a lock that another waits for.
public final class PluginJson implements Json {

    /// Deepest nesting of objects and arrays.
    private static final int DEPTH_MAX = 100;
    /// Longest text that is read or written, in characters.
    static final int CHARACTERS_MAX = 16 * 1024 * 1024;
    private static final int NUMBER_DIGITS_MAX = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX)
                    .maxDocumentLength(CHARACTERS_MAX).maxStringLength(CHARACTERS_MAX)
                    .maxNumberLength(NUMBER_DIGITS_MAX).build())
            .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(DEPTH_MAX).build()).build();

    private static final JsonValues VALUES = new JsonValues();

    @Override
    public @Nullable Object read(String text) {
        if (text.length() > CHARACTERS_MAX) {
            throw new InvalidPluginExecutionException("The JSON has " + text.length() + " characters; at most "
                    + CHARACTERS_MAX + " are read.");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new InvalidPluginExecutionException("The JSON is empty.");
            }
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new InvalidPluginExecutionException("The JSON goes on behind its end at line "
                        + parser.currentTokenLocation().getLineNr() + ", column "
                        + parser.currentTokenLocation().getColumnNr() + ".");
            }
            return value;
        } catch (JacksonException e) {
            throw invalid(e);
        }
    }

    private static InvalidPluginExecutionException invalid(JacksonException e) {
        String where = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
        return new InvalidPluginExecutionException("The JSON is not valid" + where + ": " + e.getOriginalMessage(), e);
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser parser) {
        var array = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    @Override
    public Map<String, @Nullable Object> readObject(String text) {
        if (read(text) instanceof Map<?, ?> object) {
            var copy = new LinkedHashMap<String, @Nullable Object>();
            object.forEach((name, value) -> copy.put(String.valueOf(name), value));
            return copy;
        }
        throw new InvalidPluginExecutionException("The JSON is no object.");
    }

    @Override
    public <T> T read(String text, Class<T> type) {
        return required(VALUES.convert(read(text), type, "the top"), type);
    }

    @Override
    public <T> List<T> readList(String text, Class<T> type) {
        if (!(read(text) instanceof List<?> array)) {
            throw new InvalidPluginExecutionException("The JSON is no array.");
        }
        var list = new ArrayList<T>(array.size());
        for (int i = 0; i < array.size(); i++) {
            list.add(required(VALUES.convert(array.get(i), type, "[" + i + "]"), type));
        }
        return list;
    }

    private static <T> T required(@Nullable Object value, Class<T> type) {
        if (value == null) {
            throw new InvalidPluginExecutionException("The JSON has null where a " + type.getSimpleName()
                    + " must stand.");
        }
        @SuppressWarnings("unchecked")
        T fitting = (T) value;
        return fitting;
    }

    @Override
    public String write(@Nullable Object value) {
        var text = new BoundedText();
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            new JsonOutput(generator, VALUES).write(value);
        } catch (JacksonException e) {
            throw new InvalidPluginExecutionException("The value cannot be written as JSON: " + e.getOriginalMessage(),
                    e);
        }
        return text.toString();
    }

    /// Text that does not grow without end.
    private static final class BoundedText extends StringWriter {

        @Override
        public void write(String text, int from, int length) {
            require(length);
            super.write(text, from, length);
        }

        @Override
        public void write(char[] text, int from, int length) {
            require(length);
            super.write(text, from, length);
        }

        private void require(int length) {
            if (getBuffer().length() + length > CHARACTERS_MAX) {
                throw new InvalidPluginExecutionException("The JSON would have more than " + CHARACTERS_MAX
                        + " characters.");
            }
        }
    }
}
