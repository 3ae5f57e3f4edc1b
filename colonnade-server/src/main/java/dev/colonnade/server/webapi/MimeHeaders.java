package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The header lines in front of a blank line.
///
/// @param values by name in lower case
record MimeHeaders(Map<String, List<String>> values) {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final int SHOWN_CHARACTERS = 100;

    /// Reads up to the blank line, which is consumed, or to the end. A line that begins with a blank continues the one before.
    ///
    /// @param place which headers these are, for messages
    /// @throws ServiceException [ErrorCode#BAD_PAYLOAD] for a line that is no header
    static MimeHeaders read(ByteLines lines, String place) {
        var texts = new ArrayList<StringBuilder>();
        while (lines.advance() && !lines.isBlank()) {
            String text = lines.text();
            if (!texts.isEmpty() && (text.startsWith(" ") || text.startsWith("\t"))) {
                texts.getLast().append(' ').append(text.strip());
            } else {
                texts.add(new StringBuilder(text));
            }
        }
        var values = new HashMap<String, List<String>>();
        for (StringBuilder text : texts) {
            add(values, text.toString(), place);
        }
        return new MimeHeaders(values);
    }

    private static void add(Map<String, List<String>> values, String line, String place) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon).stripTrailing();
        if (colon < 0 || !NAME.matcher(name).matches()
                || line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
            throw new ServiceException(ErrorCode.BAD_PAYLOAD, "'" + shown(line) + "' among the headers of " + place
                    + " is no header; headers end with a blank line.");
        }
        values.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1))
                .add(line.substring(colon + 1).strip());
    }

    /// A line as messages may show it.
    static String shown(String line) {
        String printable = line.codePoints().limit(SHOWN_CHARACTERS)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return printable.length() < line.length() ? printable + "…" : printable;
    }

    /// The first value of a header.
    ///
    /// @param name in lower case
    @Nullable
    String find(String name) {
        List<String> lines = values.get(name);
        return lines == null ? null : lines.getFirst();
    }
}
