package dev.colonnade.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.PluginJar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Servers that run share one data directory, one after the other: an installation costs more than a start.
@Execution(ExecutionMode.SAME_THREAD)
class ServerProcessTest {

    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]+)\"");

    @TempDir
    private static Path shared;
    @TempDir
    private Path own;

    @Test
    void itStartsStopsAndKeepsItsSecrets() throws Exception {
        var data = data();
        String token;
        String log;
        try (var server = ServerProcess.startTalkative(data.path())) {
            String address = server.awaitReady();
            token = data.token(address);
            try (var client = new WebClient(address, token)) {
                assertThat(client.get("WhoAmI").statusCode()).isEqualTo(200);
                assertThat(client.createAccount("told nobody").statusCode()).isEqualTo(204);
            }
            assertThat(metrics(server)).contains("colonnade_database_connections_max 16.0",
                    "colonnade_database_connections_pending 0.0", "door=\"webapi\",status=\"204\"");
            server.terminate();
            assertThat(server.awaitEnd()).isZero();
            assertThat(server.out().lines().toList().getLast()).isEqualTo("Colonnade is ready at " + address);
            log = server.out() + server.err() + data.databaseLog();
        }
        assertThat(log).contains("path=\"/api/data/v9.2/WhoAmI\"")
                .doesNotContain(token, data.clientSecret(), data.databasePassword());
        assertThat(permissions(data.path())).isEqualTo("rwx------");
        assertThat(DataFiles.SECRETS).allSatisfy(file -> assertThat(permissions(data.path().resolve(file)))
                .isEqualTo("rw-------"));
        assertThat(data.path().resolve("running.properties")).doesNotExist();
        assertThat(data.path().resolve("postgres/cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void aStopDuringTheStartIsTakenQuietly() throws Exception {
        var data = data();
        try (var server = ServerProcess.start(data.path())) {
            server.awaitReady();
        }
        try (var server = ServerProcess.start(data.path())) {
            ServerProcess.await("PostgreSQL runs", () -> Files.exists(data.path()
                    .resolve("postgres/cluster/postmaster.pid")));

            server.terminate();

            assertThat(server.awaitEnd()).isZero();
            assertThat(server.err()).contains("The server is asked to stop, and does so as soon as it has started.")
                    .doesNotContain("Exception", "\tat ");
            assertThat(server.out()).doesNotContain("Colonnade is ready");
        }
        assertThat(data.path().resolve("postgres/cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void itIsNotReadyWhileItsDatabaseIsDown() throws Exception {
        var data = data();
        try (var server = ServerProcess.start(data.path())) {
            String address = server.awaitReady();
            server.awaitHealth(200);

            // PostgreSQL cannot be started again without this file.
            Path control = data.path().resolve("postgres/cluster/global/pg_control");
            Path away = data.path().resolve("pg_control");
            Files.move(control, away);
            data.killDatabase();
            server.awaitHealth(503);
            try (var client = new WebClient(address, data.token(address))) {
                assertThat(client.get("accounts?$top=1").statusCode()).isEqualTo(503);

                Files.move(away, control);
                server.awaitHealth(200);

                assertThat(client.get("accounts?$top=1").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void pluginsThatWereStoppedOrGivenUpAreCounted() throws Exception {
        var data = data();
        try (var server = ServerProcess.start(data.path(), "--plugin-time", "1", "--plugin-grace", "1")) {
            String address = server.awaitReady();
            assertThat(metrics(server)).contains("colonnade_plugin_threads_max 32.0",
                    "colonnade_plugin_threads_active 0.0", "colonnade_plugin_threads_pending 0.0",
                    "colonnade_plugin_threads_abandoned 0.0", "colonnade_plugin_stops_total 0.0",
                    "colonnade_plugin_abandonments_total 0.0");
            try (var client = new WebClient(address, data.token(address))) {
                client.pushAssembly("RunOn", PluginJar.of(RunOn.class).bytes());

                assertThat(client.post("new_RunOn", "application/json", "{\"Stoppable\":true}").body())
                        .contains("0x80044172");
                assertThat(metrics(server)).contains("colonnade_plugin_stops_total 1.0",
                        "colonnade_plugin_abandonments_total 0.0");

                assertThat(client.post("new_RunOn", "application/json", "{\"Stoppable\":false}").body())
                        .contains("0x80044172");
                assertThat(metrics(server)).contains("colonnade_plugin_stops_total 2.0",
                        "colonnade_plugin_threads_abandoned 1.0", "colonnade_plugin_abandonments_total 1.0");
                assertThat(client.post("new_RunOn", "application/json", "{\"Stoppable\":true}").body())
                        .contains("0x8004418d");
            }
        }
    }

    @Test
    void aStopLetsTheRequestUnderWayEnd() throws Exception {
        var data = data();
        String name = "under way " + own.getFileName();
        try (var server = ServerProcess.start(data.path())) {
            String address = server.awaitReady();
            try (var client = new WebClient(address, data.token(address)); Connection blocker = data.connect()) {
                lockAccounts(blocker);
                var answer = client.beginAccount(name);
                ServerProcess.await("the request waits for the table", () -> isWaiting(blocker));

                server.terminate();

                ServerProcess.await("new requests are refused", () -> status(client) == 503);
                assertThat(answer).isNotDone();
                blocker.rollback();
                assertThat(answer.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(204);
            }
            assertThat(server.awaitEnd()).isZero();
        }
        try (var server = ServerProcess.start(data.path())) {
            assertThat(names(data, server.awaitReady(), name)).containsExactly(name);
        }
    }

    @Test
    void aSecondServerOnTheSameDataIsRefused() throws Exception {
        var data = data();
        try (var first = ServerProcess.start(data.path())) {
            String address = first.awaitReady();

            try (var second = ServerProcess.start(data.path())) {
                assertRefused(second, 1, data.path().toString(), "in use", "process " + first.pid());
            }

            try (var client = new WebClient(address, data.token(address))) {
                assertThat(client.get("WhoAmI").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            try (var server = ServerProcess.start(own.resolve("data"), "--https-port", port)) {
                assertRefused(server, 1, port, "--https-port");
            }
        }
        assertThat(own.resolve("data/postgres")).doesNotExist();
    }

    @Test
    void dataOfANewerVersionIsLeftAlone() throws Exception {
        Path data = Files.createDirectory(own.resolve("data"));
        Files.writeString(data.resolve("version"), "99\n");

        try (var server = ServerProcess.start(data)) {
            assertRefused(server, 1, data.toString(), "newer", "99");
        }

        try (Stream<Path> files = Files.list(data)) {
            assertThat(files).containsExactly(data.resolve("version"));
        }
        assertThat(data.resolve("version")).hasContent("99");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNamedWithoutItsPassword() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/none?user=me&password=hunter2";

        try (var server = ServerProcess.start(own.resolve("data"), "--database", url)) {
            assertRefused(server, 1, "127.0.0.1:" + port + "/none");
            assertThat(server.err()).doesNotContain("hunter2");
        }
    }

    @Test
    void allWrongSettingsAreToldAtOnce() throws Exception {
        Path data = Files.createDirectory(own.resolve("data"));
        Files.writeString(data.resolve("colonnade.properties"), "https-prot=1\nstop-seconds=never\n");

        try (var server = ServerProcess.start(data, "--port", "x", "--database", "mysql:secret")) {
            assertThat(server.awaitEnd()).isEqualTo(2);
            assertThat(server.err().lines()).hasSize(4)
                    .anySatisfy(line -> assertThat(line).contains("https-prot"))
                    .anySatisfy(line -> assertThat(line).contains("stop-seconds", "never"))
                    .anySatisfy(line -> assertThat(line).contains("--port", "'x'"))
                    .anySatisfy(line -> assertThat(line).contains("--database").doesNotContain("secret"));
        }
    }

    private static String metrics(ServerProcess server) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(server.managementAddress() + "/metrics")).build(),
                    BodyHandlers.ofString()).body();
        }
    }

    private static DataFiles data() {
        return new DataFiles(shared.resolve("data"));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /// Refused means: nothing but one sentence.
    private static void assertRefused(ServerProcess server, int code, String... words) throws InterruptedException {
        assertThat(server.awaitEnd()).isEqualTo(code);
        assertThat(server.out()).isEmpty();
        assertThat(server.err().lines()).singleElement()
                .satisfies(line -> assertThat(line).contains(words).endsWith("."));
    }

    private static void lockAccounts(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table organization.account in access exclusive mode");
        }
    }

    private static boolean isWaiting(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select from pg_locks where not granted)")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int status(WebClient client) {
        try {
            return client.get("WhoAmI").statusCode();
        } catch (IOException e) {
            throw new AssertionError("The server went away with a request under way.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Names of all accounts that begin with a text.
    private static Set<String> names(DataFiles data, String address, String prefix) throws Exception {
        try (var client = new WebClient(address, data.token(address))) {
            HttpResponse<String> answer = client.get("accounts?$select=name&$filter=startswith(name,'"
                    + prefix.replace(" ", "%20") + "')");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("@odata.nextLink");
            return NAME.matcher(answer.body()).results().map(name -> name.group(1)).collect(Collectors.toSet());
        }
    }
}
