package dev.colonnade.engine.plugin;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a plug-in threw, as text. The object itself belongs to the plug-in's classes, which would stay loaded for as long as it is
/// kept, and its methods are the plug-in's.
final class PluginThrowable extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int CAUSES_MAX = 8;

    private PluginThrowable(String text, @Nullable PluginThrowable cause) {
        super(text, cause, false, true);
    }

    static PluginThrowable of(Throwable thrown) {
        return of(thrown, CAUSES_MAX);
    }

    private static PluginThrowable of(Throwable thrown, int causesMax) {
        Throwable cause = causesMax == 0 ? null : guarded(thrown::getCause);
        String text = guarded(thrown::toString);
        StackTraceElement[] stack = guarded(thrown::getStackTrace);
        var copy = new PluginThrowable(text == null ? thrown.getClass().getName() : text,
                cause == null || isSame(cause, thrown)
                        ? null
                        : of(cause, causesMax - 1));
        copy.setStackTrace(stack == null ? new StackTraceElement[0] : stack);
        return copy;
    }

    /// By identity: what an exception says about its equality is its own affair.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Throwable cause, Throwable thrown) {
        return cause == thrown;
    }

    /// The methods of an exception may do anything, and may be stopped.
    static <T> @Nullable T guarded(Supplier<@Nullable T> method) {
        try {
            return method.get();
        } catch (RuntimeException | Error e) {
            return null;
        }
    }
}
