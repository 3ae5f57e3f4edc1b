package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the `Prefer` headers of a request ask for. Preferences that mean nothing here are passed over.
///
/// @param returnsRepresentation whether a write answers with the row
/// @param rowsPerPage 0 when the client prefers no page size
/// @param continuesOnError whether a batch goes on behind a request that failed
/// @param applied the preferences that are honoured, as the client wrote them
record Preferences(boolean returnsRepresentation, Annotations annotations, int rowsPerPage,
        boolean continuesOnError, List<String> applied) {

    static final Preferences NONE = new Preferences(false, Annotations.NONE, 0, false, List.of());

    Preferences {
        applied = List.copyOf(applied);
    }

    /// @param lines the values of the headers, in their order
    /// @param pageRowsMax largest page there is; more is taken as that
    /// @throws ServiceException [ErrorCode#BAD_URI] for a page size that is none
    static Preferences parse(List<String> lines, int pageRowsMax) {
        if (lines.isEmpty()) {
            return NONE;
        }
        boolean representation = false;
        Annotations annotations = Annotations.NONE;
        int rowsPerPage = 0;
        boolean continues = false;
        var applied = new ArrayList<String>();
        for (String line : lines) {
            for (String preference : split(line, ',')) {
                int equals = preference.indexOf('=');
                String name = (equals < 0 ? preference : preference.substring(0, equals)).strip()
                        .toLowerCase(Locale.ROOT);
                String value = equals < 0 ? "" : unquoted(preference.substring(equals + 1).strip());
                switch (name) {
                    case "return" -> {
                        representation = value.equals("representation");
                        applied.add(preference.strip());
                    }
                    case "odata.include-annotations" -> {
                        annotations = new Annotations(
                                split(value, ',').stream().map(String::strip).filter(text -> !text.isEmpty()).toList());
                        applied.add(preference.strip());
                    }
                    case "odata.maxpagesize" -> {
                        rowsPerPage = pageSize(value, pageRowsMax);
                        applied.add(preference.strip());
                    }
                    case "odata.continue-on-error", "continue-on-error" -> {
                        continues = !value.equals("false");
                        applied.add(preference.strip());
                    }
                    default -> {
                        // A preference is a wish; one that is not known is no mistake.
                    }
                }
            }
        }
        return new Preferences(representation, annotations, rowsPerPage, continues, applied);
    }

    private static int pageSize(String value, int max) {
        Integer size = JsonScalars.then(JsonScalars.findDecimal(value), number -> JsonScalars.findInteger(number));
        if (size == null || size < 1) {
            throw new ServiceException(ErrorCode.BAD_URI, "The preference 'odata.maxpagesize' takes a number from 1 to "
                    + max + ", not '" + value + "'.");
        }
        return Math.min(size, max);
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    /// The parts of a text, divided where the separator stands outside of quotes.
    private static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        boolean isQuoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == separator && !isQuoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
