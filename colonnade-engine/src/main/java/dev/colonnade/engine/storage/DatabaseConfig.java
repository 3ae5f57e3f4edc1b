package dev.colonnade.engine.storage;

import java.time.Duration;

/// Which database an organization is kept in.
///
/// @param jdbcUrl JDBC URL of a PostgreSQL database
/// @param user user name; empty when the URL names it
/// @param password password; empty for none
/// @param schema schema of the organization, made when it is not there
/// @param connections size of the pool
/// @param statementTime run time of a statement after which PostgreSQL ends it
/// @param isCoalescing whether single reads and inserts of several requests may be sent together
public record DatabaseConfig(String jdbcUrl, String user, String password, String schema, int connections,
        Duration statementTime, boolean isCoalescing) {

    /// A database that coalesces.
    public DatabaseConfig(String jdbcUrl, String user, String password, String schema, int connections,
            Duration statementTime) {
        this(jdbcUrl, user, password, schema, connections, statementTime, true);
    }

    /// The same with coalescing or without.
    public DatabaseConfig withCoalescing(boolean isOn) {
        return new DatabaseConfig(jdbcUrl, user, password, schema, connections, statementTime, isOn);
    }

    /// The same with another size of the pool.
    DatabaseConfig withConnections(int count) {
        return new DatabaseConfig(jdbcUrl, user, password, schema, count, statementTime, isCoalescing);
    }

    /// Never shows the password.
    @Override
    public String toString() {
        return jdbcUrl.replaceAll("password=[^&]*", "password=…") + " (schema " + schema + ")";
    }
}
