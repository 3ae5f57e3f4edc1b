package dev.colonnade.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.engine.ServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    private static final Duration STATEMENT_TIME = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void dataPasswordAndPortOutliveARestartAndAKilledServer() throws Exception {
        int port;
        String password;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            port = postgres.port();
            password = postgres.password();
            try (Database database = open(postgres); UnitOfWork work = database.begin()) {
                work.execute(new Statement("create table kept (id int)", List.of()));
                work.execute(new Statement("insert into kept values (1)", List.of()));
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))))
                    .isEqualTo("rw-------");
            aSecondServerIsRefused();
            aWrongPasswordIsRefused(postgres);
        }

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(postgres.password()).isEqualTo(password);
            try (Database database = open(postgres); UnitOfWork work = database.begin()) {
                work.execute(new Statement("insert into kept values (2)", List.of()));
            }
            killAndWait(postgres.pid());
        }

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            try (Database database = open(postgres); UnitOfWork work = database.begin()) {
                assertThat(work.list(new Statement("select id from kept order by id", List.of()), row -> row.getInt(1)))
                        .containsExactly(1, 2);
            }
        }
        anotherMajorVersionIsRefused();
    }

    @Test
    void aPostgresThatItsServerLeftBehindIsStoppedFirst() throws Exception {
        long orphan;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            orphan = postgres.pid();
            try (Database database = open(postgres); UnitOfWork work = database.begin()) {
                work.execute(new Statement("create table kept (id int)", List.of()));
            }
            // A killed server leaves its PostgreSQL running and its lock free; a link to the directory has a lock of its own.
            Path alias = directory.resolveSibling(directory.getFileName() + "-alias");
            Files.createDirectory(alias);
            for (String name : List.of("cluster", "password", "port")) {
                Files.createSymbolicLink(alias.resolve(name), directory.resolve(name));
            }
            try (EmbeddedPostgres next = EmbeddedPostgres.start(alias);
                    Database database = open(next);
                    UnitOfWork work = database.begin()) {
                assertThat(next.pid()).isNotEqualTo(orphan);
                assertThat(PostgresProcesses.isRunning(orphan, directory.resolve("cluster"))).isFalse();
                assertThat(work.list(new Statement("select id from kept", List.of()), row -> row.getInt(1))).isEmpty();
            } finally {
                for (String name : List.of("cluster", "password", "port")) {
                    Files.deleteIfExists(alias.resolve(name));
                }
                DirectoryTree.delete(alias);
            }
        }
    }

    @Test
    void aPlaceThatIsNoDirectoryIsRefused() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> EmbeddedPostgres.start(file.resolve("data"))).isInstanceOf(ServiceException.class)
                .hasMessageContaining(file.toString());
    }

    private void aSecondServerIsRefused() {
        assertThatThrownBy(() -> EmbeddedPostgres.start(directory)).isInstanceOf(ServiceException.class)
                .hasMessageContaining("is in use by another server (process " + ProcessHandle.current().pid() + ")");
    }

    private static void aWrongPasswordIsRefused(EmbeddedPostgres postgres) {
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess").close())
                .isInstanceOf(SQLException.class);
    }

    private void anotherMajorVersionIsRefused() throws Exception {
        Files.writeString(directory.resolve("cluster").resolve("PG_VERSION"), "15\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(directory)).isInstanceOf(ServiceException.class)
                .hasMessageContaining("made by PostgreSQL 15");
    }

    private static void killAndWait(long pid) throws Exception {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(30, java.util.concurrent.TimeUnit.SECONDS);
    }

    private static Database open(EmbeddedPostgres postgres) {
        return Database.open(postgres.config("main", 2, STATEMENT_TIME));
    }
}
