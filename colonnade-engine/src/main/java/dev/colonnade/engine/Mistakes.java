package dev.colonnade.engine;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The mistakes found in one row or definition, gathered so that a caller sees all of them at once. Used by one thread.
public final class Mistakes {

    private final Set<String> sentences = new LinkedHashSet<>();
    private @Nullable ErrorCode firstCode;

    /// Notes a mistake for which the platform has no code of its own.
    ///
    /// @param sentence names the column and the value, and ends in a full stop
    public void add(String sentence) {
        add(ErrorCode.INVALID_ARGUMENT, sentence);
    }

    public void add(ErrorCode code, String sentence) {
        if (firstCode == null) {
            firstCode = code;
        }
        sentences.add(sentence);
    }

    public boolean isEmpty() {
        return sentences.isEmpty();
    }

    /// Ends the operation when something was noted.
    ///
    /// @throws ServiceException with the code of the first mistake and the sentences of all
    public void throwIfAny() {
        if (firstCode != null) {
            throw new ServiceException(firstCode, String.join(" ", sentences));
        }
    }
}
