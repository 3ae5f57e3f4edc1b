package dev.colonnade.engine;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// By which a door ends what is done for a request whose client no longer waits. Belongs to one request, whose work runs piece
/// by piece on one thread; any other thread may cancel it, once and for all.
public final class Cancellation {

    /// What ends the piece of work that is under way.
    private final AtomicReference<Runnable> end = new AtomicReference<>(State.IDLE);

    /// Ends the work that is under way; what would come after it is refused.
    public void cancel() {
        end.getAndSet(State.CANCELLED).run();
    }

    public boolean isCancelled() {
        return end.get() == State.CANCELLED;
    }

    /// Does a piece of work that a cancellation ends.
    ///
    /// @param ending ends the work from another thread; the work then fails by itself
    /// @throws ServiceException [ErrorCode#SERVER_UNAVAILABLE] when the request was cancelled, before or meanwhile
    public <T> T during(Supplier<T> work, Runnable ending) {
        if (!end.compareAndSet(State.IDLE, ending)) {
            throw cancelled(null);
        }
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw isCancelled() ? cancelled(e) : e;
        } finally {
            end.compareAndSet(ending, State.IDLE);
        }
    }

    private static ServiceException cancelled(@Nullable RuntimeException cause) {
        return new ServiceException(ErrorCode.SERVER_UNAVAILABLE,
                "The request was ended because its client no longer waits for the answer.", cause);
    }

    /// Where there is no work to end.
    private enum State implements Runnable {
        IDLE,
        CANCELLED;

        @Override
        public void run() {
            // Nothing is under way.
        }
    }
}
