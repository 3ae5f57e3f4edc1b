package dev.colonnade.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The statements of several requests, sent together or alone: each request has its own answer in any case.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoalescingTest {

    private static final String ONE = "select name, id, owner from item where owner = ? and id = ?";
    private static final String SEVERAL = "select name, id, owner from item where owner = ? and id = any(?)";
    private static final String INSERT = """
            insert into item (id, name, owner, number) values (?, ?, (select ?::int), nextval('numbers'))
            """;

    private final Database database = TestDatabase.open();

    @BeforeAll
    void createTable() {
        try (UnitOfWork work = database.begin()) {
            execute(work, "create sequence numbers");
            execute(work, """
                    create table item (id uuid primary key, name text not null unique, owner int check (owner < 100),
                    number bigint)
                    """);
        }
    }

    @BeforeEach
    void emptyTable() {
        try (UnitOfWork work = database.begin()) {
            execute(work, "truncate item");
        }
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void readsOfOneShapeAreOneStatementAndEachHasItsRow() throws Exception {
        IntStream.range(0, 20).forEach(number -> insert(database, id(number), "row " + number, 1));
        var hold = new Hold();
        long before = database.roundTrips();
        List<FutureTask<@Nullable String>> waiting = new ArrayList<>();
        for (int number = 0; number < 25; number++) {
            UUID id = id(number);
            waiting.add(start(() -> read(database, 1, id)));
            waiting.add(start(() -> read(database, 1, id)));
        }
        awaitWaiting(50);
        hold.end();

        for (int i = 0; i < 50; i++) {
            assertThat(waiting.get(i).get()).isEqualTo(i / 2 < 20 ? "row " + i / 2 : null);
        }
        // A batch for each lane at most, and the end of what held them.
        assertThat(database.roundTrips() - before).isLessThanOrEqualTo(3);
    }

    @Test
    void readsWithOtherValuesAreNotMixed() throws Exception {
        insert(database, id(1), "mine", 1);
        insert(database, id(2), "yours", 2);
        var first = new Hold(1);
        var second = new Hold(2);
        List<FutureTask<@Nullable String>> mine = new ArrayList<>();
        List<FutureTask<@Nullable String>> yours = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            UUID id = id(1 + i % 2);
            mine.add(start(() -> read(database, 1, id)));
            yours.add(start(() -> read(database, 2, id)));
        }
        awaitWaiting(20);
        first.end();
        second.end();

        for (int i = 0; i < 10; i++) {
            assertThat(mine.get(i).get()).isEqualTo(i % 2 == 0 ? "mine" : null);
            assertThat(yours.get(i).get()).isEqualTo(i % 2 == 0 ? null : "yours");
        }
    }

    @Test
    void aRowThatItsRequestCannotReadHarmsNoOther() throws Exception {
        insert(database, id(1), "one", 1);
        insert(database, id(2), "two", 1);
        var hold = new Hold();
        FutureTask<@Nullable String> failing = start(() -> {
            try (UnitOfWork work = database.begin()) {
                return work.first(keyed(1, id(1)), row -> {
                    throw new IllegalArgumentException("on purpose");
                });
            }
        });
        FutureTask<@Nullable String> good = start(() -> read(database, 1, id(2)));
        FutureTask<@Nullable String> same = start(() -> read(database, 1, id(1)));
        awaitWaiting(3);
        hold.end();

        assertThatThrownBy(failing::get).hasRootCauseMessage("on purpose");
        assertThat(good.get()).isEqualTo("two");
        assertThat(same.get()).isEqualTo("one");
    }

    @Test
    void insertsAreCommittedTogetherAndStay() throws Exception {
        var hold = new InsertHold();
        List<FutureTask<@Nullable String>> waiting = insertAll(30, number -> "row " + number, number -> 1);
        long before = database.roundTrips();
        hold.end();

        for (FutureTask<@Nullable String> task : waiting) {
            assertThat(task.get()).isNull();
        }
        // Both lanes: the lock time, the rows, the commit; and the end of the transaction that held them.
        assertThat(database.roundTrips() - before).isLessThanOrEqualTo(7);
        assertThat(count("select count(distinct number) from item")).isEqualTo(30);
    }

    @Test
    void eachRowThatFailsHasItsOwnErrorAndTakesNoOtherWithIt() throws Exception {
        insert(database, id(77), "taken", 1);
        var hold = new InsertHold();
        List<FutureTask<@Nullable String>> waiting = insertAll(20,
                number -> number == 3 ? "taken" : number == 5 ? null : "row " + (number == 8 ? 7 : number),
                number -> number == 11 ? 100 : 1);
        hold.end();

        var errors = new ArrayList<@Nullable String>();
        for (FutureTask<@Nullable String> task : waiting) {
            errors.add(task.get());
        }
        assertThat(errors.get(3)).isEqualTo(ErrorCode.DUPLICATE_RECORD.name());
        assertThat(errors.get(5)).isEqualTo(ErrorCode.ATTRIBUTE_NOT_NULLABLE.name());
        assertThat(errors.get(11)).isEqualTo(ErrorCode.SQL_ERROR.name());
        assertThat(List.of(String.valueOf(errors.get(7)), String.valueOf(errors.get(8))))
                .containsExactlyInAnyOrder("null", ErrorCode.DUPLICATE_RECORD.name());
        assertThat(errors.stream().filter(error -> error == null)).hasSize(16);
        assertThat(count("select count(*) from item")).isEqualTo(17);
    }

    @Test
    void aRowThatWaitsForALockHoldsUpNobody() throws Exception {
        var hold = new InsertHold();
        try (UnitOfWork other = database.begin()) {
            other.requireTransaction();
            other.execute(insertion(id(88), "locked", 1));
            List<FutureTask<@Nullable String>> waiting = insertAll(8,
                    number -> number == 2 ? "locked" : "row " + number, number -> 1);
            hold.end();
            for (int number = 0; number < 8; number++) {
                if (number != 2) {
                    assertThat(waiting.get(number).get()).isNull();
                }
            }
            assertThat(waiting.get(2).isDone()).isFalse();
            other.commit();
            assertThat(waiting.get(2).get()).isEqualTo(ErrorCode.DUPLICATE_RECORD.name());
        }
    }

    @Test
    void insideATransactionNothingIsSentTogether() throws Exception {
        insert(database, id(1), "one", 1);
        var hold = new Hold();

        FutureTask<@Nullable String> inside = start(() -> {
            try (UnitOfWork work = database.begin()) {
                work.requireTransaction();
                work.insert(insertion(id(2), "two", 1));
                return work.first(keyed(1, id(2)), row -> row.getString(1));
            }
        });

        assertThat(inside.get()).isEqualTo("two");
        hold.end();
        assertThat(count("select count(*) from item")).isEqualTo(1);
    }

    @Test
    void aPlatformThreadIsNotMadeToWait() throws Exception {
        insert(database, id(1), "one", 1);
        var hold = new Hold();

        assertThat(read(database, 1, id(1))).isEqualTo("one");

        hold.end();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoWroteARowReadsItAtOnceWithCoalescingAndWithout(boolean isOn) throws Exception {
        DatabaseConfig config = TestDatabase.config().withCoalescing(isOn);
        try (Database other = Database.open(config)) {
            try (UnitOfWork work = other.begin()) {
                execute(work, "create sequence numbers");
                execute(work,
                        """
                                create table item (id uuid primary key, name text not null unique, owner int check (owner < 100),
                                number bigint)
                                """);
            }
            ConcurrentHashMap<String, UUID> winners = new ConcurrentHashMap<>();
            List<FutureTask<@Nullable String>> tasks = IntStream.range(0, 32)
                    .mapToObj(client -> start(() -> writeAndRead(other, new SplittableRandom(client), winners)))
                    .toList();

            for (FutureTask<@Nullable String> task : tasks) {
                assertThat(task.get()).isNull();
            }
        }
    }

    /// Names are few, so that many rows are refused; a row is there when, and only when, its writer was told so.
    private @Nullable String writeAndRead(Database on, SplittableRandom random,
            ConcurrentHashMap<String, UUID> winners) {
        for (int i = 0; i < 40; i++) {
            UUID id = UUID.randomUUID();
            int owner = 1 + random.nextInt(3);
            String name = "name " + random.nextInt(400);
            String error = errorOf(() -> insert(on, id, name, owner));
            if (error == null && winners.putIfAbsent(name, id) != null) {
                return name + " was written twice";
            }
            if (error != null && !error.equals(ErrorCode.DUPLICATE_RECORD.name())) {
                return error;
            }
            String expected = error == null ? name : null;
            if (!java.util.Objects.equals(read(on, owner, id), expected) || read(on, 9, id) != null) {
                return "The row " + id + " is not as it was written.";
            }
        }
        return null;
    }

    private List<FutureTask<@Nullable String>> insertAll(int count,
            java.util.function.IntFunction<@Nullable String> name, java.util.function.IntUnaryOperator owner) {
        List<FutureTask<@Nullable String>> tasks = IntStream.range(0, count)
                .mapToObj(number -> start(() -> errorOf(
                        () -> insert(database, id(number), name.apply(number), owner.applyAsInt(number)))))
                .toList();
        awaitWaiting(count);
        return tasks;
    }

    private static @Nullable String errorOf(Runnable work) {
        try {
            work.run();
            return null;
        } catch (ServiceException e) {
            return e.code().name();
        }
    }

    private static void insert(Database on, UUID id, @Nullable String name, int owner) {
        try (UnitOfWork work = on.begin()) {
            work.insert(insertion(id, name, owner));
            work.commit();
        }
    }

    private static Statement insertion(UUID id, @Nullable String name, int owner) {
        return new Statement(INSERT, java.util.Arrays.asList(id, name, owner));
    }

    private static @Nullable String read(Database on, int owner, UUID id) {
        try (UnitOfWork work = on.begin()) {
            return work.first(keyed(owner, id), row -> row.getString(1));
        }
    }

    private static KeyedRead keyed(int owner, UUID id) {
        return new KeyedRead(new Statement(ONE, List.of(owner, id)), SEVERAL, 1, 1);
    }

    private long count(String text) {
        try (UnitOfWork work = database.begin()) {
            Long count = work.first(new Statement(text, List.of()), row -> row.getLong(1));
            return count == null ? 0 : count;
        }
    }

    private static void execute(UnitOfWork work, String text) {
        work.execute(new Statement(text, List.of()));
    }

    private static UUID id(int number) {
        return new UUID(0x4000L, 0x8000_0000_0000_0000L | number);
    }

    private static FutureTask<@Nullable String> start(Callable<@Nullable String> work) {
        var task = new FutureTask<@Nullable String>(work);
        Thread.ofVirtual().start(task);
        return task;
    }

    private void awaitWaiting(int count) {
        while (database.poolUse().waiting() < count) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Keeps the lanes of a shape busy with reads that are under way.
    private final class Hold {

        private final CountDownLatch release = new CountDownLatch(1);
        private final List<FutureTask<@Nullable String>> tasks = new ArrayList<>();

        Hold() throws InterruptedException {
            this(1);
        }

        Hold(int owner) throws InterruptedException {
            var entered = new CountDownLatch(Gatherer.LANES);
            UUID id = UUID.randomUUID();
            insert(database, id, "held " + id, owner);
            for (int lane = 0; lane < Gatherer.LANES; lane++) {
                tasks.add(start(() -> {
                    try (UnitOfWork work = database.begin()) {
                        return work.first(keyed(owner, id), row -> {
                            entered.countDown();
                            await(release);
                            return row.getString(1);
                        });
                    }
                }));
            }
            entered.await();
        }

        void end() throws Exception {
            release.countDown();
            for (FutureTask<@Nullable String> task : tasks) {
                task.get();
            }
            try (UnitOfWork work = database.begin()) {
                execute(work, "delete from item where name like 'held %'");
            }
        }
    }

    /// Keeps the lanes of the insert busy with rows that wait for another transaction.
    private final class InsertHold {

        private final UnitOfWork blocker = database.begin();
        private final List<FutureTask<@Nullable String>> tasks = new ArrayList<>();

        InsertHold() {
            blocker.requireTransaction();
            for (int lane = 0; lane < Gatherer.LANES; lane++) {
                UUID id = id(1_000 + lane);
                blocker.execute(insertion(id, "held " + lane, 1));
                tasks.add(start(() -> errorOf(() -> insert(database, id, "held " + id, 1))));
            }
            while (database.poolUse().inUse() < Gatherer.LANES + 1) {
                Thread.onSpinWait();
            }
        }

        /// What was written to hold the lanes goes, so the rows that waited for it come; they are taken away.
        void end() throws Exception {
            blocker.close();
            for (FutureTask<@Nullable String> task : tasks) {
                task.get();
            }
            try (UnitOfWork work = database.begin()) {
                execute(work, "delete from item where name like 'held %'");
            }
        }
    }
}
