package dev.colonnade.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Colonnade that was started by its launcher, as it is distributed. Closing it stops it.
final class ColonnadeNode implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("^Colonnade is ready at (http://\\S+:(\\d+))$",
            Pattern.MULTILINE);
    private static final Pattern HTTPS = Pattern.compile("^HTTPS +https://\\S+:(\\d+) ", Pattern.MULTILINE);

    private final Path root;
    private final Path data;
    private final ServerProcess process;
    private final int port;
    private final int httpsPort;

    private ColonnadeNode(Path root, Path data, ServerProcess process, int port, int httpsPort) {
        this.root = root;
        this.data = data;
        this.process = process;
        this.port = port;
        this.httpsPort = httpsPort;
    }

    /// Which database a node works with.
    record Database(String jdbcUrl, String user, String password) {}

    /// @param root directory of the launcher
    /// @param data data directory; its name is that of the log beside it
    /// @param database database; `null` for the embedded one
    /// @param options more options of `start`
    /// @param javaOptions options for the server's JVM
    static ColonnadeNode start(Path root, Path data, @Nullable Database database, List<String> options,
            String javaOptions) throws IOException {
        var command = new ArrayList<>(List.of(launcher(root), "start", "--data", data.toString()));
        // Ports by number: a server that knows its addresses takes tokens for one of them at the other.
        for (String port : List.of("--port", "--https-port", "--management-port")) {
            command.addAll(List.of(port, Integer.toString(ServerProcess.freePort())));
        }
        command.addAll(options);
        if (database != null) {
            command.addAll(List.of("--database", database.jdbcUrl(), "--database-user", database.user()));
        }
        var environment = javaOptions.isEmpty()
                ? Map.of("COLONNADE_DATABASE_PASSWORD", password(database))
                : Map.of("COLONNADE_DATABASE_PASSWORD", password(database), "COLONNADE_JAVA_OPTIONS", javaOptions);
        ServerProcess process = ServerProcess.start(data.resolveSibling(data.getFileName() + ".log"), command,
                environment);
        boolean isStarted = false;
        try {
            process.awaitOutput("Colonnade is ready");
            String output = process.output();
            isStarted = true;
            return new ColonnadeNode(root, data, process, number(READY, 2, output), number(HTTPS, 1, output));
        } finally {
            if (!isStarted) {
                process.close();
            }
        }
    }

    private static String password(@Nullable Database database) {
        return database == null ? "" : database.password();
    }

    private static int number(Pattern pattern, int group, String output) throws IOException {
        Matcher found = pattern.matcher(output);
        if (!found.find()) {
            throw new IOException("Colonnade did not name its ports: " + output);
        }
        return Integer.parseInt(found.group(group));
    }

    private static String launcher(Path root) {
        return root.resolve("colonnade").toString();
    }

    /// Gives another data directory the credentials of this one, as nodes of one organization share them.
    void shareCredentials(Path other) throws IOException {
        Files.createDirectories(other);
        for (String file : List.of("credentials.properties", "issuer.key")) {
            Files.copy(data.resolve(file), other.resolve(file), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /// A bearer token of the administrator.
    String token() throws IOException {
        return cli("token").strip();
    }

    /// A bearer token of a user.
    String token(String user) throws IOException {
        return cli("token", "--user", user).strip();
    }

    void push(Path jar) throws IOException {
        cli("plugin", "push", jar.toString());
    }

    private String cli(String... words) throws IOException {
        var command = new ArrayList<>(List.of(launcher(root)));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", data.toString()));
        return Command.run(root, Map.of(), command);
    }

    /// Address of the Web API, with a slash at its end.
    String webApi() {
        return "http://" + host() + "/api/data/v9.2/";
    }

    /// Host and port.
    String host() {
        return "127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    int httpsPort() {
        return httpsPort;
    }

    long pid() {
        return process.pid();
    }

    Path data() {
        return data;
    }

    /// When its process was started, by the clock of [System#nanoTime].
    long startedNanos() {
        return process.startedNanos();
    }

    @Override
    public void close() {
        process.close();
    }
}
