package dev.colonnade.engine.containment;

/// Looks whether enough of the stack is left for the server's own code. A stack overflow in the middle of it would leave a
/// connection, a lock or a class that is being initialised in a state that nobody expects.
final class StackReserve {

    /// Calls that are tried; a frame takes some 90 bytes compiled, more otherwise. They take two microseconds.
    private static final int CALLS = 600;

    private StackReserve() {}

    /// @throws StackOverflowError when less than about 50 KiB are left, besides what HotSpot keeps in reserve
    static void require() {
        if (descend(CALLS, 1, 2, 3, 4, 5, 6) == 0) {
            throw new StackOverflowError();
        }
    }

    /// The values are used after the call, so that each frame holds them.
    private static long descend(int calls, long a, long b, long c, long d, long e, long f) {
        if (calls == 0) {
            return a;
        }
        long below = descend(calls - 1, b, c, d, e, f, a);
        return below + a + b + c + d + e + f;
    }
}
