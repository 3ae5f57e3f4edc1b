package dev.colonnade.server;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The note in a data directory by which commands find the server that runs on it. Closing it takes the note away.
public final class RunningServer implements AutoCloseable {

    private static final String FILE = "running.properties";

    private final Path file;

    private RunningServer(Path file) {
        this.file = file;
    }

    static RunningServer announce(Path dataDirectory, String address) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        Files.writeString(file, "process=" + ProcessHandle.current().pid() + "\naddress=" + address + "\n");
        return new RunningServer(file);
    }

    /// Address of the HTTP door of the server that runs on a data directory; `null` when none does.
    public static @Nullable String findAddress(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        if (!Files.exists(file)) {
            return null;
        }
        var values = new Properties();
        values.load(new StringReader(Files.readString(file)));
        return values.getProperty("address");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
