package dev.colonnade.engine.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A pool of fixed size behind a semaphore of the same size: waiting for a permit is far cheaper for many virtual threads than
/// HikariCP's own hand-over of connections. Safe for use by several threads.
final class ConnectionPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPool.class);

    /// How long a request waits for a connection at most.
    static final int WAIT_SECONDS = 30;

    /// How long PostgreSQL may take to answer a new connection.
    private static final long CONNECT_MILLIS = 10_000;

    /// A fresh connection costs more than ten requests; they are kept for hours.
    private static final long LIFETIME_MILLIS = TimeUnit.HOURS.toMillis(12);

    private final HikariDataSource source;
    private final Semaphore permits;
    private final LongAdder roundTrips = new LongAdder();

    ConnectionPool(DatabaseConfig config, DataSource connections) {
        var hikari = new HikariConfig();
        hikari.setPoolName("colonnade-" + config.schema());
        hikari.setDataSource(connections);
        hikari.setMaximumPoolSize(config.connections());
        hikari.setMinimumIdle(config.connections());
        hikari.setMaxLifetime(LIFETIME_MILLIS);
        hikari.setConnectionTimeout(CONNECT_MILLIS);
        hikari.setConnectionInitSql(Connections.sessionSettings(config));
        source = opened(hikari);
        permits = new Semaphore(config.connections());
    }

    /// @throws ServiceException when the first connection cannot be made or set up
    private static HikariDataSource opened(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            if (e.getCause() instanceof SQLException refusal) {
                throw SqlErrors.translate(refusal);
            }
            throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE,
                    "The database is not available at the moment. Try again later.", e);
        }
    }

    /// A connection in autocommit mode.
    ///
    /// @throws ServiceException [ErrorCode#SERVER_UNAVAILABLE] when none comes free in time, or the database does not answer
    Connection take() {
        awaitPermit();
        try {
            return source.getConnection();
        } catch (SQLException e) {
            permits.release();
            LOG.warn("No connection to the database: {}", e.getMessage());
            throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE,
                    "The database is not available at the moment. Try again later.", e);
        }
    }

    private void awaitPermit() {
        try {
            if (!permits.tryAcquire() && !permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE,
                        "All connections to the database were in use for " + WAIT_SECONDS
                                + " seconds. Try again later.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE,
                    "The request was ended while it waited for the database.", e);
        }
    }

    /// Rolls back what is open and takes the connection back; one that cannot be rolled back is thrown away.
    void giveBack(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            source.evictConnection(connection);
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A broken connection could not be closed", e);
        } finally {
            permits.release();
        }
    }

    /// Closes a connection that another thread may be using at this moment; the pool makes a new one.
    void throwAway(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("A connection could not be aborted", e);
        } finally {
            source.evictConnection(connection);
            permits.release();
        }
    }

    PoolUse use() {
        int size = source.getMaximumPoolSize();
        HikariPoolMXBean pool = source.getHikariPoolMXBean();
        return new PoolUse(size, pool == null ? 0 : pool.getTotalConnections(), size - permits.availablePermits(),
                permits.getQueueLength());
    }

    void countRoundTrip() {
        roundTrips.increment();
    }

    long roundTrips() {
        return roundTrips.sum();
    }

    @Override
    public void close() {
        source.close();
    }
}
