package dev.colonnade.server.webapi;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The value of a `Content-Type` header, as far as batches need it.
///
/// @param name in lower case, without parameters
/// @param boundary the parameter `boundary`, without quotes; `null` when it is absent or empty
record MediaType(String name, @Nullable String boundary) {

    static MediaType parse(String value) {
        int end = value.indexOf(';');
        String name = (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        String boundary = null;
        while (end >= 0 && boundary == null) {
            int start = end + 1;
            end = endOfParameter(value, start);
            boundary = boundary(value.substring(start, end < 0 ? value.length() : end));
        }
        return new MediaType(name, boundary);
    }

    /// The next semicolon outside of quotes; -1 when there is none.
    private static int endOfParameter(String value, int start) {
        boolean isQuoted = false;
        for (int i = start; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == ';' && !isQuoted) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable String boundary(String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 0 || !parameter.substring(0, equals).strip().equalsIgnoreCase("boundary")) {
            return null;
        }
        String value = parameter.substring(equals + 1).strip();
        String bare = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
        return bare.isEmpty() ? null : bare;
    }
}
