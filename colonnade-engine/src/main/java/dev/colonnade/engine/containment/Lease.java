package dev.colonnade.engine.containment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request on a plug-in thread, from its hand-over until it is handed back. Its lock is held for a few steps only, by the
/// plug-in thread and the watchdog; the caller waits without it.
final class Lease<T extends @Nullable Object> implements Runnable {

    /// Cancelling a statement takes a connection of its own to the database, so it is not done at every look.
    private static final long CANCEL_NANOS = 250_000_000;
    private static final int FRAMES_MAX = 100;

    private final PluginThreads threads;
    private final Supplier<T> body;
    private final Thread caller = Thread.currentThread();
    private final Deque<HostWork> works = new ArrayDeque<>(2);
    private final Deque<Activation> activations = new ArrayDeque<>(2);
    private final Set<GuestCode> raised = new LinkedHashSet<>(0);
    private @Nullable PluginThread thread;
    private boolean hasBegun;
    private long beganNanos;
    private long allocatedBefore;
    private boolean isInHost = true;
    private boolean isAbandoned;
    private boolean areWorksTaken;
    private long cancelledNanos;
    private volatile @Nullable Stop stop;

    private @Nullable T result;
    private @Nullable Throwable failure;
    private volatile boolean isDone;

    Lease(PluginThreads threads, HostWork work, Supplier<T> body) {
        this.threads = threads;
        this.body = body;
        works.push(work);
    }

    @Override
    public void run() {
        var current = (PluginThread) Thread.currentThread();
        begin(current);
        T value = null;
        Throwable thrown = null;
        try {
            value = body.get();
        } catch (Throwable t) {
            // Handed to the caller, whatever it is; the thread goes on to the next request.
            thrown = t;
        }
        finish(current, value, thrown);
    }

    private synchronized void begin(PluginThread current) {
        thread = current;
        current.begin(this);
    }

    private void finish(PluginThread current, @Nullable T value, @Nullable Throwable thrown) {
        boolean wasAbandoned;
        synchronized (this) {
            thread = null;
            current.end();
            raised.forEach(GuestCode::lower);
            raised.clear();
            wasAbandoned = isAbandoned;
        }
        if (wasAbandoned) {
            threads.cameBack();
        } else {
            done(value, thrown);
        }
    }

    private void done(@Nullable T value, @Nullable Throwable thrown) {
        result = value;
        failure = thrown;
        isDone = true;
        LockSupport.unpark(caller);
    }

    /// Waits for the end, on the thread that made it.
    ///
    /// @return what the body returned
    T await() {
        boolean wasInterrupted = false;
        while (!isDone) {
            LockSupport.park(this);
            wasInterrupted |= Thread.interrupted();
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        return switch (failure) {
            case null -> value();
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        };
    }

    @SuppressWarnings("NullAway") // null only when the body returned it
    private T value() {
        return result;
    }

    /// Whether the request's plug-ins are to stop.
    boolean isStopped() {
        return stop != null;
    }

    /// Adds work that is done for the request.
    ///
    /// @return whether it was new
    synchronized boolean hold(HostWork work) {
        if (works.contains(work)) {
            return false;
        }
        works.push(work);
        return true;
    }

    synchronized void letGo(HostWork work) {
        works.remove(work);
    }

    /// Begins an execution of plug-in code. The time of the request counts from its first one: loading code is the server's work.
    synchronized Activation begin(GuestCode code, Activation.Listener listener) {
        if (!hasBegun) {
            hasBegun = true;
            beganNanos = System.nanoTime();
            allocatedBefore = ThreadAllocation.ofCurrentThread();
        }
        var activation = new Activation(this, code, listener);
        activations.push(activation);
        isInHost = false;
        if (stop != null) {
            raise(code);
        }
        return activation;
    }

    synchronized @Nullable Stop end(Activation activation) {
        activations.remove(activation);
        isInHost = true;
        Thread.interrupted();
        return stop;
    }

    synchronized void enterHost() {
        if (stop != null) {
            throw PluginStop.INSTANCE;
        }
        isInHost = true;
        Thread.interrupted();
    }

    synchronized void leaveHost() {
        isInHost = false;
        if (stop != null) {
            throw PluginStop.INSTANCE;
        }
    }

    /// Looks at the request, as the watchdog does every few milliseconds.
    ///
    /// @return what is left to be done without the lock; `null` for nothing
    synchronized @Nullable Runnable watch(long nowNanos) {
        if (thread == null || activations.isEmpty() || isAbandoned) {
            return null;
        }
        Stop asked = stop;
        if (asked == null) {
            StopReason reason = reason(thread, nowNanos);
            return reason == null ? null : stop(reason, nowNanos);
        }
        long overdueNanos = nowNanos - asked.sinceNanos() - threads.limits().grace().toNanos();
        if (overdueNanos <= 0) {
            return nudge(thread, nowNanos);
        }
        if (!isInHost || overdueNanos > threads.limits().grace().toNanos()) {
            return abandon(asked);
        }
        return takeWorksAway();
    }

    private @Nullable StopReason reason(PluginThread current, long nowNanos) {
        if (activations.stream().anyMatch(activation -> activation.code().isClosed())) {
            return StopReason.CODE_CLOSED;
        }
        if (threads.isClosing()) {
            return StopReason.SHUTDOWN;
        }
        if (nowNanos - beganNanos > threads.limits().time().toNanos()) {
            return StopReason.TIME;
        }
        return ThreadAllocation.of(current) - allocatedBefore > threads.limits().allocationBytes()
                ? StopReason.ALLOCATION
                : null;
    }

    private @Nullable Runnable stop(StopReason reason, long nowNanos) {
        PluginThread running = thread;
        if (running == null) {
            return null;
        }
        threads.countStop();
        stop = new Stop(reason, nowNanos, ownFrames(running));
        activations.forEach(activation -> raise(activation.code()));
        cancelledNanos = nowNanos - CANCEL_NANOS;
        return nudge(running, nowNanos);
    }

    private void raise(GuestCode code) {
        if (raised.add(code)) {
            code.raise();
        }
    }

    private List<StackTraceElement> ownFrames(Thread running) {
        var frames = new ArrayList<StackTraceElement>();
        for (StackTraceElement frame : running.getStackTrace()) {
            if (frames.size() < FRAMES_MAX
                    && activations.stream().anyMatch(activation -> activation.code().owns(frame))) {
                frames.add(frame);
            }
        }
        return frames;
    }

    /// Wakes the thread from what it waits for.
    private @Nullable Runnable nudge(Thread running, long nowNanos) {
        if (!isInHost) {
            running.interrupt();
            return null;
        }
        if (nowNanos - cancelledNanos < CANCEL_NANOS) {
            return null;
        }
        cancelledNanos = nowNanos;
        List<HostWork> waiting = List.copyOf(works);
        return () -> waiting.forEach(HostWork::cancel);
    }

    /// The server's own code ends when its connection is gone, so it is given that chance before its thread is given up.
    private @Nullable Runnable takeWorksAway() {
        if (areWorksTaken) {
            return null;
        }
        areWorksTaken = true;
        List<HostWork> lost = List.copyOf(works);
        return () -> lost.forEach(HostWork::abandon);
    }

    private Runnable abandon(Stop asked) {
        isAbandoned = true;
        List<HostWork> lost = List.copyOf(works);
        Activation stuck = activations.getFirst();
        boolean isStuckInPlugin = !isInHost;
        return () -> {
            if (isStuckInPlugin) {
                stuck.code().close();
            }
            lost.forEach(HostWork::abandon);
            threads.wasAbandoned();
            done(null, stuck.listener().abandoned(asked));
        };
    }

    /// Says whether memory that the current thread is about to take is more than it may, and asks it to stop then.
    synchronized void willAllocate(long bytes) {
        PluginThread running = thread;
        if (running != null && stop == null && !activations.isEmpty()
                && (bytes > PluginThreads.arrayBytesMax() || ThreadAllocation.ofCurrentThread() - allocatedBefore
                        + bytes > threads.limits().allocationBytes())) {
            stop(StopReason.ALLOCATION, System.nanoTime());
        }
    }

}
