package dev.colonnade.engine.storage;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL that the server starts itself, in a directory that is kept. One server at a time may use a directory.
/// Whatever was killed before, the next start needs no hand: what still runs is stopped, what is left over is cleared away, and
/// PostgreSQL recovers from its log. A PostgreSQL that ends without being told to is started again on its port. Closing it stops
/// PostgreSQL and waits. Safe for use by several threads.
///
/// In the directory: `cluster` (PostgreSQL's own), `password` and `port`, `postgresql.log`, `lock`; a file `postgresql.conf`
/// that an operator puts there is read after the server's own settings.
public final class EmbeddedPostgres implements AutoCloseable {

    static final String USER = "colonnade";

    private static final String DATABASE = "postgres";

    private final Path directory;
    private final FileChannel lock;
    private final PostgresCluster cluster;
    private final String password;
    private final PostgresWatch watch;

    private EmbeddedPostgres(Path directory, FileChannel lock, PostgresCluster cluster, String password) {
        this.directory = directory;
        this.lock = lock;
        this.cluster = cluster;
        this.password = password;
        this.watch = new PostgresWatch(cluster);
    }

    /// Starts PostgreSQL, and makes its data directory first when there is none.
    ///
    /// @throws ServiceException [ErrorCode#SERVER_UNAVAILABLE] when it cannot start; the message says why
    public static EmbeddedPostgres start(Path directory) {
        FileChannel lock = null;
        boolean isStarted = false;
        try {
            Path absolute = directory.toAbsolutePath().normalize();
            PrivateFiles.createDirectories(absolute);
            lock = lock(absolute);
            String password = PrivateFiles.secret(absolute.resolve("password"));
            PostgresCluster cluster = PostgresCluster.start(absolute, password);
            isStarted = true;
            return new EmbeddedPostgres(absolute, lock, cluster, password);
        } catch (AccessDeniedException e) {
            throw refused("The server may not write to '" + e.getFile() + "', which belongs to its data directory '"
                    + directory
                    + "'.", e);
        } catch (IOException e) {
            throw refused("PostgreSQL could not be started in '" + directory + "': " + PostgresCluster.reason(e), e);
        } finally {
            if (!isStarted) {
                release(lock);
            }
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        Path file = directory.resolve("lock");
        FileChannel channel = new RandomAccessFile(file.toFile(), "rw").getChannel();
        @Nullable
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This very process holds it.
        }
        if (lock == null) {
            channel.close();
            throw refused("The data directory '" + directory + "' is in use by another server" + holder(file) + ".",
                    null);
        }
        channel.truncate(0);
        channel.write(StandardCharsets.UTF_8.encode(Long.toString(ProcessHandle.current().pid())));
        return channel;
    }

    private static String holder(Path file) throws IOException {
        String pid = Files.readString(file).strip();
        return pid.isEmpty() ? "" : " (process " + pid + ")";
    }

    private static ServiceException refused(String sentence, @Nullable Throwable cause) {
        return new ServiceException(ErrorCode.SERVER_UNAVAILABLE, sentence, cause);
    }

    private static void release(@Nullable FileChannel lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + DATABASE;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    public int port() {
        return cluster.port();
    }

    /// Number of PostgreSQL's first process.
    public long pid() {
        return cluster.pid();
    }

    /// How an organization's schema in here is opened.
    public DatabaseConfig config(String schema, int connections, Duration statementTime) {
        return new DatabaseConfig(jdbcUrl(), USER, password, schema, connections, statementTime);
    }

    /// @throws ServiceException [ErrorCode#SERVER_UNAVAILABLE] when PostgreSQL does not stop
    @Override
    public void close() {
        try {
            watch.close();
            cluster.stop();
        } catch (IOException e) {
            throw refused("PostgreSQL in '" + directory + "' could not be stopped: " + e.getMessage(), e);
        } finally {
            release(lock);
        }
    }
}
