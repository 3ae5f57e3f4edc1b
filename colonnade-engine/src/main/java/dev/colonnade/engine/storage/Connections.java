package dev.colonnade.engine.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/// Makes connections to an organization's database, and what each of them is set to.
final class Connections {

    private static final int CONNECT_SECONDS = 10;

    /// How much longer than a statement the network may be silent before the connection is given up.
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private Connections() {}

    static PGSimpleDataSource source(DatabaseConfig config) {
        var source = new PGSimpleDataSource();
        source.setUrl(config.jdbcUrl());
        if (!config.user().isEmpty()) {
            source.setUser(config.user());
        }
        if (!config.password().isEmpty()) {
            source.setPassword(config.password());
        }
        source.setApplicationName("colonnade");
        source.setTcpKeepAlive(true);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setSocketTimeout((int) config.statementTime().plus(SILENCE).toSeconds());
        source.setReWriteBatchedInserts(true);
        return source;
    }

    /// Sets what every connection of the server has: the organization's schema, UTC, the time of a statement.
    static String sessionSettings(DatabaseConfig config) {
        return "set search_path to " + SqlNames.quoted(config.schema())
                + "; set time zone 'UTC'; set statement_timeout to "
                + config.statementTime().toMillis();
    }

    /// A connection outside the pool, whose statements may take as long as they need: one may wait for another node.
    static Connection openPatient(DatabaseConfig config) throws SQLException {
        PGSimpleDataSource source = source(config);
        source.setSocketTimeout(0);
        return prepared(source.getConnection(), sessionSettings(config) + "; set statement_timeout to 0");
    }

    /// A connection outside the pool.
    static Connection open(DatabaseConfig config) throws SQLException {
        return prepared(source(config).getConnection(), sessionSettings(config));
    }

    private static Connection prepared(Connection connection, String settings) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(settings);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }
}
