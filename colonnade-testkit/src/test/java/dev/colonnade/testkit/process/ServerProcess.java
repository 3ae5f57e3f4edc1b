package dev.colonnade.testkit.process;

import dev.colonnade.server.cli.Main;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `colonnade start` in a process of its own, on the classes that this test sees. Its output goes to files beside the data
/// directory. Closing it ends the process, if need be by force.
final class ServerProcess implements AutoCloseable {

    /// What a slow and loaded machine is given; a test ends as soon as it knows.
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Pattern READY = Pattern.compile("^Colonnade is ready at (http://\\S+)$", Pattern.MULTILINE);

    private static final Pattern METRICS = Pattern.compile("^Metrics +(http://\\S+)/metrics$", Pattern.MULTILINE);

    private final Process process;
    private final Path out;
    private final Path err;

    private ServerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /// Starts a server on free ports, and does not wait for it.
    ///
    /// @param options more options of `start`; the later one of two counts
    static ServerProcess start(Path data, String... options) throws IOException {
        return start(data, Map.of(), options);
    }

    /// Starts a server that logs everything it can tell.
    static ServerProcess startTalkative(Path data) throws IOException {
        return start(data, Map.of("COLONNADE_LOG", "TRACE", "COLONNADE_REQUEST_LOG", "TRACE"));
    }

    private static ServerProcess start(Path data, Map<String, String> environment, String... options)
            throws IOException {
        Path out = Files.createTempFile(data.getParent(), "out", ".txt");
        Path err = Files.createTempFile(data.getParent(), "err", ".txt");
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp", classPath(), Main.class.getName(), "start", "--data",
                data.toString()));
        for (String port : List.of("--port", "--https-port", "--management-port")) {
            if (!List.of(options).contains(port)) {
                command.addAll(List.of(port, "0"));
            }
        }
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("COLONNADE_") || name.startsWith("JAVA_TOOL_")
                || name.startsWith("JDK_JAVA_"));
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), out, err);
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// Waits until the server says that it is ready.
    ///
    /// @return its address
    String awaitReady() {
        await("the server is ready", () -> READY.matcher(out()).find() || !process.isAlive());
        Matcher ready = READY.matcher(out());
        if (!ready.find()) {
            throw new AssertionError("The server ended before it was ready: " + out() + err());
        }
        return ready.group(1);
    }

    /// Where a server that is ready answers operators.
    String managementAddress() {
        Matcher address = METRICS.matcher(out());
        if (!address.find()) {
            throw new AssertionError("The server names no address for its metrics: " + out());
        }
        return address.group(1);
    }

    /// Waits until `/health/ready` answers with a status.
    void awaitHealth(int status) {
        URI ready = URI.create(managementAddress() + "/health/ready");
        try (var client = HttpClient.newHttpClient()) {
            await("/health/ready answers " + status, () -> {
                try {
                    return client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
                            .statusCode() == status;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError(e);
                }
            });
        }
    }

    /// Waits until the process has ended.
    ///
    /// @return its exit code
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The server does not end: " + out() + err());
        }
        return process.exitValue();
    }

    /// SIGTERM.
    void terminate() {
        process.destroy();
    }

    /// SIGKILL.
    void kill() {
        process.destroyForcibly();
    }

    long pid() {
        return process.pid();
    }

    /// What it has written to its output stream so far.
    String out() {
        return read(out);
    }

    /// What it has written to its error stream so far: the log, and why it refused to start.
    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Waits for what must come true.
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + PATIENCE.toSeconds() + " seconds: " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(1, TimeUnit.MINUTES)
                .exceptionally(late -> process.destroyForcibly())
                .thenCompose(Process::onExit)
                .join();
    }
}
