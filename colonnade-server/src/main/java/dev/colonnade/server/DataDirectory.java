package dev.colonnade.server;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The directory in which one server keeps what it must not lose, held by a lock while the server runs. Its layout has a
/// version, so that an older server refuses what it would damage. Closing it gives the lock back.
public final class DataDirectory implements AutoCloseable {

    /// Version of the layout that this server writes.
    public static final int VERSION = 1;

    private static final String VERSION_FILE = "version";
    private static final String LOCK_FILE = "lock";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /// Opens a data directory for this process alone, and makes it first when it is not there.
    ///
    /// @throws ServiceException when another server holds it, when a newer one wrote it, or when it cannot be written
    public static DataDirectory open(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            createPrivately(path);
            requireVersion(path);
            return lock(path);
        } catch (AccessDeniedException e) {
            throw refused("The data directory " + path + " cannot be written by this user.", e);
        } catch (FileAlreadyExistsException | NotDirectoryException e) {
            throw refused("The data directory " + path + " is a file, not a directory.", e);
        } catch (IOException e) {
            throw refused("The data directory " + path + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static void createPrivately(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path.getParent() == null ? path : path.getParent());
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(
                    "rwx------")));
        }
    }

    private static void requireVersion(Path path) throws IOException {
        Integer version = readVersion(path);
        if (version == null) {
            Files.writeString(path.resolve(VERSION_FILE), VERSION + "\n");
        } else if (version > VERSION) {
            throw refused("The data directory " + path + " was written by a newer Colonnade (layout " + version
                    + "; this one knows layouts up to " + VERSION + ").", null);
        }
    }

    /// The version of a data directory's layout; `null` when it has none yet.
    ///
    /// @throws IOException when the file cannot be read or holds no number
    public static @Nullable Integer readVersion(Path path) throws IOException {
        Path file = path.resolve(VERSION_FILE);
        if (!Files.exists(file)) {
            return null;
        }
        String text = Files.readString(file).strip();
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IOException("the file 'version' holds '" + text + "', not a number", e);
        }
    }

    private static DataDirectory lock(Path path) throws IOException {
        Path file = path.resolve(LOCK_FILE);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            String holder = Files.readString(file).strip();
            channel.close();
            throw refused("The data directory " + path + " is in use by another Colonnade" + (holder.isEmpty()
                    ? "."
                    : " (process " + holder + ")."), null);
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return new DataDirectory(path, channel, lock);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    /// Its absolute path.
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw refused("The lock of the data directory " + path + " cannot be given back.", e);
        }
    }

    private static ServiceException refused(String sentence, @Nullable Throwable cause) {
        return new ServiceException(ErrorCode.SERVER_UNAVAILABLE, sentence, cause);
    }
}
