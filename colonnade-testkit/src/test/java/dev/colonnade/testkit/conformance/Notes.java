package dev.colonnade.testkit.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/// What was written by hand about statements: `custom-api.38=held differently: the reason`, or any other remark.
final class Notes {

    private static final String DIFFERENTLY = "held differently:";

    private final Map<String, String> texts;

    private Notes(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    static Notes load() {
        try (InputStream file = Notes.class.getResourceAsStream("/conformance/notes.properties")) {
            if (file == null) {
                throw new IllegalStateException("There is no file 'conformance/notes.properties'.");
            }
            return read(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Notes read(Reader source) throws IOException {
        Properties properties = new Properties();
        properties.load(source);
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key).strip()));
        return new Notes(texts);
    }

    /// The remark about a statement without its leading `held differently:`; empty when there is none.
    String text(String page, int number) {
        String text = raw(page, number);
        return saysDifferently(page, number) ? text.substring(DIFFERENTLY.length()).strip() : text;
    }

    boolean saysDifferently(String page, int number) {
        return raw(page, number).startsWith(DIFFERENTLY);
    }

    /// What is annotated, as `page.number`.
    Set<String> keys() {
        return texts.keySet();
    }

    private String raw(String page, int number) {
        return texts.getOrDefault(page + "." + number, "");
    }
}
