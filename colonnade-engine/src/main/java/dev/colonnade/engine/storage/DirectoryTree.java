package dev.colonnade.engine.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A directory with everything in it.
final class DirectoryTree {

    private DirectoryTree() {}

    /// Deletes the tree; one that is not there is deleted already.
    static void delete(Path root) throws IOException {
        for (Path file : files(root).sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(file);
        }
    }

    /// Gives the tree to a user of the operating system.
    static void giveTo(Path root, String user) throws IOException {
        var owner = root.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        for (Path file : files(root).toList()) {
            Files.setOwner(file, owner);
        }
    }

    private static Stream<Path> files(Path root) throws IOException {
        if (!Files.exists(root)) {
            return Stream.empty();
        }
        try (Stream<Path> walk = Files.walk(root)) {
            return List.copyOf(walk.toList()).stream();
        }
    }
}
