package dev.colonnade.engine.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The database work of one request: at most one connection, taken when the first statement is sent. Until a transaction is
/// asked for, each statement commits by itself, which saves a round trip where one statement is all there is. Used by one
/// thread at a time, but for [#cancel] and [#abandon]; closing it rolls back what was not committed.
///
/// A failed statement inside a transaction loses the transaction: every later statement and the commit are refused.
public interface UnitOfWork extends AutoCloseable {

    /// Opens a transaction before the next statement, unless one is open.
    void requireTransaction();

    boolean inTransaction();

    /// Whether a statement failed inside the transaction, so that nothing but a rollback is left.
    boolean isLost();

    /// Marks the transaction as lost although no statement failed; used when a nested operation failed.
    void lose();

    /// All rows of a query.
    ///
    /// @throws dev.colonnade.engine.ServiceException with the code of the SQLSTATE
    <T extends @Nullable Object> List<T> list(Statement statement, RowMapper<T> mapper);

    /// The first row of a query; `null` when there is none.
    <T> @Nullable T first(Statement statement, RowMapper<T> mapper);

    /// The row of a read by id; `null` when there is none. Outside a transaction it may be sent together with the reads of other
    /// requests; the mapper then runs on another thread, while this one waits.
    default <T> @Nullable T first(KeyedRead read, RowMapper<T> mapper) {
        return first(read.alone(), mapper);
    }

    /// Inserts one row. Outside a transaction it may be committed together with the rows of other requests; one that fails
    /// takes none of them with it.
    ///
    /// @param insert `insert into … values (…)` of one row
    default void insert(Statement insert) {
        execute(insert);
    }

    /// Keeps the rows that the body inserts back until it ends or another statement is sent, and then sends all of them
    /// together. What is wrong with a row therefore shows later than its own insert, and loses the transaction as ever.
    ///
    /// @param body opened a transaction before
    default void gathering(Runnable body) {
        body.run();
    }

    /// Number of rows that a write touched.
    int execute(Statement statement);

    /// One text, many rows of values, in one round trip.
    void executeBatch(String text, List<List<@Nullable Object>> rows);

    /// Says that rows were written from which in-memory definitions are built. The commit then raises the version of the
    /// definitions and tells the other nodes; needs a transaction, and opens one.
    ///
    /// @param feed `tables`, `messages`, `plugins`, `security`, `organization`, `languages`
    void announce(String feed);

    /// Whether a commit would announce changes.
    boolean announces();

    /// Runs after a successful commit, in order of registration; what it throws is logged.
    void afterCommit(Runnable action);

    void commit();

    /// Ends the statement that is under way, or the wait for a connection, from another thread; it then fails.
    void cancel();

    /// Takes the connection away from the thread that uses the unit of work, from another thread. What was not committed is
    /// lost, and every later use is refused.
    void abandon();

    /// Rolls back, and gives the connection back.
    @Override
    void close();
}
