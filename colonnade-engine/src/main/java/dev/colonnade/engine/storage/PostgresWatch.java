package dev.colonnade.engine.storage;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts a PostgreSQL again that ended without being told to: killed by somebody, or by the system for want of memory. Until it
/// is back, and as long as it cannot come back, requests are refused as "not available". A process that only lost one of its
/// sessions recovers by itself.
final class PostgresWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresWatch.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /// What keeps PostgreSQL from starting, such as a full disk, is not helped by trying every moment.
    private static final Duration RETRY_AFTER_MAX = Duration.ofSeconds(30);

    private final PostgresCluster cluster;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    PostgresWatch(PostgresCluster cluster) {
        this.cluster = cluster;
        this.thread = Thread.ofVirtual().name("postgresql-watch").start(this::run);
    }

    private void run() {
        try {
            while (!closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!cluster.isRunning()) {
                    LOG.error("PostgreSQL (process {}) ended without being told to; it is started again",
                            cluster.pid());
                    bringBack();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void bringBack() throws InterruptedException {
        Duration pause = LOOK_EVERY;
        do {
            try {
                cluster.restart();
                LOG.info("PostgreSQL runs again as process {}", cluster.pid());
                return;
            } catch (IOException e) {
                LOG.error("PostgreSQL could not be started again: {}", PostgresCluster.reason(e));
            }
            pause = pause.multipliedBy(2).compareTo(RETRY_AFTER_MAX) < 0 ? pause.multipliedBy(2) : RETRY_AFTER_MAX;
        } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    /// Watches no more. A start under way is waited for, so that no PostgreSQL is left behind.
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
