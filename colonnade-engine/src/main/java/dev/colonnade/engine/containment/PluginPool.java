package dev.colonnade.engine.containment;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// Platform threads that take their work from one queue. Safe for use by several threads.
///
/// What costs in a hand-over is waking a thread, so at most one is on its way at a time: it wakes the next one when it finds
/// more work than its own, and a thread that has ended its work looks for more before it sleeps. Work that waits for something
/// holds up nobody, as the next work wakes another thread.
///
/// A thread ends after a while, however busy it is: what its work has left in its thread locals goes with it.
final class PluginPool {

    /// How long a thread lives; a new one costs some 150 microseconds of processor time.
    static final Duration LIFE = Duration.ofSeconds(10);

    private final long lifeNanos;
    private final Function<Runnable, Thread> factory;
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    /// The one that came last is the first to be woken, so that those that are not needed reach their end.
    private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean isOneOnItsWay = new AtomicBoolean();
    private int threadsMax;
    private int threads;
    private volatile boolean isShutdown;

    /// @param life after which a thread ends
    /// @param factory makes a thread of its body, not started
    PluginPool(int threadsMax, Duration life, Function<Runnable, Thread> factory) {
        this.threadsMax = threadsMax;
        this.lifeNanos = life.toNanos();
        this.factory = factory;
    }

    /// @param work must not throw
    /// @throws RejectedExecutionException after [#shutdown]
    void execute(Runnable work) {
        if (isShutdown) {
            throw new RejectedExecutionException("The pool is shut down.");
        }
        queue.add(work);
        wakeOne();
    }

    private void wakeOne() {
        if (isOneOnItsWay.compareAndSet(false, true)) {
            Worker sleeper = idle.pollFirst();
            if (sleeper != null) {
                sleeper.wake();
            } else if (!startOne()) {
                // All are at work; each of them looks at the queue before it sleeps.
                isOneOnItsWay.set(false);
            }
        }
    }

    private boolean startOne() {
        synchronized (this) {
            if (threads >= threadsMax) {
                return false;
            }
            threads++;
        }
        boolean isStarted = false;
        try {
            new Worker().thread.start();
            isStarted = true;
            return true;
        } finally {
            if (!isStarted) {
                ended();
                isOneOnItsWay.set(false);
            }
        }
    }

    /// More threads take the place of those that are lost; fewer come by themselves, as threads end.
    void threadsMax(int newThreadsMax) {
        synchronized (this) {
            threadsMax = newThreadsMax;
        }
        arrived();
    }

    /// Lets others be woken for what waits.
    private void arrived() {
        isOneOnItsWay.set(false);
        if (!queue.isEmpty()) {
            wakeOne();
        }
    }

    /// Takes no more work; what waits is still done.
    void shutdown() {
        isShutdown = true;
        for (Worker sleeper = idle.pollFirst(); sleeper != null; sleeper = idle.pollFirst()) {
            sleeper.wake();
        }
    }

    /// @return whether all threads have ended in time
    synchronized boolean awaitTermination(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (threads > 0) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    private synchronized void ended() {
        threads--;
        notifyAll();
    }

    /// What a thread does while it lives.
    private final class Worker implements Runnable {

        private final Thread thread = factory.apply(this);
        private final long endNanos = System.nanoTime() + lifeNanos;
        private volatile boolean isAwake = true;

        void wake() {
            isAwake = true;
            LockSupport.unpark(thread);
        }

        @Override
        public void run() {
            try {
                do {
                    work();
                } while (isYoung() && sleep());
            } finally {
                ended();
                // Work may have come that no other thread was woken for.
                arrived();
            }
        }

        private void work() {
            Runnable next = queue.poll();
            arrived();
            while (next != null) {
                next.run();
                next = isYoung() ? queue.poll() : null;
            }
        }

        private boolean isYoung() {
            return System.nanoTime() - endNanos < 0;
        }

        /// @return whether it was woken; it ends otherwise
        private boolean sleep() {
            isAwake = false;
            idle.addFirst(this);
            if (!queue.isEmpty()) {
                wakeOne();
            }
            while (!isAwake) {
                if ((isShutdown || !isYoung()) && idle.remove(this)) {
                    return false;
                }
                // Who is old and no longer in the list is just being woken.
                LockSupport.parkNanos(PluginPool.this, Math.max(1, endNanos - System.nanoTime()));
                Thread.interrupted();
            }
            return true;
        }
    }
}
