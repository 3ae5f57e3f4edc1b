package dev.colonnade.engine.storage;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A unit of work on a connection of the pool. Each statement is one round trip; a transaction adds one for its commit, its
/// beginning rides with the first statement.
final class PostgresUnitOfWork implements UnitOfWork {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresUnitOfWork.class);

    private final ConnectionPool pool;
    private final Announcement announcement;
    private final @Nullable Coalescing coalescing;
    private final Set<String> feeds = new LinkedHashSet<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    /// Guards what other threads may touch: the connection, what runs on it, and whether it is closed.
    private final Object lock = new Object();
    private @Nullable Connection connection;
    private @Nullable Thread waiting;
    private java.sql.@Nullable Statement running;
    /// Inserts that are kept back; `null` when each is sent at once.
    private @Nullable GatheredInserts gathered;
    private boolean inTransaction;
    private boolean isLost;
    private boolean isClosed;

    /// @param coalescing sends statements outside of transactions together with those of others; `null` to send each alone
    PostgresUnitOfWork(ConnectionPool pool, Announcement announcement, @Nullable Coalescing coalescing) {
        this.pool = pool;
        this.announcement = announcement;
        this.coalescing = coalescing;
    }

    @Override
    public void requireTransaction() {
        inTransaction = true;
    }

    @Override
    public boolean inTransaction() {
        return inTransaction;
    }

    @Override
    public boolean isLost() {
        return isLost;
    }

    @Override
    public void lose() {
        isLost = true;
    }

    @Override
    public <T extends @Nullable Object> List<T> list(Statement statement, RowMapper<T> mapper) {
        return send(statement.text(), prepared -> {
            Binder.bind(prepared, statement.values());
            try (ResultSet rows = prepared.executeQuery()) {
                var result = new ArrayList<T>();
                while (rows.next()) {
                    result.add(mapper.map(rows));
                }
                return result;
            }
        });
    }

    @Override
    public <T> @Nullable T first(Statement statement, RowMapper<T> mapper) {
        return this.<@Nullable T>send(statement.text(), prepared -> {
            Binder.bind(prepared, statement.values());
            try (ResultSet row = prepared.executeQuery()) {
                return row.next() ? mapper.map(row) : null;
            }
        });
    }

    @Override
    public <T> @Nullable T first(KeyedRead read, RowMapper<T> mapper) {
        Coalescing others = others();
        if (others == null) {
            return first(read.alone(), mapper);
        }
        requireUsable();
        return others.first(read, mapper, () -> first(read.alone(), mapper));
    }

    @Override
    public void gathering(Runnable body) {
        if (gathered != null || !inTransaction) {
            body.run();
            return;
        }
        gathered = new GatheredInserts();
        try {
            body.run();
            sendGathered();
        } finally {
            gathered = null;
        }
    }

    /// Sends the inserts that were kept back, so that the next statement sees their rows.
    private void sendGathered() {
        GatheredInserts inserts = gathered;
        if (inserts != null) {
            inserts.take().forEach(run -> sendBatch(run.text(), run.rows()));
        }
    }

    @Override
    public void insert(Statement insert) {
        if (gathered != null) {
            requireUsable();
            gathered.add(insert);
            if (gathered.isFull()) {
                sendGathered();
            }
            return;
        }
        Coalescing others = others();
        if (others == null) {
            execute(insert);
            return;
        }
        requireUsable();
        others.insert(insert, () -> execute(insert));
    }

    /// Sends a statement together with those of others; `null` when it must be sent alone. That is so inside a transaction, and
    /// for plug-ins: they run on platform threads, within limits of time and stack that must not end the work of others.
    private @Nullable Coalescing others() {
        return inTransaction || !Thread.currentThread().isVirtual() ? null : coalescing;
    }

    @Override
    public int execute(Statement statement) {
        return send(statement.text(), prepared -> {
            Binder.bind(prepared, statement.values());
            return prepared.execute() ? 0 : prepared.getUpdateCount();
        });
    }

    @Override
    public void executeBatch(String text, List<List<@Nullable Object>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        sendGathered();
        sendBatch(text, rows);
    }

    private void sendBatch(String text, List<List<@Nullable Object>> rows) {
        sendAtOnce(text, prepared -> {
            for (List<@Nullable Object> row : rows) {
                Binder.bind(prepared, row);
                prepared.addBatch();
            }
            return prepared.executeBatch();
        });
    }

    /// Runs statements without values, separated by semicolons, in one round trip.
    void executeScript(String script) {
        sendGathered();
        Connection open = connection();
        pool.countRoundTrip();
        try (java.sql.Statement statement = open.createStatement()) {
            statement.execute(script);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void announce(String feed) {
        requireTransaction();
        feeds.add(feed);
    }

    @Override
    public boolean announces() {
        return !feeds.isEmpty();
    }

    @Override
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    @Override
    public void commit() {
        synchronized (lock) {
            requireOpen();
        }
        refuseLost();
        sendGathered();
        if (inTransaction) {
            if (!feeds.isEmpty()) {
                first(announcement.statement(feeds), row -> row.getLong(1));
            }
            commitTransaction();
        }
        // The connection goes back first: what runs after the commit may want one of its own.
        release();
        inTransaction = false;
        feeds.clear();
        runAfterCommit();
    }

    private void commitTransaction() {
        Connection open = connection;
        if (open == null) {
            return;
        }
        pool.countRoundTrip();
        try {
            open.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void runAfterCommit() {
        List<Runnable> actions = List.copyOf(afterCommit);
        afterCommit.clear();
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error("What was to run after a commit failed", e);
            }
        }
    }

    @Override
    public void cancel() {
        java.sql.Statement statement;
        synchronized (lock) {
            statement = running;
            if (waiting != null) {
                waiting.interrupt();
            }
        }
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                LOG.debug("A statement could not be cancelled", e);
            }
        }
    }

    @Override
    public void abandon() {
        Connection open;
        synchronized (lock) {
            isClosed = true;
            open = connection;
            connection = null;
            if (waiting != null) {
                waiting.interrupt();
            }
        }
        if (open != null) {
            pool.throwAway(open);
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (isClosed) {
                return;
            }
            isClosed = true;
        }
        release();
    }

    private <R extends @Nullable Object> R send(String text, Work<R> work) {
        sendGathered();
        return sendAtOnce(text, work);
    }

    private <R extends @Nullable Object> R sendAtOnce(String text, Work<R> work) {
        Connection open = connection();
        pool.countRoundTrip();
        R result;
        try (PreparedStatement prepared = open.prepareStatement(text)) {
            running(prepared);
            result = work.run(prepared);
        } catch (SQLException e) {
            throw failed(e);
        } catch (Error e) {
            // It may have come in the middle of what the driver and the server say to each other.
            abandon();
            throw e;
        } finally {
            running(null);
        }
        if (!inTransaction) {
            // What waits for another connection must not hold this one: requests that did would wait for each other.
            release();
        }
        return result;
    }

    private void running(java.sql.@Nullable Statement statement) {
        synchronized (lock) {
            running = statement;
        }
    }

    private Connection connection() {
        Connection open;
        synchronized (lock) {
            requireOpen();
            open = connection;
        }
        refuseLost();
        if (open == null) {
            open = take();
        }
        try {
            if (inTransaction && open.getAutoCommit()) {
                open.setAutoCommit(false);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
        return open;
    }

    private void requireUsable() {
        synchronized (lock) {
            requireOpen();
        }
        refuseLost();
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException("The unit of work is closed.");
        }
    }

    private Connection take() {
        synchronized (lock) {
            waiting = Thread.currentThread();
        }
        Connection taken = null;
        try {
            taken = pool.take();
            return taken;
        } finally {
            keep(taken);
        }
    }

    /// What comes after the unit of work was taken away goes back at once.
    private void keep(@Nullable Connection taken) {
        boolean isLate;
        synchronized (lock) {
            waiting = null;
            isLate = isClosed;
            connection = isLate ? null : taken;
        }
        if (isLate && taken != null) {
            pool.giveBack(taken);
            throw new IllegalStateException("The unit of work is closed.");
        }
    }

    /// Source: reference/event-framework.md, "Errors"
    private void refuseLost() {
        if (isLost) {
            throw new ServiceException(ErrorCode.ISV_REDUCED_OPEN_TRANSACTION_COUNT,
                    "The transaction was lost when an operation in it failed. Code that ran in it caught the error and went on; "
                            + "it must let the error pass.");
        }
    }

    private ServiceException failed(SQLException error) {
        if (inTransaction) {
            isLost = true;
        } else if (SqlErrors.isBroken(error)) {
            // The next statement takes another connection.
            release();
        }
        return SqlErrors.translate(error);
    }

    private void release() {
        Connection open;
        synchronized (lock) {
            open = connection;
            connection = null;
        }
        if (open != null) {
            pool.giveBack(open);
        }
    }

    @FunctionalInterface
    private interface Work<R extends @Nullable Object> {

        R run(PreparedStatement prepared) throws SQLException;
    }
}
