package dev.colonnade.engine.storage;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gathers work of one shape that comes while other work of that shape is under way. A shape has a few lanes. Who finds a free
/// one works alone, at once and on its own thread. Who finds none waits; when a lane comes free, what has gathered is done as
/// one batch on a thread of the lane, so that no request's thread works for others. A batch of one is no batch: the lane is
/// handed to whoever waits.
///
/// Batches of a shape become smaller while they fail and larger while they succeed. Shapes without work are forgotten. Safe for
/// use by several threads.
///
/// @param <S> what work has in common that can be done together
/// @param <P> one piece of work
final class Gatherer<S, P extends Gatherer.Piece<?>> {

    /// Lanes of a shape: while one batch is under way, the next can be made ready.
    static final int LANES = 2;

    /// Largest batch.
    static final int BATCH_MAX = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Gatherer.class);

    private final Map<S, Line<P>> lines = new ConcurrentHashMap<>();
    private final BiConsumer<S, List<P>> together;

    /// @param together does several pieces together and ends each of them; those that it leaves open, be it that it fails, are
    ///        done alone
    Gatherer(BiConsumer<S, List<P>> together) {
        this.together = together;
    }

    /// Does a piece of work, alone or together with others.
    ///
    /// @param own the same piece, by what it returns
    /// @throws ServiceException as the piece does, or [ErrorCode#SERVER_UNAVAILABLE] when its turn does not come in time
    <R extends @Nullable Object> R run(S shape, P piece, Piece<R> own) {
        return enters(shape, piece) ? inLane(shape, own) : own.await(() -> inLane(shape, own));
    }

    /// Pieces that wait for their turn.
    int waiting() {
        return lines.values().stream().mapToInt(line -> line.gathered).sum();
    }

    boolean isIdle() {
        return lines.isEmpty();
    }

    private boolean enters(S shape, P piece) {
        var isFree = new AtomicBoolean();
        lines.compute(shape, (key, known) -> {
            Line<P> line = known == null ? new Line<>() : known;
            isFree.set(line.enters(piece));
            return line;
        });
        return isFree.get();
    }

    private <R extends @Nullable Object> R inLane(S shape, Piece<R> piece) {
        try {
            return piece.alone.get();
        } finally {
            handOver(shape, next(shape));
        }
    }

    /// What has gathered; the lane is free when that is nothing.
    private List<P> next(S shape) {
        var batch = new ArrayList<P>();
        lines.computeIfPresent(shape, (key, line) -> line.leaves(batch) ? null : line);
        return batch;
    }

    private void handOver(S shape, List<P> batch) {
        if (batch.size() == 1) {
            batch.getFirst().enterLane();
        } else if (!batch.isEmpty()) {
            Thread.ofVirtual().name("colonnade-gather").start(() -> runLane(shape, batch));
        }
    }

    private void runLane(S shape, List<P> first) {
        List<P> batch = first;
        while (batch.size() > 1) {
            boolean isDone = runTogether(shape, batch);
            lines.computeIfPresent(shape, (key, line) -> line.adapt(isDone));
            batch = next(shape);
        }
        handOver(shape, batch);
    }

    private boolean runTogether(S shape, List<P> batch) {
        try {
            together.accept(shape, batch);
            return true;
        } catch (RuntimeException | Error e) {
            LOG.debug("A batch of {} failed; its parts are done alone", batch.size(), e);
            return false;
        } finally {
            batch.forEach(Piece::endAlone);
        }
    }

    /// Work that waits for its turn, and what became of it.
    ///
    /// @param <R> what it returns
    abstract static class Piece<R extends @Nullable Object> {

        private final Supplier<R> alone;
        private final AtomicBoolean isClaimed = new AtomicBoolean();
        private final CompletableFuture<End> end = new CompletableFuture<>();

        /// @param alone does this piece alone, on the thread of its request
        Piece(Supplier<R> alone) {
            this.alone = alone;
        }

        /// Ends the piece with what it returns.
        final void endWith(R result) {
            end.complete(new End.Done(result));
        }

        final void endWith(ServiceException failure) {
            end.complete(new End.Failed(failure));
        }

        /// Sends the piece back to the thread of its request, to be done there.
        final void endAlone() {
            end.complete(End.ALONE);
        }

        final void enterLane() {
            end.complete(End.LANE);
        }

        @SuppressWarnings("unchecked")
        private R await(Supplier<R> inLane) {
            return switch (end()) {
                case End.Done(var result) -> (R) result;
                case End.Failed(var failure) -> throw failure;
                case End.Alone() -> alone.get();
                case End.Lane() -> inLane.get();
            };
        }

        /// Waits for the end. A piece that is under way already is waited for in any case, for what was written must be known.
        private End end() {
            try {
                return end.get(ConnectionPool.WAIT_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                if (claim()) {
                    throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE, "The request waited for the database for "
                            + ConnectionPool.WAIT_SECONDS + " seconds. Try again later.", e);
                }
                return end.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                if (claim()) {
                    throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE,
                            "The request was ended while it waited for the database.", e);
                }
                return end.join();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A piece of work ends in no exception.", e);
            }
        }

        /// Whether the caller is the first to decide about the piece: a lane that takes it, or the request that gives it up.
        final boolean claim() {
            return isClaimed.compareAndSet(false, true);
        }
    }

    private sealed interface End {

        End ALONE = new Alone();
        End LANE = new Lane();

        record Done(@Nullable Object result) implements End {}

        record Failed(ServiceException failure) implements End {}

        record Alone() implements End {}

        record Lane() implements End {}
    }

    /// The work of one shape. All but the number of what waits is only looked at within the computations of the map.
    private static final class Line<P extends Piece<?>> {

        private final Deque<P> waiting = new ArrayDeque<>();
        private int busyLanes;
        private volatile int gathered;
        private int batchMax = BATCH_MAX;

        boolean enters(P piece) {
            if (busyLanes < LANES) {
                busyLanes++;
                return true;
            }
            waiting.add(piece);
            gathered = waiting.size();
            return false;
        }

        /// Takes the next batch for a lane.
        ///
        /// @return whether nothing is left of the line
        boolean leaves(List<P> batch) {
            while (batch.size() < batchMax && !waiting.isEmpty()) {
                P piece = waiting.remove();
                if (piece.claim()) {
                    batch.add(piece);
                }
            }
            gathered = waiting.size();
            if (batch.isEmpty()) {
                busyLanes--;
            }
            return busyLanes == 0;
        }

        Line<P> adapt(boolean isDone) {
            batchMax = isDone ? Math.min(BATCH_MAX, batchMax * 2) : Math.max(1, batchMax / 2);
            return this;
        }
    }
}
