package dev.colonnade.engine.containment;

import org.jspecify.annotations.Nullable;

/// Unwinds the frames of plug-in code that is to stop. Plug-in code cannot name it, and every later check throws it again, so
/// catching it keeps nothing alive. Without a stack of its own: where the code stood is taken by the watchdog.
public final class PluginStop extends Error {

    private static final long serialVersionUID = 1L;

    /// One for all: it carries nothing, and making one without memory or near the end of a stack could fail.
    @SuppressWarnings("StaticAssignmentOfThrowable")
    static final PluginStop INSTANCE = new PluginStop();

    private PluginStop() {
        super("The plug-in is stopped.", null, false, false);
    }

    @Override
    public synchronized Throwable initCause(@Nullable Throwable cause) {
        return this;
    }
}
