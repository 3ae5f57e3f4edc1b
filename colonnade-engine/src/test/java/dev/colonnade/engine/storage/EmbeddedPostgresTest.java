package dev.colonnade.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.engine.ErrorCode;
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
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory);
                Database database = open(postgres);
                UnitOfWork work = database.begin()) {
            work.execute(new Statement("create table kept (id int)", List.of()));
        }
        // A killed server leaves its PostgreSQL running and its lock free.
        long orphan = PostgresCluster.start(directory, Files.readString(directory.resolve("password"))).pid();

        try (EmbeddedPostgres next = EmbeddedPostgres.start(directory);
                Database database = open(next);
                UnitOfWork work = database.begin()) {
            assertThat(next.pid()).isNotEqualTo(orphan);
            assertThat(PostgresProcesses.isRunning(orphan, directory.resolve("cluster"))).isFalse();
            assertThat(work.list(new Statement("select id from kept", List.of()), row -> row.getInt(1))).isEmpty();
        }
    }

    @Test
    void aPostgresThatIsKilledComesBackOnItsPort() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory); Database database = open(postgres)) {
            int port = postgres.port();
            long first = postgres.pid();
            try (UnitOfWork work = database.begin()) {
                work.execute(new Statement("create table kept as select 7 as id", List.of()));
            }

            killAndWait(first);

            assertThat(eventually(database, "select id from kept")).isEqualTo(7);
            assertThat(postgres.pid()).isNotEqualTo(first);
            assertThat(postgres.port()).isEqualTo(port);
        }
        assertThat(PostgresProcesses.all(directory.resolve("cluster"))).isEmpty();
    }

    /// The answer of a database that is away for a moment; nothing but "not available" is heard in between.
    private static int eventually(Database database, String query) {
        while (true) {
            try (UnitOfWork work = database.begin()) {
                return work.list(new Statement(query, List.of()), row -> row.getInt(1)).getFirst();
            } catch (ServiceException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.SERVER_UNAVAILABLE);
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
