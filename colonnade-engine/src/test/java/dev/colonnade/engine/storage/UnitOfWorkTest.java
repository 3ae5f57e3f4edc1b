package dev.colonnade.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnitOfWorkTest {

    private static final String INSERT = "insert into item (id, name) values (?, ?)";

    private final Database database = TestDatabase.open();

    @BeforeAll
    void createTable() {
        try (UnitOfWork work = database.begin()) {
            work.execute(new Statement("create table item (id int primary key, name text collate ci)", List.of()));
        }
    }

    @BeforeEach
    void emptyTable() {
        try (UnitOfWork work = database.begin()) {
            work.execute(new Statement("truncate item", List.of()));
        }
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void withoutATransactionEachStatementStandsByItself() {
        try (UnitOfWork work = database.begin()) {
            work.execute(insert(1, "one"));
        }

        assertThat(names()).containsExactly("one");
    }

    @Test
    void outsideATransactionNoConnectionIsHeldBetweenStatements() {
        DatabaseConfig config = TestDatabase.config().withConnections(1);
        var count = new Statement("select 1", List.of());
        try (Database single = Database.open(config);
                UnitOfWork first = single.begin();
                UnitOfWork second = single.begin()) {
            first.list(count, row -> row.getInt(1));
            second.list(count, row -> row.getInt(1));

            assertThat(first.list(count, row -> row.getInt(1))).containsExactly(1);
        }
    }

    @Test
    void reservedReadsGoOnWhileTheOnlyConnectionIsInATransaction() {
        DatabaseConfig config = TestDatabase.config().withConnections(1);
        var count = new Statement("select 1", List.of());
        try (Database single = Database.open(config); UnitOfWork holder = single.begin()) {
            holder.requireTransaction();
            holder.list(count, row -> row.getInt(1));

            try (UnitOfWork reserved = single.beginReserved()) {
                assertThat(reserved.list(count, row -> row.getInt(1))).containsExactly(1);
            }
        }
    }

    @Test
    void whatIsNotCommittedIsRolledBackOnClose() {
        try (UnitOfWork work = database.begin()) {
            work.requireTransaction();
            work.execute(insert(1, "one"));
        }

        assertThat(names()).isEmpty();
    }

    @Test
    void aCommittedTransactionStaysAndRunsWhatWasRegisteredInOrder() {
        var ran = new ArrayList<String>();
        try (UnitOfWork work = database.begin()) {
            work.requireTransaction();
            work.execute(insert(1, "one"));
            work.afterCommit(() -> ran.add("first"));
            work.afterCommit(() -> {
                throw new IllegalStateException("on purpose");
            });
            work.afterCommit(() -> ran.add("second"));
            assertThat(ran).isEmpty();
            work.commit();
        }

        assertThat(ran).containsExactly("first", "second");
        assertThat(names()).containsExactly("one");
    }

    @Test
    void aTransactionMayBeginAfterStatementsWithoutOne() {
        try (UnitOfWork work = database.begin()) {
            work.execute(insert(1, "one"));
            work.requireTransaction();
            work.execute(insert(2, "two"));
        }

        assertThat(names()).containsExactly("one");
    }

    @Test
    void aFailedStatementLosesTheTransaction() {
        try (UnitOfWork work = database.begin()) {
            work.requireTransaction();
            work.execute(insert(1, "one"));
            assertThat(work.isLost()).isFalse();
            assertCode(ErrorCode.DUPLICATE_RECORD, () -> work.execute(insert(1, "again")));

            assertThat(work.isLost()).isTrue();
            assertCode(ErrorCode.ISV_REDUCED_OPEN_TRANSACTION_COUNT, () -> work.execute(insert(2, "two")));
            assertCode(ErrorCode.ISV_REDUCED_OPEN_TRANSACTION_COUNT, work::commit);
        }

        assertThat(names()).isEmpty();
    }

    @Test
    void aFailedStatementWithoutATransactionLosesNothing() {
        try (UnitOfWork work = database.begin()) {
            work.execute(insert(1, "one"));
            assertCode(ErrorCode.DUPLICATE_RECORD, () -> work.execute(insert(1, "again")));
            work.execute(insert(2, "two"));
        }

        assertThat(names()).containsExactly("one", "two");
    }

    @Test
    void aTransactionThatIsDeclaredLostDoesNotCommit() {
        try (UnitOfWork work = database.begin()) {
            work.requireTransaction();
            work.execute(insert(1, "one"));
            work.lose();
            assertCode(ErrorCode.ISV_REDUCED_OPEN_TRANSACTION_COUNT, work::commit);
        }

        assertThat(names()).isEmpty();
    }

    @Test
    void aBatchIsOneRoundTripAndReportsItsError() {
        try (UnitOfWork work = database.begin()) {
            long before = database.roundTrips();
            work.executeBatch(INSERT, List.of(List.of(1, "one"), List.of(2, "two"), List.of(3, "three")));
            assertThat(database.roundTrips() - before).isEqualTo(1);
            assertCode(ErrorCode.DUPLICATE_RECORD,
                    () -> work.executeBatch(INSERT, List.of(List.of(4, "four"), List.of(1, "again"))));
        }
    }

    @Test
    void everyKindOfValueIsBound() {
        UUID id = UUID.randomUUID();
        try (UnitOfWork work = database.begin()) {
            String row = work.first(new Statement(
                    "select concat_ws('|', ?::uuid, ?::text, (?::uuid[])[1], (?::text[])[2], (?::int[])[1], ?::bytea, ?::int is null)",
                    values(id, "x", new UUID[]{id}, new String[]{"a", "b"}, new Integer[]{7}, new byte[]{1, 2}, null)),
                    result -> result.getString(1));

            assertThat(row).isEqualTo(id + "|x|" + id + "|b|7|\\x0102|t");
        }
    }

    @Test
    void textIsComparedWithoutCaseAndAccents() {
        try (UnitOfWork work = database.begin()) {
            work.execute(insert(1, "Müller"));

            assertThat(work.list(new Statement("select id from item where name = ?", List.of("MULLER")),
                    row -> row.getInt(1))).containsExactly(1);
        }
    }

    @Test
    void aConnectionThatIsEndedInATransactionLosesItAndIsReplaced() {
        try (UnitOfWork work = database.begin()) {
            work.requireTransaction();
            work.execute(insert(1, "one"));
            terminate(work);

            assertCode(ErrorCode.SERVER_UNAVAILABLE, () -> work.execute(insert(2, "two")));
            assertThat(work.isLost()).isTrue();
            assertCode(ErrorCode.ISV_REDUCED_OPEN_TRANSACTION_COUNT, work::commit);
        }

        assertThat(names()).isEmpty();
    }

    @Test
    void aConnectionThatIsEndedWithoutATransactionIsReplacedInTheSameUnit() {
        var one = new Statement("select 1", List.of());
        try (Database single = Database.open(TestDatabase.config().withConnections(1));
                UnitOfWork work = single.begin()) {
            terminate(work);
            // The pool notices a broken connection by itself when it lay idle for a while; else the statement does.
            assertThat(catchThrowable(() -> work.first(one, row -> row.getInt(1)))).satisfiesAnyOf(
                    nothing -> assertThat(nothing).isNull(),
                    refusal -> assertThat(refusal).isInstanceOfSatisfying(ServiceException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVER_UNAVAILABLE)));

            assertThat(work.list(one, row -> row.getInt(1))).containsExactly(1);
        }
    }

    @Test
    void aTableMayChangeItsShapeUnderPreparedStatements() {
        try (UnitOfWork work = database.begin()) {
            var select = new Statement("select * from item", List.of());
            for (int i = 0; i < 10; i++) {
                work.list(select, row -> row.getInt(1));
            }
            work.execute(new Statement("alter table item add column if not exists extra int", List.of()));

            assertThat(work.list(select, row -> row.getMetaData().getColumnCount())).isEmpty();
        }
    }

    @Test
    void aStatementThatRunsTooLongIsEnded() {
        DatabaseConfig config = TestDatabase.config();
        try (Database impatient = Database.open(new DatabaseConfig(config.jdbcUrl(), config.user(), config.password(),
                config.schema(), 1, java.time.Duration.ofMillis(500))); UnitOfWork work = impatient.begin()) {
            assertCode(ErrorCode.SQL_TIMEOUT,
                    () -> work.list(new Statement("select pg_sleep(10)", List.of()), row -> row.getString(1)));
        }
    }

    private void terminate(UnitOfWork victim) {
        Integer pid = victim.first(new Statement("select pg_backend_pid()", List.of()), row -> row.getInt(1));
        try (UnitOfWork work = database.begin()) {
            work.first(new Statement("select pg_terminate_backend(?, 10000)", values(pid)), row -> row.getBoolean(1));
        }
    }

    private List<String> names() {
        try (UnitOfWork work = database.begin()) {
            return work.list(new Statement("select name from item order by id", List.of()), row -> row.getString(1));
        }
    }

    private static Statement insert(int id, String name) {
        return new Statement(INSERT, List.of(id, name));
    }

    private static List<@Nullable Object> values(@Nullable Object... values) {
        return java.util.Arrays.asList(values);
    }

    private static void assertCode(ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ServiceException.class,
                e -> assertThat(e.code()).isEqualTo(code));
    }
}
