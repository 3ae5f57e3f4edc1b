package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of requests whose statements take long: their table is locked by somebody else.
@ColonnadeTest
class ClientGoneTest {

    private static final String SLOW = """
            {"schemaName": "ctz_Slow", "ownership": "OrganizationOwned", "privilegeName": "", "primaryName": "ctz_name",
             "columns": [{"schemaName": "ctz_Name"}]}""";
    private static final String STATEMENTS = """
            select extract(epoch from clock_timestamp() - query_start) from pg_stat_activity
            where state = 'active' and wait_event_type = 'Lock' and query like '%"ctz_slow"%'
              and datname = current_database() and pid <> pg_backend_pid()""";

    private final Colonnade colonnade;

    ClientGoneTest(Colonnade colonnade) {
        this.colonnade = colonnade;
        if (colonnade.organization().snapshot().metadata().findTable("ctz_slow") == null) {
            colonnade.tables(SLOW);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ctz_slows", "ctz_slows/$count", "ctz_slows?$apply=aggregate($count as n)",
            "ctz_slows?fetchXml=%3Cfetch%3E%3Centity%20name=%22ctz_slow%22/%3E%3C/fetch%3E"})
    void aQueryIsCancelledInPostgresWhenItsClientGoesAway(String query) throws Exception {
        long gone = gone();
        try (Connection lock = colonnade.connection(); Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("lock table ctz_slow in access exclusive mode");
            try (Client client = new Client()) {
                client.send("GET", query, "");
                await("the statement", 0.0);
            }

            Colonnade.await("the end of the statement", () -> waiting().isEmpty());
            Colonnade.await("the count of clients that went away", () -> gone() == gone + 1);
            lock.rollback();
        }
        assertThat(colonnade.http().get(query).status()).isEqualTo(200);
    }

    @Test
    void theReadsOfABatchAreCancelledToo() throws Exception {
        String batch = """
                --b
                Content-Type: application/http
                Content-Transfer-Encoding: binary

                GET ctz_slows HTTP/1.1


                --b--
                """.replace("\n", "\r\n");
        try (Connection lock = colonnade.connection(); Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("lock table ctz_slow in access exclusive mode");
            try (Client client = new Client()) {
                client.send("POST", "$batch", batch);
                await("the statement", 0.0);
            }

            Colonnade.await("the end of the statement", () -> waiting().isEmpty());
            lock.rollback();
        }
    }

    @Test
    void aWriteIsCarriedOutWhenItsClientGoesAway() throws Exception {
        try (Connection lock = colonnade.connection(); Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("lock table ctz_slow in access exclusive mode");
            try (Client client = new Client()) {
                client.send("POST", "ctz_slows", "{\"ctz_name\":\"written\"}");
                await("the statement", 0.0);
            }
            await("the statement, long after its client went away", 1.5);
            lock.rollback();
        }
        Colonnade.await("the row", () -> colonnade.http().get("ctz_slows?$filter=ctz_name eq 'written'").json()
                .get("value").size() == 1);
    }

    @Test
    void aClientThatWaitsGetsItsAnswerAndTheNextOnes() throws Exception {
        try (Connection lock = colonnade.connection();
                Statement statement = lock.createStatement();
                Client client = new Client()) {
            lock.setAutoCommit(false);
            statement.execute("lock table ctz_slow in access exclusive mode");
            client.send("GET", "ctz_slows/$count", "");
            await("the statement, being watched", 1.5);
            // What comes early is kept for its turn.
            client.send("GET", "WhoAmI", "");
            lock.rollback();

            assertThat(client.answer()).startsWith("HTTP/1.1 200").contains("text/plain");
            assertThat(client.answer()).startsWith("HTTP/1.1 200").contains("WhoAmIResponse");
            client.send("GET", "ctz_slows", "");
            assertThat(client.answer()).startsWith("HTTP/1.1 200").contains("\"value\":");
        }
    }

    private void await(String what, double secondsMin) {
        Colonnade.await(what, () -> waiting().stream().anyMatch(seconds -> seconds >= secondsMin));
    }

    /// How long the statements of the server have waited for the table, in seconds.
    private List<Double> waiting() {
        var seconds = new ArrayList<Double>();
        try (Connection connection = colonnade.connection();
                ResultSet rows = connection.createStatement()
                        .executeQuery(STATEMENTS)) {
            while (rows.next()) {
                seconds.add(rows.getDouble(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return seconds;
    }

    private long gone() {
        return colonnade.server().clientsGone();
    }

    /// A connection that stays open between requests, and closes when it is told to.
    private final class Client implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader reader;

        Client() throws IOException {
            URI server = URI.create(colonnade.address());
            this.socket = new Socket(server.getHost(), server.getPort());
            this.reader = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        void send(String method, String path, String body) throws IOException {
            String type = path.equals("$batch") ? "multipart/mixed; boundary=b" : "application/json";
            String length = body.isEmpty()
                    ? ""
                    : "Content-Type: %s\r\nContent-Length: %d\r\n".formatted(type, body.length());
            socket.getOutputStream()
                    .write("%s /api/data/v9.2/%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n%s\r\n%s"
                            .formatted(method, path.replace(" ", "%20"), URI.create(colonnade.address()).getAuthority(),
                                    colonnade.token(), length, body)
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        /// The head and the body of one answer.
        String answer() throws IOException {
            var head = new StringBuilder();
            int length = 0;
            for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
                head.append(line).append('\n');
                if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(line.substring("content-length:".length()).strip());
                }
            }
            char[] body = new char[length];
            for (int read = 0; read < length;) {
                read += reader.read(body, read, length - read);
            }
            return head.append(body).toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
