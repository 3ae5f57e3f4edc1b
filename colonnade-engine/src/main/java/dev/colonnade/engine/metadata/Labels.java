package dev.colonnade.engine.metadata;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A text in several languages, by language number (LCID). In files a plain string stands for the text in English (1033).
public record Labels(SortedMap<Integer, String> texts) {

    /// English (United States), the language of the system's own definitions.
    public static final int ENGLISH = 1033;

    public static final Labels NONE = new Labels(new TreeMap<>());

    public Labels {
        texts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    public static Labels of(String text) {
        return text.isEmpty() ? NONE : new Labels(new TreeMap<>(Map.of(ENGLISH, text)));
    }

    /// The text in a language, else in the base language, else any; empty when there is none.
    public String text(int languageCode, int baseLanguageCode) {
        String text = texts.get(languageCode);
        if (text == null) {
            text = texts.get(baseLanguageCode);
        }
        return text != null ? text : texts.isEmpty() ? "" : texts.firstEntry().getValue();
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Labels fromJson(@Nullable Object json) {
        if (json instanceof String text) {
            return of(text);
        }
        if (json instanceof Map<?, ?> map) {
            var texts = new TreeMap<Integer, String>();
            map.forEach((code, text) -> texts.put(Integer.valueOf(String.valueOf(code)), String.valueOf(text)));
            return new Labels(texts);
        }
        return NONE;
    }

    @JsonValue
    Object toJson() {
        String english = texts.get(ENGLISH);
        return texts.size() == 1 && english != null ? english : texts;
    }
}
