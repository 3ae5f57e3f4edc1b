package dev.colonnade.server.cli;

import dev.colonnade.server.DataDirectory;
import dev.colonnade.server.RunningServer;
import dev.colonnade.server.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `doctor`: says in words what is right and what is wrong with this machine and a data directory. Exit code 1 when something
/// keeps a server from running.
@Command(description = "Says what is wrong with this machine or this data directory.")
final class DoctorCommand implements Callable<Integer> {

    private static final int JAVA_LEAST = 25;
    private static final long DISK_BYTES_LEAST = 500L * 1024 * 1024;
    private static final int CONNECT_SECONDS = 5;
    private static final int POSTGRES_LEAST = 18;

    private final Map<String, String> environment;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIRECTORY", description = "Data directory of the server (./data).")
    private @Nullable String data;

    @Option(names = "--database", paramLabel = "JDBC-URL", description = "The database that the server is to use.")
    private @Nullable String database;

    private boolean isWell = true;

    DoctorCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        var flags = new EnumMap<Setting, String>(Setting.class);
        if (data != null) {
            flags.put(Setting.DATA, data);
        }
        if (database != null) {
            flags.put(Setting.DATABASE, database);
        }
        Settings settings = Settings.of(flags, environment);
        Path directory = settings.dataDirectory();
        java();
        String running = directory(directory);
        disk(directory);
        try {
            ServerConfig config = settings.serverConfig();
            good("The settings are valid.");
            ports(config.listeners(), running);
            database(config.database());
        } catch (WrongSettings e) {
            e.mistakes().forEach(this::bad);
        }
        return isWell ? 0 : Main.FAILED;
    }

    private void java() {
        if (Runtime.version().feature() >= JAVA_LEAST) {
            good("Java is " + Runtime.version() + ".");
        } else {
            bad("Java is " + Runtime.version() + "; " + JAVA_LEAST + " is needed.");
        }
    }

    /// @return address of the server that runs on the directory; `null` when none does
    private @Nullable String directory(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            good("The data directory " + directory + " does not exist yet; the first start makes it.");
            return null;
        }
        if (!Files.isDirectory(directory) || !Files.isReadable(directory) || !Files.isWritable(directory)) {
            bad("The data directory " + directory + " cannot be read and written by this user.");
            return null;
        }
        version(directory);
        for (String file : List.of("credentials.properties", "issuer.key", "tls/ca.key", "tls/server.key",
                "postgres/password")) {
            secret(directory.resolve(file));
        }
        return running(directory);
    }

    private @Nullable String running(Path directory) throws IOException {
        String address = RunningServer.findAddress(directory);
        if (address == null) {
            return null;
        }
        if (answers(URI.create(address))) {
            good("A server runs on the data directory, at " + address + ".");
            return address;
        }
        good("The last server on the data directory did not stop by itself; the next start puts in order what it left.");
        return null;
    }

    private static boolean answers(URI address) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), CONNECT_SECONDS * 1000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private void version(Path directory) {
        try {
            Integer version = DataDirectory.readVersion(directory);
            if (version != null && version > DataDirectory.VERSION) {
                bad("The data directory " + directory + " was written by a newer Colonnade (layout " + version + ").");
            } else {
                good("The data directory is " + directory + (version == null ? "." : ", layout " + version + "."));
            }
        } catch (IOException e) {
            bad("The data directory " + directory + " is damaged: " + e.getMessage() + ".");
        }
    }

    private void secret(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (!permissions.endsWith("------")) {
            bad("The file " + file + " can be read by others (" + permissions + "): chmod 600 puts it right.");
        }
    }

    private void disk(Path directory) throws IOException {
        Path existing = directory;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        long free = Files.getFileStore(existing).getUsableSpace();
        String sentence = "The disk of the data directory has " + free / (1024 * 1024) + " MB left";
        if (free < DISK_BYTES_LEAST) {
            bad(sentence + "; " + DISK_BYTES_LEAST / (1024 * 1024) + " MB are needed.");
        } else {
            good(sentence + ".");
        }
    }

    private void ports(ServerConfig.Listeners listeners, @Nullable String running) {
        if (running != null) {
            return;
        }
        port(listeners.host(), listeners.port(), "HTTP");
        port(listeners.host(), listeners.httpsPort(), "HTTPS");
        port(listeners.managementHost(), listeners.managementPort(), "Management");
    }

    private void port(String host, int port, String what) {
        if (port <= 0) {
            return;
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            good(what + " can listen on port " + port + " of " + host + ".");
        } catch (IOException e) {
            bad(what + " cannot listen on port " + port + " of " + host + ": " + e.getMessage() + ".");
        }
    }

    private void database(ServerConfig.@Nullable Database database) {
        if (database == null) {
            good("The database is the embedded one.");
            return;
        }
        var properties = new Properties();
        if (!database.user().isEmpty()) {
            properties.setProperty("user", database.user());
        }
        if (!database.password().isEmpty()) {
            properties.setProperty("password", database.password());
        }
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), properties)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            String sentence = "The database answers; it is PostgreSQL " + version;
            if (version < POSTGRES_LEAST) {
                bad(sentence + ", and " + POSTGRES_LEAST + " is needed.");
            } else {
                good(sentence + ".");
            }
        } catch (SQLException e) {
            bad("The database cannot be reached: " + e.getMessage() + ".");
        }
    }

    private void good(String sentence) {
        out().println("ok     " + sentence);
    }

    private void bad(String sentence) {
        isWell = false;
        out().println("WRONG  " + sentence);
    }

    private PrintWriter out() {
        if (spec == null) {
            throw new IllegalStateException("The command was not called through the command line.");
        }
        return spec.commandLine().getOut();
    }
}
