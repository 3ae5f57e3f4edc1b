package dev.colonnade.engine.plugin;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The lines that one execution of a plug-in traced. Of more than is kept the oldest lines go. Safe for use by several
/// threads: of an execution that does not come back, another one reads them.
final class TraceText {

    private static final String LINE_END = "\r\n";

    private final int charactersMax;
    private final Deque<String> lines = new ArrayDeque<>();
    private long characters;

    TraceText(int charactersMax) {
        this.charactersMax = charactersMax;
    }

    /// @param arguments take the places of `{}`, in order; without any the text is taken as it is
    void add(String text, @Nullable Object... arguments) {
        String line = arguments.length == 0 ? text : fill(text, arguments);
        if (line.length() > charactersMax) {
            line = line.substring(line.length() - charactersMax);
        }
        keep(line);
    }

    private synchronized void keep(String line) {
        lines.addLast(line);
        characters += line.length() + LINE_END.length();
        while (characters > charactersMax + LINE_END.length()) {
            characters -= lines.removeFirst().length() + LINE_END.length();
        }
    }

    private static String fill(String text, @Nullable Object[] arguments) {
        var filled = new StringBuilder(text.length() + 32);
        int from = 0;
        for (Object argument : arguments) {
            int place = text.indexOf("{}", from);
            if (place < 0) {
                break;
            }
            filled.append(text, from, place).append(argument);
            from = place + 2;
        }
        return filled.append(text, from, text.length()).toString();
    }

    synchronized String text() {
        return String.join(LINE_END, lines);
    }
}
