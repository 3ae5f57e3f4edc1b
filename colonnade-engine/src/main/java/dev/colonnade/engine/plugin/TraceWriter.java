package dev.colonnade.engine.plugin;

import dev.colonnade.engine.storage.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes trace rows on a thread of its own, outside the transactions of requests, so that they survive a rollback and no
/// request waits for them. Rows older than a day are deleted once an hour. Safe for use by several threads.
final class TraceWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TraceWriter.class);
    private static final int QUEUE_ROWS_MAX = 2_000;
    private static final int BATCH_ROWS_MAX = 100;
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration PURGE_INTERVAL = Duration.ofHours(1);
    private static final Duration FIRST_PURGE = Duration.ofMinutes(1);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final Supplier<UnitOfWork> works;
    private final InstantSource clock;
    private final BlockingQueue<TraceRow> queue = new LinkedBlockingQueue<>(QUEUE_ROWS_MAX);
    private final Object progress = new Object();
    private long accepted;
    private long settled;
    private @Nullable Thread thread;
    private volatile boolean closing;

    TraceWriter(Supplier<UnitOfWork> works, InstantSource clock) {
        this.works = works;
        this.clock = clock;
    }

    /// Starts the thread, once.
    void start() {
        synchronized (progress) {
            if (thread == null && !closing) {
                thread = Thread.ofPlatform().daemon().name("colonnade-trace").start(this::run);
            }
        }
    }

    /// Hands a row over. When more rows wait than the queue holds, the row is dropped.
    void write(TraceRow row) {
        synchronized (progress) {
            if (closing || !queue.offer(row)) {
                LOG.warn("A trace of {} is dropped: {} traces wait to be written.", row.typeName(), queue.size());
                return;
            }
            accepted++;
        }
        start();
    }

    /// Waits until every row that was handed over before is written, or lost with a line in the log.
    ///
    /// @return whether it came to that in time
    boolean await(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (progress) {
            long goal = accepted;
            while (settled < goal) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                progress.wait(left);
            }
            return true;
        }
    }

    private void run() {
        Instant nextPurge = clock.instant().plus(FIRST_PURGE);
        while (!closing || !queue.isEmpty()) {
            try {
                List<TraceRow> batch = take(Duration.between(clock.instant(), nextPurge));
                if (!batch.isEmpty()) {
                    store(batch);
                }
                if (!closing && !clock.instant().isBefore(nextPurge)) {
                    nextPurge = clock.instant().plus(PURGE_INTERVAL);
                    purge();
                }
            } catch (InterruptedException e) {
                // Closing: what waits is still written, then the loop ends.
                LOG.debug("The writer of traces was interrupted.", e);
            }
        }
    }

    private List<TraceRow> take(Duration wait) throws InterruptedException {
        TraceRow first = closing ? queue.poll() : queue.poll(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        var batch = new ArrayList<TraceRow>();
        batch.add(first);
        queue.drainTo(batch, BATCH_ROWS_MAX - 1);
        return batch;
    }

    private void store(List<TraceRow> batch) {
        try (UnitOfWork work = works.get()) {
            PluginRows.insertTraces(work, batch, clock.instant());
            work.commit();
        } catch (RuntimeException e) {
            LOG.warn("{} traces of plug-ins could not be written.", batch.size(), e);
        } finally {
            synchronized (progress) {
                settled += batch.size();
                progress.notifyAll();
            }
        }
    }

    private void purge() {
        try (UnitOfWork work = works.get()) {
            PluginRows.deleteTracesBefore(work, clock.instant().minus(KEPT));
            work.commit();
        } catch (RuntimeException e) {
            LOG.warn("Old traces of plug-ins could not be deleted.", e);
        }
    }

    /// Writes what waits, then ends the thread.
    @Override
    public void close() {
        Thread running;
        synchronized (progress) {
            closing = true;
            running = thread;
        }
        if (running == null) {
            return;
        }
        try {
            await(CLOSE_WAIT);
            running.interrupt();
            running.join(CLOSE_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
