package dev.colonnade.engine.storage;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sends statements of several requests together where each stands by itself: reads by id as one `… = any(?)`, inserts as one
/// transaction. The round trip, and the flush of a commit, are what a statement costs most; together they are paid once. Safe
/// for use by several threads.
///
/// A statement is never joined to one that was sent before it came, so a request sees what it wrote. A batch that fails leaves
/// its statements to be sent alone, so each request gets its own error.
///
/// Source: reference/hot-path.md, 2 and 3
final class Coalescing {

    /// How long the rows of one batch may wait for a lock. A row that waits longer is sent alone, so that it holds up nobody.
    private static final Statement LOCK_TIME = new Statement("set local lock_timeout = 100", List.of());

    private final Supplier<PostgresUnitOfWork> works;
    private final Gatherer<KeyedRead.Shape, Read<?>> reads = new Gatherer<>(this::read);
    private final Gatherer<String, Insert> inserts = new Gatherer<>(this::insert);

    /// @param works makes the units of work of batches
    Coalescing(Supplier<PostgresUnitOfWork> works) {
        this.works = works;
    }

    /// The row of a read; `null` when there is none.
    <T> @Nullable T first(KeyedRead read, RowMapper<T> mapper, Supplier<@Nullable T> alone) {
        var piece = new Read<T>(read, mapper, alone);
        return reads.run(read.shape(), piece, piece);
    }

    /// Inserts a row.
    void insert(Statement insert, Supplier<Integer> alone) {
        var piece = new Insert(insert, alone);
        inserts.run(insert.text(), piece, piece);
    }

    /// Statements that wait for their turn.
    int waiting() {
        return reads.waiting() + inserts.waiting();
    }

    private void read(KeyedRead.Shape shape, List<Read<?>> batch) {
        Map<UUID, List<Read<?>>> byId = new LinkedHashMap<>();
        batch.forEach(read -> byId.computeIfAbsent(read.read.id(), id -> new ArrayList<>(1)).add(read));
        int keyField = batch.getFirst().read.keyField() + 1;
        try (PostgresUnitOfWork work = works.get()) {
            work.list(shape.statement(byId.keySet().toArray(UUID[]::new)), row -> {
                UUID id = row.getObject(keyField, UUID.class);
                byId.getOrDefault(id, List.of()).forEach(read -> read.endWith(row));
                return id;
            });
        }
        batch.forEach(Read::endWithoutRow);
    }

    private void insert(String text, List<Insert> batch) {
        try (PostgresUnitOfWork work = works.get()) {
            work.requireTransaction();
            work.execute(LOCK_TIME);
            work.executeBatch(text, batch.stream().map(insert -> insert.statement.values()).toList());
            commit(work, batch);
        }
    }

    private static void commit(UnitOfWork work, List<Insert> batch) {
        try {
            work.commit();
            batch.forEach(insert -> insert.endWith(1));
        } catch (ServiceException e) {
            if (mayBeCommitted(e)) {
                batch.forEach(insert -> insert.endWith(e));
            }
            throw e;
        }
    }

    /// Rows that may be there must not be sent again: they would be refused as duplicates of themselves.
    private static boolean mayBeCommitted(ServiceException failure) {
        return failure.code() == ErrorCode.SERVER_UNAVAILABLE || failure.code() == ErrorCode.SQL_ERROR;
    }

    private static final class Read<T> extends Gatherer.Piece<@Nullable T> {

        private final KeyedRead read;
        private final RowMapper<T> mapper;

        Read(KeyedRead read, RowMapper<T> mapper, Supplier<@Nullable T> alone) {
            super(alone);
            this.read = read;
            this.mapper = mapper;
        }

        /// A row that cannot be read is a matter between the request and its row.
        void endWith(ResultSet row) {
            try {
                endWith(mapper.map(row));
            } catch (SQLException | RuntimeException _) {
                endAlone();
            }
        }

        void endWithoutRow() {
            endWith((T) null);
        }
    }

    private static final class Insert extends Gatherer.Piece<Integer> {

        private final Statement statement;

        Insert(Statement statement, Supplier<Integer> alone) {
            super(alone);
            this.statement = statement;
        }
    }
}
