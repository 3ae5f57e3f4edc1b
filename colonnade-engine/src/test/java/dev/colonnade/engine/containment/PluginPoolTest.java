package dev.colonnade.engine.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginPoolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static PluginPool pool(int threads, Duration life) {
        return new PluginPool(threads, life, body -> Thread.ofPlatform().daemon().unstarted(body));
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("all is done").isTrue();
    }

    /// A life of no time makes each thread end while others hand over; a long one lets them sleep and wake.
    @ParameterizedTest(name = "threads live {0} ms")
    @ValueSource(longs = {0, 1, 20, 10_000})
    void whatManyHandOverIsDone(long lifeMillis) throws InterruptedException {
        PluginPool pool = pool(4, Duration.ofMillis(lifeMillis));
        int callers = 16;
        int rounds = 400;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                executor.execute(() -> {
                    for (int round = 0; round < rounds; round++) {
                        Thread me = Thread.currentThread();
                        var isDone = new AtomicInteger();
                        pool.execute(() -> {
                            isDone.set(1);
                            LockSupport.unpark(me);
                        });
                        while (isDone.get() == 0) {
                            LockSupport.park(isDone);
                        }
                    }
                });
            }
            executor.shutdown();
            assertThat(executor.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("all came back").isTrue();
        }

        pool.shutdown();
        assertThat(pool.awaitTermination(PATIENCE)).as("all threads have ended").isTrue();
    }

    @Test
    void workThatWaitsHoldsUpNobodyElse() throws InterruptedException {
        PluginPool pool = pool(3, PluginPool.LIFE);
        var isLetGo = new CountDownLatch(1);
        var others = new CountDownLatch(5);

        pool.execute(() -> uninterruptibly(isLetGo));
        pool.execute(() -> uninterruptibly(isLetGo));
        for (int i = 0; i < 5; i++) {
            pool.execute(others::countDown);
        }

        await(others);
        isLetGo.countDown();
        pool.shutdown();
    }

    @Test
    void moreThreadsComeInPlaceOfLostOnes() throws InterruptedException {
        PluginPool pool = pool(1, PluginPool.LIFE);
        var isLetGo = new CountDownLatch(1);
        var other = new CountDownLatch(1);
        pool.execute(() -> uninterruptibly(isLetGo));
        pool.execute(other::countDown);

        pool.threadsMax(2);

        await(other);
        isLetGo.countDown();
        pool.shutdown();
    }

    @Test
    void thereAreNeverMoreThreadsThanAllowed() throws InterruptedException {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        PluginPool pool = pool(2, PluginPool.LIFE);
        var all = new CountDownLatch(1_000);

        for (int i = 0; i < 1_000; i++) {
            pool.execute(() -> {
                seen.add(Thread.currentThread());
                all.countDown();
            });
        }

        await(all);
        assertThat(seen).hasSizeLessThanOrEqualTo(2);
        pool.shutdown();
    }

    @Test
    void threadLocalsGoWithTheirThread() throws InterruptedException {
        PluginPool pool = pool(1, Duration.ZERO);
        var kept = new ThreadLocal<String>();
        var hadNone = new AtomicInteger();
        var all = new CountDownLatch(5);

        for (int i = 0; i < 5; i++) {
            pool.execute(() -> {
                hadNone.addAndGet(kept.get() == null ? 1 : 0);
                kept.set("left behind");
                all.countDown();
            });
        }

        await(all);
        assertThat(hadNone).hasValue(5);
        pool.shutdown();
    }

    @Test
    void aPoolThatIsShutDownEndsItsThreadsAndTakesNothing() throws InterruptedException {
        PluginPool pool = pool(2, PluginPool.LIFE);
        var one = new CountDownLatch(1);
        pool.execute(one::countDown);
        await(one);

        pool.shutdown();

        assertThat(pool.awaitTermination(PATIENCE)).isTrue();
        assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            await(latch);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
