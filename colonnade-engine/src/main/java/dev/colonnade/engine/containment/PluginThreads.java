package dev.colonnade.engine.containment;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.PluginLimits;
import dev.colonnade.engine.ServiceException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The platform threads on which requests with plug-ins run, and the watch over them. Plug-in code never runs on the threads that
/// serve the doors: those are virtual, are not taken off a processor while they compute, and their allocation cannot be read.
///
/// A request is handed over once, as a whole ([#call]); each execution of plug-in code in it is announced ([#begin]). What runs
/// longer or allocates more than it may is stopped where it stands; what cannot be stopped is given up, with its thread. Safe
/// for use by several threads.
public final class PluginThreads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginThreads.class);
    private static final Duration CLOSE_TIME = Duration.ofSeconds(5);

    /// A single array of more than this part of the heap is refused, whatever else a plug-in may allocate.
    private static final int HEAP_PART = 4;

    private final PluginLimits limits;
    private final Semaphore permits;
    private final PluginPool pool;
    private final Watchdog watchdog = new Watchdog(this);
    private final Set<PluginThread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger abandoned = new AtomicInteger();
    private final LongAdder abandonedInAll = new LongAdder();
    private final LongAdder stopped = new LongAdder();
    private volatile boolean isClosing;

    public PluginThreads(PluginLimits limits) {
        this.limits = limits;
        this.permits = new Semaphore(limits.threads());
        this.pool = new PluginPool(limits.threads(), PluginPool.LIFE, body -> new PluginThread(body, this));
        watchdog.start();
    }

    /// Runs a part of the server's work in which plug-ins may run. On a plug-in thread it runs at once; else it is handed over
    /// and waited for.
    ///
    /// @param work what the body works on; taken away when the body cannot be ended
    /// @throws ServiceException what the body throws; [ErrorCode#SERVER_UNAVAILABLE] when no thread comes free in time
    public <T extends @Nullable Object> T call(HostWork work, Supplier<T> body) {
        Lease<?> own = ownLease();
        return own == null ? handOver(work, body) : within(own, work, body);
    }

    private static <T extends @Nullable Object> T within(Lease<?> lease, HostWork work, Supplier<T> body) {
        boolean isNew = lease.hold(work);
        try {
            return body.get();
        } finally {
            if (isNew) {
                lease.letGo(work);
            }
        }
    }

    private <T extends @Nullable Object> T handOver(HostWork work, Supplier<T> body) {
        awaitPermit();
        try {
            var lease = new Lease<T>(this, work, body);
            pool.execute(lease);
            return lease.await();
        } catch (RejectedExecutionException e) {
            throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE, "The server stops. Try again later.", e);
        } finally {
            permits.release();
        }
    }

    private void awaitPermit() {
        try {
            if (permits.tryAcquire() || permits.tryAcquire(limits.threadWait().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE, "All " + limits.threads()
                + " threads for plug-ins were in use for " + limits.threadWait().toSeconds()
                + " seconds. Try again later.");
    }

    /// Begins an execution of plug-in code on the current thread; its end must be told.
    ///
    /// @param listener hears of it when the execution does not come back
    /// @throws IllegalStateException outside of [#call]
    public Activation begin(GuestCode code, Activation.Listener listener) {
        Lease<?> lease = ownLease();
        if (lease == null) {
            throw new IllegalStateException("Plug-in code runs on the threads for plug-ins only.");
        }
        watchdog.wake();
        return lease.begin(code, listener);
    }

    private @Nullable Lease<?> ownLease() {
        return Thread.currentThread() instanceof PluginThread thread && thread.owner() == this ? thread.lease() : null;
    }

    public PluginUse use() {
        return new PluginUse(limits.threads(), limits.threads() - permits.availablePermits(), permits.getQueueLength(),
                abandoned.get(), stopped.sum(), abandonedInAll.sum());
    }

    PluginLimits limits() {
        return limits;
    }

    static long arrayBytesMax() {
        return Runtime.getRuntime().maxMemory() / HEAP_PART;
    }

    Collection<PluginThread> threads() {
        return threads;
    }

    boolean isBusy() {
        return threads.stream().anyMatch(thread -> thread.lease() != null);
    }

    boolean isClosing() {
        return isClosing;
    }

    void started(PluginThread thread) {
        threads.add(thread);
    }

    void ended(PluginThread thread) {
        threads.remove(thread);
    }

    void countStop() {
        stopped.increment();
    }

    /// The thread that is given up is replaced.
    void wasAbandoned() {
        abandonedInAll.increment();
        LOG.warn("A plug-in could not be ended; its thread is given up. {} threads are lost in that way at the moment.",
                abandoned.incrementAndGet());
        resize();
    }

    /// A thread that was given up has ended its work after all.
    void cameBack() {
        LOG.info("A thread that was given up is back; {} are still lost.", abandoned.decrementAndGet());
        resize();
    }

    private synchronized void resize() {
        pool.threadsMax(limits.threads() + abandoned.get());
    }

    /// Stops what runs, and ends the threads. What cannot be stopped stays behind, on daemon threads.
    @Override
    public void close() {
        isClosing = true;
        pool.shutdown();
        try {
            if (!pool.awaitTermination(CLOSE_TIME)) {
                LOG.warn("Some plug-ins have not ended.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watchdog.close();
    }
}
