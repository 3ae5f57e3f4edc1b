package dev.colonnade.server;

import dev.colonnade.engine.Limits;
import dev.colonnade.server.auth.ExternalIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a server is started.
///
/// @param dataDirectory where keys, certificates and the embedded database are kept; made when it is not there
/// @param database the database to use; `null` for the embedded one in the data directory
/// @param externalIssuers issuers whose tokens are taken besides our own
/// @param stopTime how long requests under way may take to end when the server stops
/// @param isCoalescing whether single reads and inserts of several requests may be sent together
public record ServerConfig(Path dataDirectory, Listeners listeners, @Nullable Database database,
        List<ExternalIssuer> externalIssuers, Limits limits, Duration stopTime,
        boolean isCoalescing) {

    public static final Duration STOP_TIME = Duration.ofSeconds(20);

    public ServerConfig {
        externalIssuers = List.copyOf(externalIssuers);
    }

    /// All by default, on ports that the system chooses: what tests need.
    public static ServerConfig onFreePorts(Path dataDirectory) {
        return new ServerConfig(dataDirectory, new Listeners("127.0.0.1", 0, 0, "127.0.0.1", 0, null, List.of()), null,
                List.of(),
                Limits.DEFAULT, STOP_TIME, true);
    }

    /// The same server on another database.
    public ServerConfig withDatabase(@Nullable Database other) {
        return new ServerConfig(dataDirectory, listeners, other, externalIssuers, limits, stopTime,
                isCoalescing);
    }

    /// The same server with other sockets.
    public ServerConfig withListeners(Listeners others) {
        return new ServerConfig(dataDirectory, others, database, externalIssuers, limits, stopTime, isCoalescing);
    }

    /// Where the server listens.
    ///
    /// @param host name or address of the interface of the doors
    /// @param port port of HTTP; 0 for any free one
    /// @param httpsPort port of HTTPS; 0 for any free one, [#OFF] for none
    /// @param managementHost name or address of the interface of health and metrics
    /// @param managementPort port of health and metrics; 0 for any free one, [#OFF] for none
    /// @param publicAddress address by which clients reach the server when a proxy stands before it; `null` when they come as
    ///        they are
    /// @param corsOrigins origins whose scripts may call the doors from a browser, such as `https://app.example`
    public record Listeners(String host, int port, int httpsPort, String managementHost, int managementPort,
            @Nullable String publicAddress, List<String> corsOrigins) {

        public static final int OFF = -1;

        public Listeners {
            corsOrigins = List.copyOf(corsOrigins);
        }

        /// The same sockets, open to the scripts of some origins.
        public Listeners withCorsOrigins(List<String> origins) {
            return new Listeners(host, port, httpsPort, managementHost, managementPort, publicAddress, origins);
        }
    }

    /// A PostgreSQL that others run.
    ///
    /// @param jdbcUrl JDBC URL; may name user and password itself
    /// @param user user name; empty when the URL names it
    /// @param password password; empty for none
    /// @param connections size of the pool
    public record Database(String jdbcUrl, String user, String password, int connections) {

        public static final int CONNECTIONS = 16;

        /// Never shows the password.
        @Override
        public String toString() {
            return "Database[" + jdbcUrl.replaceAll("password=[^&]*", "password=…") + "]";
        }
    }
}
