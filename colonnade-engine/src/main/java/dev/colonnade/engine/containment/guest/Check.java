package dev.colonnade.engine.containment.guest;

import java.util.function.LongConsumer;

/// What guarded code calls at each method's entry, before each jump backwards and at the start of each handler. As long as the
/// flag is down it is one read of a field. Safe for use by several threads.
///
/// The state is static because a call without arguments fits at any place of a method, even before a constructor's own; there
/// is one such class for each loaded version of code.
public final class Check {

    /// Arrays and texts of at least this size, in bytes, are announced.
    static final long LARGE_BYTES = 1024 * 1024;

    private static volatile boolean isRaised;
    private static volatile Runnable whenRaised = () -> {};
    private static volatile LongConsumer whenLarge = bytes -> {};

    private Check() {}

    /// Called once by the server.
    ///
    /// @param raised throws on threads that are to stop
    /// @param large hears how many bytes are about to be allocated at once
    public static void bind(Runnable raised, LongConsumer large) {
        whenRaised = raised;
        whenLarge = large;
    }

    public static void raise(boolean up) {
        isRaised = up;
    }

    public static void here() {
        if (isRaised) {
            whenRaised.run();
        }
    }

    /// Before an array is made.
    ///
    /// @param elementBytes size of an element
    public static void array(int length, int elementBytes) {
        large((long) length * elementBytes);
    }

    /// Before so many bytes are allocated at once.
    public static void large(long bytes) {
        if (bytes >= LARGE_BYTES) {
            whenLarge.accept(bytes);
        }
        here();
    }

    /// A product that stays at the greatest number when it would be more; negative factors count as none.
    public static long times(long bytes, int length) {
        if (length <= 0 || bytes <= 0) {
            return 0;
        }
        return bytes > Long.MAX_VALUE / length ? Long.MAX_VALUE : bytes * length;
    }
}
