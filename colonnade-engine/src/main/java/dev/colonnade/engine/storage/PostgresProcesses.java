package dev.colonnade.engine.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The processes of the operating system that work in a cluster directory. Where `/proc` exists a process is known by its working
/// directory, which PostgreSQL sets to the cluster's; elsewhere by the name of its program alone.
final class PostgresProcesses {

    private static final Path PROC = Path.of("/proc");

    private PostgresProcesses() {}

    static boolean isRunning(long pid, Path cluster) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && isPostgres(pid, cluster);
    }

    /// Every process of PostgreSQL in the cluster; the children of one that was killed end a moment after it.
    static List<ProcessHandle> all(Path cluster) {
        if (!Files.isDirectory(PROC)) {
            return List.of();
        }
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes.filter(process -> isPostgres(process.pid(), cluster)).toList();
        }
    }

    private static boolean isPostgres(long pid, Path cluster) {
        Path process = PROC.resolve(Long.toString(pid));
        if (Files.isDirectory(PROC)) {
            try {
                // A zombie has no working directory any more.
                return Files.readSymbolicLink(process.resolve("cwd")).equals(cluster.toRealPath());
            } catch (IOException e) {
                return false;
            }
        }
        return ProcessHandle.of(pid).flatMap(handle -> handle.info().command())
                .map(command -> command.contains("postgres")).orElse(false);
    }
}
