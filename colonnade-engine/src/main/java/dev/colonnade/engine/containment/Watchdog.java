package dev.colonnade.engine.containment;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the requests on plug-in threads every few milliseconds, and sleeps while there are none.
final class Watchdog {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final long POLL_NANOS = 8_000_000;

    /// How long it goes on looking after the last request: waking it up for each would cost more.
    private static final long LINGER_NANOS = 500_000_000;

    private final PluginThreads threads;
    private final Thread thread;
    private volatile boolean sleeps;
    private volatile boolean isClosed;

    Watchdog(PluginThreads threads) {
        this.threads = threads;
        this.thread = Thread.ofPlatform().daemon().name("colonnade-watchdog").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Says that a request has begun.
    void wake() {
        if (sleeps) {
            sleeps = false;
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        long lastSeenNanos = System.nanoTime();
        while (!isClosed) {
            LockSupport.parkNanos(this, POLL_NANOS);
            long nowNanos = System.nanoTime();
            if (look(nowNanos)) {
                lastSeenNanos = nowNanos;
            } else if (nowNanos - lastSeenNanos > LINGER_NANOS) {
                sleep();
                lastSeenNanos = System.nanoTime();
            }
        }
    }

    private void sleep() {
        sleeps = true;
        // A request that began before it saw that will be seen here.
        while (sleeps && !isClosed && !threads.isBusy()) {
            LockSupport.park(this);
        }
        sleeps = false;
    }

    private boolean look(long nowNanos) {
        boolean any = false;
        for (PluginThread each : threads.threads()) {
            Lease<?> lease = each.lease();
            if (lease != null) {
                any = true;
                look(lease, nowNanos);
            }
        }
        return any;
    }

    private static void look(Lease<?> lease, long nowNanos) {
        try {
            Runnable rest = lease.watch(nowNanos);
            if (rest != null) {
                // It may wait for the database, and others are to be looked at meanwhile.
                Thread.ofVirtual().name("colonnade-watchdog-cancel").start(rest);
            }
        } catch (RuntimeException | Error e) {
            LOG.error("The watchdog could not look at a plug-in.", e);
        }
    }

    void close() {
        isClosed = true;
        LockSupport.unpark(thread);
    }
}
