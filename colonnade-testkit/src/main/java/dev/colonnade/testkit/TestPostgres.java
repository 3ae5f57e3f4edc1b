package dev.colonnade.testkit;

import dev.colonnade.engine.storage.EmbeddedPostgres;
import dev.colonnade.server.ColonnadeServer;
import dev.colonnade.server.ServerConfig;
import dev.colonnade.server.auth.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The PostgreSQL of all tests of a JVM, with one installed organization from which the others are copied. It gives up the
/// safety of its data for speed. Safe for use by several threads.
final class TestPostgres implements AutoCloseable {

    private static final String TEMPLATE = "colonnade_template";
    private static final int CONNECTIONS = 8;
    private static final String SPEED = """
            fsync = off
            synchronous_commit = off
            full_page_writes = off
            max_connections = 200
            """;

    private final Path directory;
    private final EmbeddedPostgres postgres;
    private final AtomicInteger databases = new AtomicInteger();

    private TestPostgres(Path directory, EmbeddedPostgres postgres) {
        this.directory = directory;
        this.postgres = postgres;
    }

    static TestPostgres start() {
        try {
            Path directory = Files.createTempDirectory("colonnade-test");
            Path data = Files.createDirectory(directory.resolve("postgres"));
            Files.writeString(data.resolve("postgresql.conf"), SPEED);
            var started = new TestPostgres(directory, EmbeddedPostgres.start(data));
            started.installTemplate();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void installTemplate() {
        execute("create database " + TEMPLATE);
        ColonnadeServer.start(config(TEMPLATE)).close();
    }

    /// A server on a copy of the template.
    Colonnade startServer() {
        String name = "test_" + databases.incrementAndGet();
        // Only one copy of a template can be made at a time.
        synchronized (this) {
            execute("create database " + name + " template " + TEMPLATE);
        }
        ServerConfig config = config(name);
        return new Colonnade(ColonnadeServer.start(config), Objects.requireNonNull(config.database()));
    }

    /// One data directory per server. The template's credentials are copied: a new key would cost more than all the rest.
    private ServerConfig config(String database) {
        Path data = directory.resolve(database);
        try {
            Files.createDirectory(data);
            Path template = directory.resolve(TEMPLATE);
            if (!data.equals(template)) {
                for (String file : List.of("credentials.properties", "issuer.key")) {
                    Files.copy(template.resolve(file), data.resolve(file));
                }
                Credentials.open(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerConfig config = ServerConfig.onFreePorts(data);
        return new ServerConfig(data,
                new ServerConfig.Listeners("127.0.0.1", 0, ServerConfig.Listeners.OFF, "127.0.0.1",
                        ServerConfig.Listeners.OFF, null, List.of()),
                new ServerConfig.Database("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database,
                        postgres.user(), postgres.password(), CONNECTIONS),
                config.externalIssuers(), config.limits(), config.stopTime(), config.isCoalescing());
    }

    private void execute(String statement) {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(),
                postgres.password()); var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("The test database refused: " + statement, e);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
