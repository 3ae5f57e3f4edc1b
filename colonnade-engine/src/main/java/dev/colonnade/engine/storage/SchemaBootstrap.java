package dev.colonnade.engine.storage;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the fixed part of an organization's schema to the version of this server. Nodes that start together do it one after
/// the other. A schema that is up to date costs two small statements: Flyway is asked only when there is something to do.
final class SchemaBootstrap {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaBootstrap.class);

    /// Number of the newest file under `migration`.
    static final String NEWEST = "1";

    static final String HISTORY = "schema_history";

    private static final String LOCATION = "classpath:dev/colonnade/engine/storage/migration";
    private static final int MAJOR_MIN = 18;

    private final DatabaseConfig config;

    SchemaBootstrap(DatabaseConfig config) {
        this.config = config;
    }

    void run() {
        try (Connection connection = Connections.openPatient(config)) {
            requireVersion(connection);
            // Held by the session, so it ends with the connection whatever happens.
            lock(connection);
            if (!isUpToDate(connection)) {
                createSchema(connection);
                migrate();
            }
            requireCollation(connection);
        } catch (SQLException e) {
            LOG.debug("The database could not be opened", e);
            throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE,
                    "The database at " + config + " cannot be used: " + e.getMessage(), e);
        } catch (FlywayException e) {
            throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE,
                    "The schema '" + config.schema() + "' could not be brought to the version of this server: "
                            + e.getMessage(),
                    e);
        }
    }

    private void requireVersion(Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        if (major < MAJOR_MIN) {
            throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE,
                    "The database at " + config + " is PostgreSQL " + major
                            + "; this server needs " + MAJOR_MIN + " or newer.");
        }
    }

    private void lock(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("select pg_advisory_lock(hashtextextended(?, 0))")) {
            statement.setString(1, "colonnade schema " + config.schema());
            statement.execute();
        }
    }

    private boolean isUpToDate(Connection connection) throws SQLException {
        if (!exists(connection)) {
            return false;
        }
        try (PreparedStatement statement = connection.prepareStatement("select exists (select from "
                + SqlNames.quoted(HISTORY) + " where version = ? and success)")) {
            statement.setString(1, NEWEST);
            return isTrue(statement);
        }
    }

    private boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, SqlNames.quoted(config.schema()) + "." + SqlNames.quoted(HISTORY));
            return isTrue(statement);
        }
    }

    private static boolean isTrue(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /// By our own hands: Flyway tries it ten times, a second apart, when the connection is lost.
    private void createSchema(Connection connection) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists " + SqlNames.quoted(config.schema()));
        }
    }

    private void migrate() throws SQLException {
        try (OneTransaction transaction = OneTransaction.begin(Connections.source(config))) {
            migrate(transaction.source());
            transaction.commit();
        }
    }

    private void migrate(DataSource source) {
        Flyway.configure(SchemaBootstrap.class.getClassLoader())
                .dataSource(source)
                .schemas(config.schema())
                .defaultSchema(config.schema())
                .createSchemas(false)
                .table(HISTORY)
                .locations(LOCATION)
                .load()
                .migrate();
    }

    /// An index on text is sorted by the rules of an ICU version; under other rules it would miss rows. So indexes are rebuilt
    /// when the collation's rules are no longer those that it was made with.
    private void requireCollation(Connection connection) throws SQLException {
        String change = changedCollation(connection);
        if (change == null) {
            return;
        }
        LOG.warn("The rules of the collation 'ci' changed ({}); the indexes of the schema '{}' are rebuilt", change,
                config.schema());
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute("reindex schema " + SqlNames.quoted(config.schema()));
            statement.execute("alter collation \"ci\" refresh version");
        }
    }

    /// The versions before and now, e.g. `153.80 -> 153.120`; `null` when they are the same.
    private @Nullable String changedCollation(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select collversion || ' -> ' || pg_collation_actual_version(oid)
                from pg_collation
                where collname = 'ci' and collnamespace = to_regnamespace(?)
                  and collversion is distinct from pg_collation_actual_version(oid)""")) {
            statement.setString(1, SqlNames.quoted(config.schema()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? String.valueOf(row.getString(1)) : null;
            }
        }
    }
}
