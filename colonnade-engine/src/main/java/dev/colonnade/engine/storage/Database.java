package dev.colonnade.engine.storage;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.MetadataStore;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The database of one organization: a schema with its pool of connections. Safe for use by several threads.
public final class Database implements AutoCloseable {

    private static final int CONNECTIONS_MAX = 1_000;

    /// Connections behind [#beginReserved()].
    public static final int RESERVE = 2;

    private final DatabaseConfig config;
    private final ConnectionPool pool;
    private final ConnectionPool reserve;
    private final Announcement announcement;
    private final @Nullable Coalescing coalescing;

    private Database(DatabaseConfig config) {
        this.config = config;
        this.pool = new ConnectionPool(config, Connections.source(config));
        this.reserve = reserve(config, pool);
        this.announcement = new Announcement(config);
        this.coalescing = config.isCoalescing()
                ? new Coalescing(() -> new PostgresUnitOfWork(pool, announcement, null))
                : null;
    }

    /// The second pool; when it cannot be opened the first one is not left open.
    private static ConnectionPool reserve(DatabaseConfig config, ConnectionPool pool) {
        try {
            return new ConnectionPool(config.withConnections(RESERVE), Connections.source(config));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /// Opens the database, and makes or updates the fixed part of its schema when that is missing or older.
    ///
    /// @throws ServiceException [ErrorCode#SERVER_UNAVAILABLE] when the database does not answer or does not fit; the message
    ///         says why
    public static Database open(DatabaseConfig config) {
        if (config.schema().isEmpty() || config.connections() < 1 || config.connections() > CONNECTIONS_MAX) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                    "A database needs the name of a schema and 1 to " + CONNECTIONS_MAX + " connections: " + config);
        }
        new SchemaBootstrap(config).run();
        return new Database(config);
    }

    public UnitOfWork begin() {
        return new PostgresUnitOfWork(pool, announcement, coalescing);
    }

    /// For reads that a request waits for while it holds a connection of its own, such as the rights of a user: they come from
    /// connections set apart, so that requests cannot wait for each other. Nothing that runs in it may wait for another unit
    /// of work.
    public UnitOfWork beginReserved() {
        return new PostgresUnitOfWork(reserve, announcement, null);
    }

    /// The definitions, read and written within a unit of work of this database.
    public MetadataStore definitions(UnitOfWork work) {
        return new PostgresMetadataStore((PostgresUnitOfWork) work);
    }

    /// Calls `moved` with the version of the definitions whenever it is another than the last one known, on one thread of its
    /// own.
    ///
    /// @param version version that the caller knows
    public DefinitionListener listen(long version, LongConsumer moved) {
        return new DefinitionListener(config, version, moved);
    }

    /// Round trips to PostgreSQL since the start, for metrics and tests.
    public long roundTrips() {
        return pool.roundTrips() + reserve.roundTrips();
    }

    public PoolUse poolUse() {
        PoolUse use = pool.use();
        return coalescing == null ? use : use.withMoreWaiting(coalescing.waiting());
    }

    @Override
    public void close() {
        pool.close();
        reserve.close();
    }
}
