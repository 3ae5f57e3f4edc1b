package dev.colonnade.engine.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL's data directory and the PostgreSQL that runs in it. The caller holds the lock of the directory, so whatever else
/// runs in there is left over from a server that is gone.
final class PostgresCluster {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);

    private static final Duration STOP_TIME = Duration.ofMinutes(1);

    /// Recovery after a crash reads the log since the last checkpoint, 2 GB at most.
    private static final Duration START_TIME = Duration.ofMinutes(10);

    private static final long POLL_MILLIS = 5;
    private static final int PORT_TRIES = 3;

    private final Path directory;
    private final Path data;
    private final PostgresBinaries binaries;
    private final PostgresAccount account;
    private volatile int port;
    private volatile long pid;

    private PostgresCluster(Path directory, PostgresBinaries binaries, PostgresAccount account) {
        this.directory = directory;
        this.data = directory.resolve("cluster");
        this.binaries = binaries;
        this.account = account;
    }

    static PostgresCluster start(Path directory, String password) throws IOException {
        var cluster = new PostgresCluster(directory, PostgresBinaries.find(directory), PostgresAccount.find());
        cluster.create(password);
        cluster.requireSameVersion();
        cluster.stopLeftOver();
        cluster.startOnFreePort();
        return cluster;
    }

    /// Starts PostgreSQL anew on its port, after it ended without being told to.
    void restart() throws IOException {
        stopLeftOver();
        writeSettings();
        String failure = launch();
        if (!failure.isEmpty()) {
            throw new IOException(failure);
        }
    }

    boolean isRunning() {
        return PostgresProcesses.isRunning(pid, data);
    }

    int port() {
        return port;
    }

    long pid() {
        return pid;
    }

    /// Makes the data directory beside its place and moves it there, so that one in place is complete.
    private void create(String password) throws IOException {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        Path beside = directory.resolve("cluster.new");
        Path passwordFile = directory.resolve("password.new");
        DirectoryTree.delete(beside);
        PrivateFiles.createDirectories(beside);
        PrivateFiles.write(passwordFile, password);
        account.own(beside);
        account.own(passwordFile);
        try {
            run("initdb",
                    List.of("-D", beside.toString(), "-U", EmbeddedPostgres.USER, "--pwfile", passwordFile.toString(),
                            "-A", "scram-sha-256", "-E", "UTF8", "--locale", "C", "--locale-provider", "builtin",
                            "--builtin-locale",
                            "C.UTF-8"));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(beside, data);
    }

    private void requireSameVersion() throws IOException {
        String kept = Files.readString(data.resolve("PG_VERSION")).strip();
        // postgres (PostgreSQL) 18.6
        String[] words = run("postgres", List.of("--version")).split(" ", 0);
        String ours = words[words.length - 1].strip().split("\\.", 2)[0];
        if (!kept.equals(ours)) {
            throw new IOException(
                    "the data directory was made by PostgreSQL " + kept + " and this server brings PostgreSQL "
                            + ours + ". Take the data over by dump and restore, or use the server that made it.");
        }
    }

    private void stopLeftOver() throws IOException {
        PostmasterFile left = PostmasterFile.read(data);
        if (left != null && PostgresProcesses.isRunning(left.pid(), data)) {
            LOG.info("A PostgreSQL of an earlier server still runs as process {}; it is stopped first", left.pid());
            stop(left.pid());
        }
        awaitChildren();
        // A number that another program has by now would keep PostgreSQL from starting. Nothing works in the directory any more.
        Files.deleteIfExists(PostmasterFile.of(data));
    }

    /// Children of a killed PostgreSQL notice by themselves; who does not is killed, for a second PostgreSQL beside them would
    /// destroy the data.
    private void awaitChildren() throws IOException {
        long deadline = System.nanoTime() + STOP_TIME.toNanos() / 2;
        List<ProcessHandle> children = PostgresProcesses.all(data);
        while (!children.isEmpty()) {
            if (System.nanoTime() > deadline) {
                children.forEach(ProcessHandle::destroyForcibly);
            }
            pause();
            children = PostgresProcesses.all(data);
        }
    }

    private void startOnFreePort() throws IOException {
        Path portFile = directory.resolve("port");
        for (int attempt = 1;; attempt++) {
            port = attempt == 1 ? keptPort(portFile) : freePort(0);
            writeSettings();
            String failure = launch();
            if (failure.isEmpty()) {
                PrivateFiles.write(portFile, Integer.toString(port));
                return;
            }
            if (attempt == PORT_TRIES || !failure.contains("could not bind")) {
                throw new IOException(failure);
            }
        }
    }

    private static int keptPort(Path portFile) throws IOException {
        if (!Files.exists(portFile)) {
            return freePort(0);
        }
        String kept = Files.readString(portFile).strip();
        try {
            return kept.matches("\\d{1,5}") ? freePort(Integer.parseInt(kept)) : freePort(0);
        } catch (IOException e) {
            LOG.warn("The port {} of the embedded PostgreSQL is in use by another program; it takes another one", kept);
            return freePort(0);
        }
    }

    /// The port itself when nobody has it; any free one for 0.
    private static int freePort(int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return socket.getLocalPort();
        }
    }

    private void writeSettings() throws IOException {
        PrivateFiles.write(data.resolve("postgresql.conf"), settings() + "\nport = " + port + "\ninclude_if_exists = '"
                + directory.resolve("postgresql.conf").toString().replace("'", "''") + "'\n");
        PrivateFiles.write(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        account.own(data.resolve("postgresql.conf"));
        account.own(data.resolve("pg_hba.conf"));
    }

    private static String settings() throws IOException {
        try (InputStream in = PostgresCluster.class.getResourceAsStream("postgresql.conf")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Starts PostgreSQL in a process group of its own, so that an interrupt typed at the terminal reaches the server alone.
    ///
    /// @return what went wrong; empty when it takes connections
    private String launch() throws IOException {
        Path log = directory.resolve("postgresql.log");
        long logBytes = Files.exists(log) ? Files.size(log) : 0;
        if (!Files.exists(log)) {
            PrivateFiles.write(log, "");
        }
        account.own(log);
        Process starter = account.command(binaries.program("pg_ctl"), List.of("start", "-w", "-t",
                Long.toString(START_TIME.toSeconds()), "-s", "-D", data.toString(), "-l", log.toString()))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        // pg_ctl looks every 100 ms; we look more often.
        while (true) {
            // Asked before the file is read: a PostgreSQL that pg_ctl saw ready in between would look like none.
            boolean hasEnded = !starter.isAlive();
            PostmasterFile file = PostmasterFile.read(data);
            if (file != null && file.isReady()) {
                pid = file.pid();
                return "";
            }
            if (hasEnded && (file == null || starter.exitValue() != 0)) {
                return lastError(log, logBytes);
            }
            pause();
        }
    }

    private static String lastError(Path log, long from) throws IOException {
        byte[] bytes = Files.readAllBytes(log);
        String text = new String(bytes, (int) Math.min(from, bytes.length), (int) Math.max(0, bytes.length - from),
                StandardCharsets.UTF_8);
        List<String> lines = text.lines().filter(line -> line.contains("FATAL:") || line.contains("PANIC:")
                || line.contains("LOG:  could not") || line.contains("error:")).toList();
        return lines.isEmpty() ? "it ended without a word; see " + log : String.join("; ", lines);
    }

    void stop() throws IOException {
        stop(pid);
    }

    /// Ends the sessions and stops; when that takes too long, stops at once, which the next start recovers from.
    private void stop(long running) throws IOException {
        for (String mode : List.of("fast", "immediate")) {
            if (!PostgresProcesses.isRunning(running, data)) {
                return;
            }
            account.command(binaries.program("pg_ctl"), List.of("stop", "-W", "-s", "-m", mode, "-D", data.toString()))
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (awaitEnd(running)) {
                return;
            }
        }
        throw new IOException("the process " + running + " does not end");
    }

    private boolean awaitEnd(long running) throws IOException {
        long deadline = System.nanoTime() + STOP_TIME.toNanos();
        while (PostgresProcesses.isRunning(running, data)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    /// Runs a program to its end and gives what it printed.
    private String run(String program, List<String> arguments) throws IOException {
        Process process = account.command(binaries.program(program), new ArrayList<>(arguments))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(output.strip().lines().filter(line -> line.contains("error:")).findFirst()
                        .orElse(program + " failed: " + output.strip()));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("the start was interrupted", e);
        }
        return output.strip();
    }

    /// The failure in one sentence.
    static String reason(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("No space left on device")) {
            return "the disk is full.";
        }
        if (message.contains("Permission denied")) {
            return "PostgreSQL may not use the directory (" + message + ").";
        }
        return message;
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the start was interrupted", e);
        }
    }
}
