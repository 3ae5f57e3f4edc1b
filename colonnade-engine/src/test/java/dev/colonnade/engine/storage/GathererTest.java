package dev.colonnade.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GathererTest {

    private static final String SHAPE = "shape";

    private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
    private final Gatherer<String, Square> gatherer = new Gatherer<>(this::together);
    private final CountDownLatch release = new CountDownLatch(1);
    private int poison = -1;

    @Test
    void whoIsAloneWorksAtOnceOnItsOwnThread() {
        var threads = new ArrayList<Thread>();

        int result = run(7, () -> {
            threads.add(Thread.currentThread());
            return 49;
        });

        assertThat(result).isEqualTo(49);
        assertThat(threads).containsExactly(Thread.currentThread());
        assertThat(batches).isEmpty();
    }

    @Test
    void whatComesWhileAllLanesAreBusyIsOneBatch() throws Exception {
        List<FutureTask<Integer>> busy = holdLanes();
        List<FutureTask<Integer>> waiting = startAll(10);
        release.countDown();

        for (int number = 0; number < 10; number++) {
            assertThat(waiting.get(number).get()).isEqualTo(number * number);
        }
        for (FutureTask<Integer> task : busy) {
            assertThat(task.get()).isEqualTo(-1);
        }
        // Each lane takes what is there when it comes free.
        assertThat(batches.stream().flatMap(List::stream)).doesNotHaveDuplicates();
        assertThat(batches).anySatisfy(batch -> assertThat(batch).hasSizeGreaterThan(1));
    }

    @Test
    void oneThatWaitsIsHandedTheLaneAndWorksAlone() throws Exception {
        holdLanes();
        FutureTask<Integer> waiting = start(5, () -> 1_000);
        awaitWaiting(1);
        release.countDown();

        assertThat(waiting.get()).isEqualTo(1_000);
        assertThat(batches).isEmpty();
    }

    @Test
    void otherShapesDoNotWait() {
        holdLanes();

        var other = new Square(3, () -> 9);
        assertThat(gatherer.run("other", other, other)).isEqualTo(9);

        release.countDown();
    }

    @Test
    void aBatchThatFailsIsDoneAloneAndEachHasItsOwnEnd() throws Exception {
        poison = 4;
        holdLanes();
        List<FutureTask<Integer>> waiting = startAll(8);
        release.countDown();

        for (int number = 0; number < 8; number++) {
            FutureTask<Integer> task = waiting.get(number);
            if (number == poison) {
                assertThatThrownBy(task::get).isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(IllegalStateException.class);
            } else {
                assertThat(task.get()).isEqualTo(number * number);
            }
        }
    }

    @Test
    void noBatchIsLargerThanTheLimit() throws Exception {
        holdLanes();
        List<FutureTask<Integer>> waiting = startAll(3 * Gatherer.BATCH_MAX);
        release.countDown();

        for (FutureTask<Integer> task : waiting) {
            task.get();
        }
        assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(Gatherer.BATCH_MAX));
    }

    @Test
    void whoIsInterruptedGivesUpAndHarmsNobody() throws Exception {
        holdLanes();
        var failure = new ArrayList<ServiceException>();
        Thread interrupted = Thread.ofVirtual().start(() -> {
            try {
                run(99, () -> 0);
            } catch (ServiceException e) {
                failure.add(e);
            }
        });
        awaitWaiting(1);
        List<FutureTask<Integer>> waiting = startAll(5, 1);
        interrupted.interrupt();
        interrupted.join();
        release.countDown();

        assertThat(failure).singleElement().satisfies(e -> assertThat(e.code()).isEqualTo(
                ErrorCode.SERVER_UNAVAILABLE));
        for (int number = 0; number < 5; number++) {
            assertThat(waiting.get(number).get()).isEqualTo(number * number);
        }
        assertThat(batches.stream().flatMap(List::stream)).doesNotContain(99);
    }

    @Test
    void aShapeWithoutWorkIsForgotten() throws Exception {
        List<FutureTask<Integer>> tasks = new ArrayList<>(holdLanes());
        tasks.addAll(startAll(20));
        release.countDown();
        for (FutureTask<Integer> task : tasks) {
            task.get();
        }

        // A lane ends its work just after the last of its batch has its answer.
        while (!gatherer.isIdle()) {
            Thread.onSpinWait();
        }
        assertThat(run(2, () -> 4)).isEqualTo(4);
        assertThat(gatherer.isIdle()).isTrue();
    }

    private void together(String shape, List<Square> batch) {
        batches.add(batch.stream().map(square -> square.number).toList());
        if (batch.stream().anyMatch(square -> square.number == poison)) {
            throw new IllegalStateException("on purpose");
        }
        batch.forEach(square -> square.endWith(square.number * square.number));
    }

    /// Keeps all lanes busy until they are released.
    private List<FutureTask<Integer>> holdLanes() {
        var entered = new CountDownLatch(Gatherer.LANES);
        List<FutureTask<Integer>> tasks = IntStream.range(0, Gatherer.LANES).mapToObj(lane -> start(-1, () -> {
            entered.countDown();
            awaitLatch(release);
            return -1;
        })).toList();
        awaitLatch(entered);
        return tasks;
    }

    private List<FutureTask<Integer>> startAll(int count) {
        return startAll(count, 0);
    }

    private List<FutureTask<Integer>> startAll(int count, int waitingBefore) {
        List<FutureTask<Integer>> tasks = IntStream.range(0, count).mapToObj(number -> start(number, () -> {
            if (number == poison) {
                throw new IllegalStateException("on purpose");
            }
            return number * number;
        })).toList();
        awaitWaiting(waitingBefore + count);
        return tasks;
    }

    private FutureTask<Integer> start(int number, Supplier<Integer> alone) {
        var task = new FutureTask<>(() -> run(number, alone));
        Thread.ofVirtual().start(task);
        return task;
    }

    private int run(int number, Supplier<Integer> alone) {
        var square = new Square(number, alone);
        return gatherer.run(SHAPE, square, square);
    }

    private void awaitWaiting(int count) {
        while (gatherer.waiting() != count) {
            Thread.onSpinWait();
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Square extends Gatherer.Piece<Integer> {

        private final int number;

        Square(int number, Supplier<Integer> alone) {
            super(alone);
            this.number = number;
        }
    }
}
