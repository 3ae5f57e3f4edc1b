package dev.colonnade.engine.query;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads patterns of dates and times as the platform keeps them: `d`, `M`, `y`, `h`, `H`, `m`, `s` and `t` in runs stand for
/// parts, `/` and `:` for the separators, text in quotes and all else for itself.
final class DatePattern {

    private DatePattern() {}

    static DateTimeFormatter formatter(String pattern, FormatSettings settings) {
        var builder = new DateTimeFormatterBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char character = pattern.charAt(at);
            int end = at + 1;
            if (character == '\'' || character == '"') {
                int close = pattern.indexOf(character, end);
                end = close < 0 ? pattern.length() : close + 1;
                builder.appendLiteral(pattern.substring(at + 1, close < 0 ? end : close));
            } else if ("dMyhHmst".indexOf(character) >= 0) {
                while (end < pattern.length() && pattern.charAt(end) == character) {
                    end++;
                }
                part(builder, character, end - at, settings);
            } else {
                builder.appendLiteral(literal(character, settings));
            }
            at = end;
        }
        return builder.toFormatter(Locale.US);
    }

    private static String literal(char character, FormatSettings settings) {
        return switch (character) {
            case '/' -> orEmpty(settings.dateSeparator(), "/");
            case ':' -> orEmpty(settings.timeSeparator(), ":");
            default -> String.valueOf(character);
        };
    }

    private static String orEmpty(@Nullable String text, String other) {
        return Objects.requireNonNullElse(text, other);
    }

    private static void part(DateTimeFormatterBuilder builder, char letter, int count, FormatSettings settings) {
        switch (letter) {
            case 'd' -> builder.appendPattern(count > 2 ? count == 3 ? "EEE" : "EEEE" : "d".repeat(count));
            case 'M' -> builder.appendPattern("M".repeat(Math.min(count, 4)));
            case 'y' -> builder.appendPattern(count > 2 ? "uuuu" : "uu");
            case 't' -> builder.appendText(ChronoField.AMPM_OF_DAY, Map.of(0L,
                    designator(settings.am(), "AM", count), 1L, designator(settings.pm(), "PM", count)));
            default -> builder.appendPattern(String.valueOf(letter).repeat(Math.min(count, 2)));
        }
    }

    private static String designator(@Nullable String text, String other, int letters) {
        String whole = orEmpty(text, other);
        return letters == 1 && !whole.isEmpty() ? whole.substring(0, 1) : whole;
    }
}
