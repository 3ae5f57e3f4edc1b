package dev.colonnade.engine.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/// Schemas for tests, in one PostgreSQL that is started with the first use and stopped, with its data, when the JVM ends.
public final class TestDatabase {

    private static final int CONNECTIONS = 4;
    private static final Duration STATEMENT_TIME = Duration.ofSeconds(30);

    private TestDatabase() {}

    /// The configuration of a schema that nobody else uses.
    public static DatabaseConfig config() {
        return config("test_" + UUID.randomUUID().toString().replace("-", ""));
    }

    public static DatabaseConfig config(String schema) {
        return Server.POSTGRES.config(schema, CONNECTIONS, STATEMENT_TIME);
    }

    /// An empty database: the fixed schema is there, no table is.
    public static Database open() {
        return Database.open(config());
    }

    private static final class Server {

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            // One directory per process: modules may be tested side by side.
            Path directory = Path.of("target", "postgresql-" + ProcessHandle.current().pid());
            EmbeddedPostgres postgres = EmbeddedPostgres.start(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(postgres, directory), "stop-postgresql"));
            return postgres;
        }

        private static void end(EmbeddedPostgres postgres, Path directory) {
            postgres.close();
            try {
                DirectoryTree.delete(directory.toAbsolutePath());
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
