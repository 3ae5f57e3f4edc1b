package dev.colonnade.engine.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `postmaster.pid` says of the PostgreSQL that runs in a cluster directory, or ran there.
///
/// @param pid number of its first process
/// @param isReady whether it takes connections
record PostmasterFile(long pid, boolean isReady) {

    private static final int STATUS_LINE = 7;

    static Path of(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    /// `null` when no PostgreSQL left one, or when it is just being written.
    static @Nullable PostmasterFile read(Path cluster) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(of(cluster), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return null;
        }
        if (lines.isEmpty() || !lines.getFirst().strip().matches("-?\\d+")) {
            return null;
        }
        boolean isReady = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
        return new PostmasterFile(Math.abs(Long.parseLong(lines.getFirst().strip())), isReady);
    }
}
