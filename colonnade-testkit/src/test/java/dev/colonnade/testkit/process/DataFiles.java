package dev.colonnade.testkit.process;

import dev.colonnade.server.auth.Credentials;
import dev.colonnade.server.auth.TokenIssuer;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// What lies in a data directory, as an operator finds it there.
record DataFiles(Path path) {

    /// Files that only their owner may read.
    static final List<String> SECRETS = List.of("credentials.properties", "issuer.key", "tls/ca.key", "tls/server.key",
            "postgres/password");

    private static final int END_SECONDS = 60;

    /// A bearer token of the administrator.
    String token(String address) throws IOException {
        Credentials credentials = Credentials.open(path);
        return new TokenIssuer(credentials, InstantSource.system()).forAdministrator(
                new TokenIssuer.Grant(address + "/" + credentials.tenantId() + "/v2.0", address));
    }

    String clientSecret() throws IOException {
        var values = new Properties();
        values.load(new StringReader(Files.readString(path.resolve("credentials.properties"))));
        return values.getProperty("client.secret");
    }

    String databasePassword() throws IOException {
        return Files.readString(path.resolve("postgres/password")).strip();
    }

    String databaseLog() throws IOException {
        return Files.readString(path.resolve("postgres/postgresql.log"));
    }

    /// A connection to the database of the server that runs on the directory.
    Connection connect() throws IOException, SQLException {
        String port = Files.readString(path.resolve("postgres/port")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "colonnade",
                databasePassword());
    }

    /// Kills PostgreSQL with all its processes, and waits until they are gone.
    void killDatabase() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        ProcessHandle postmaster = postmaster();
        List<ProcessHandle> all = Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle each : all) {
            each.onExit().get(END_SECONDS, TimeUnit.SECONDS);
        }
    }

    /// Kills PostgreSQL's first process; the others end by themselves a moment later.
    void killPostmaster() throws IOException {
        postmaster().destroyForcibly();
    }

    /// Kills one of the processes that PostgreSQL's first process has: a session, or one that does work for all.
    void killSession(Random random) throws IOException {
        List<ProcessHandle> children = postmaster().children().toList();
        children.get(random.nextInt(children.size())).destroyForcibly();
    }

    private ProcessHandle postmaster() throws IOException {
        String first = Files.readAllLines(path.resolve("postgres/cluster/postmaster.pid")).getFirst().strip();
        return ProcessHandle.of(Long.parseLong(first)).orElseThrow();
    }
}
