package dev.colonnade.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A server in a process of its own, whose output goes to a file. Closing it ends the process.
final class ServerProcess implements AutoCloseable {

    private static final Duration START_TIME = Duration.ofMinutes(5);
    private static final long POLL_NANOS = 2_000_000;
    private static final int STOP_SECONDS = 60;

    private final Process process;
    private final Path output;
    private final long startedNanos;

    private ServerProcess(Process process, Path output, long startedNanos) {
        this.process = process;
        this.output = output;
        this.startedNanos = startedNanos;
    }

    /// @param environment what is added to the environment
    static ServerProcess start(Path output, List<String> command, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        long now = System.nanoTime();
        return new ServerProcess(builder.start(), output, now);
    }

    /// Waits until it has written a text.
    void awaitOutput(String text) throws IOException {
        long deadline = System.nanoTime() + START_TIME.toNanos();
        while (!Files.readString(output).contains(text)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("A server did not start: " + Files.readString(output));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    long pid() {
        return process.pid();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /// When it was started, by the clock of [System#nanoTime].
    long startedNanos() {
        return startedNanos;
    }

    /// A port that nobody has at the moment.
    static int freePort() throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
