package dev.colonnade.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The peer's project, `colonnade-bench/peer-cap`: built when it is not yet, outside the reactor, from packages that npm and
/// Maven fetch. Its packages are under a licence of their own, so it is built only for the benchmark.
final class PeerProject {

    private final Path directory;

    /// @param root directory of the sources
    PeerProject(Path root) {
        this.directory = root.resolve("colonnade-bench/peer-cap");
    }

    /// @throws IOException when something that it needs is missing; the message says what
    void build(Consumer<String> log) throws IOException {
        if (Files.exists(jar()) && Files.getLastModifiedTime(jar()).toMillis() > lastChange()) {
            return;
        }
        log.accept("building the peer");
        Command.run(directory, Map.of(), List.of("node", "--version"));
        Command.run(directory, Map.of(), List.of("npm", "install", "--no-audit", "--no-fund"));
        Command.run(directory, Map.of(), List.of("npm", "run", "model"));
        Command.run(directory, Map.of("JAVA_HOME", System.getProperty("java.home")), List.of("mvn", "-B", "-q",
                "package"));
    }

    private long lastChange() throws IOException {
        long last = 0;
        for (String source : List.of("pom.xml", "package.json", "db", "srv")) {
            try (var files = Files.walk(directory.resolve(source))) {
                for (Path file : files.filter(Files::isRegularFile).filter(PeerProject::isSource).toList()) {
                    last = Math.max(last, Files.getLastModifiedTime(file).toMillis());
                }
            }
        }
        return last;
    }

    /// The compiled model lies among the sources, where CAP's tools write it.
    private static boolean isSource(Path file) {
        return !file.toString().contains("edmx") && !file.endsWith("schema.sql");
    }

    Path jar() {
        return directory.resolve("target/peer-cap.jar");
    }

    /// The tables and views of the model.
    String schema() throws IOException {
        return Files.readString(directory.resolve("srv/src/main/resources/schema.sql"));
    }
}
