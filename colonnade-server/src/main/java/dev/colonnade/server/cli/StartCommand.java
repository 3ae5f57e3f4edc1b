package dev.colonnade.server.cli;

import dev.colonnade.server.ColonnadeServer;
import dev.colonnade.server.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `start`: runs a server in the foreground until it is told to stop (SIGTERM, SIGINT).
@Command(description = "Runs a server until it is told to stop.", footer = {"",
        "Every setting is also an environment variable (COLONNADE_HTTPS_PORT) and a line of",
        "colonnade.properties in the data directory (https-port=8443); the flag comes first, then the variable."})
final class StartCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final Map<Setting, String> flags = new EnumMap<>(Setting.class);
    private final AtomicBoolean isStopping = new AtomicBoolean();

    @Spec
    private @Nullable CommandSpec spec;

    StartCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Option(names = "--host", paramLabel = "HOST", description = "Interface to listen on (127.0.0.1).")
    void host(String value) {
        flags.put(Setting.HOST, value);
    }

    @Option(names = "--port", paramLabel = "PORT", description = "Port of HTTP (8440); 0 for any free one.")
    void port(String value) {
        flags.put(Setting.PORT, value);
    }

    @Option(names = "--https-port", paramLabel = "PORT", description = "Port of HTTPS (8443); 'off' for none.")
    void httpsPort(String value) {
        flags.put(Setting.HTTPS_PORT, value);
    }

    @Option(names = "--management-host", paramLabel = "HOST", description = "Interface of health and metrics (127.0.0.1).")
    void managementHost(String value) {
        flags.put(Setting.MANAGEMENT_HOST, value);
    }

    @Option(names = "--management-port", paramLabel = "PORT", description = "Port of health and metrics (8441); 'off' for none.")
    void managementPort(String value) {
        flags.put(Setting.MANAGEMENT_PORT, value);
    }

    @Option(names = "--public-url", paramLabel = "URL", description = "Address that a proxy shows to clients.")
    void publicUrl(String value) {
        flags.put(Setting.PUBLIC_URL, value);
    }

    @Option(names = "--data", paramLabel = "DIRECTORY", description = "Where keys and the embedded database are kept (./data).")
    void data(String value) {
        flags.put(Setting.DATA, value);
    }

    @Option(names = "--database", paramLabel = "JDBC-URL", description = "A PostgreSQL to use instead of the embedded one.")
    void database(String value) {
        flags.put(Setting.DATABASE, value);
    }

    @Option(names = "--database-user", paramLabel = "NAME", description = "User of that database.")
    void databaseUser(String value) {
        flags.put(Setting.DATABASE_USER, value);
    }

    @Option(names = "--database-password", paramLabel = "PASSWORD", description = "Its password; the variable COLONNADE_DATABASE_PASSWORD keeps it out of process lists.")
    void databasePassword(String value) {
        flags.put(Setting.DATABASE_PASSWORD, value);
    }

    @Option(names = "--database-connections", paramLabel = "NUMBER", description = "Connections to that database (16).")
    void databaseConnections(String value) {
        flags.put(Setting.DATABASE_CONNECTIONS, value);
    }

    @Option(names = "--coalescing", paramLabel = "true|false", description = "Whether reads by id and creates of several requests are sent to the database together (true).")
    void coalescing(String value) {
        flags.put(Setting.COALESCING, value);
    }

    @Option(names = "--cors-origins", paramLabel = "ORIGIN,…", description = "Origins whose scripts may call from a browser (none).")
    void corsOrigins(String value) {
        flags.put(Setting.CORS_ORIGINS, value);
    }

    @Option(names = "--issuers", paramLabel = "URL,…", description = "OpenID Connect issuers whose tokens are taken.")
    void issuers(String value) {
        flags.put(Setting.ISSUERS, value);
    }

    @Option(names = "--audiences", paramLabel = "NAME,…", description = "Audiences of such tokens that mean this server.")
    void audiences(String value) {
        flags.put(Setting.AUDIENCES, value);
    }

    @Option(names = "--body-bytes-max", paramLabel = "BYTES", description = "Largest request body (134217728).")
    void bodyBytesMax(String value) {
        flags.put(Setting.BODY_BYTES_MAX, value);
    }

    @Option(names = "--stop-seconds", paramLabel = "SECONDS", description = "How long a stop waits for requests under way (20).")
    void stopSeconds(String value) {
        flags.put(Setting.STOP_SECONDS, value);
    }

    @Option(names = "--plugin-http-seconds", paramLabel = "SECONDS", description = "How long an HTTP call of a plug-in may take (30).")
    void pluginHttpSeconds(String value) {
        flags.put(Setting.PLUGIN_HTTP_SECONDS, value);
    }

    @Option(names = "--plugin-http-bytes-max", paramLabel = "BYTES", description = "Largest answer to an HTTP call of a plug-in (16777216).")
    void pluginHttpBytesMax(String value) {
        flags.put(Setting.PLUGIN_HTTP_BYTES_MAX, value);
    }

    @Option(names = "--plugin-http-hosts", paramLabel = "NAME,…", description = "Hosts outside of the public Internet that plug-ins may call.")
    void pluginHttpHosts(String value) {
        flags.put(Setting.PLUGIN_HTTP_HOSTS, value);
    }

    @Option(names = "--plugin-time", paramLabel = "SECONDS", description = "How long an operation with its plug-ins may run (120).")
    void pluginTime(String value) {
        flags.put(Setting.PLUGIN_TIME, value);
    }

    @Option(names = "--plugin-allocation", paramLabel = "MEBIBYTES", description = "What the plug-ins of an operation may allocate in all (1024).")
    void pluginAllocation(String value) {
        flags.put(Setting.PLUGIN_ALLOCATION, value);
    }

    @Option(names = "--plugin-threads", paramLabel = "NUMBER", description = "Plug-ins that run at once (32).")
    void pluginThreads(String value) {
        flags.put(Setting.PLUGIN_THREADS, value);
    }

    @Option(names = "--plugin-thread-wait", paramLabel = "SECONDS", description = "How long a request waits for a plug-in thread (10).")
    void pluginThreadWait(String value) {
        flags.put(Setting.PLUGIN_THREAD_WAIT, value);
    }

    @Option(names = "--plugin-grace", paramLabel = "SECONDS", description = "How long a stopped plug-in may take to end before its thread is given up (5).")
    void pluginGrace(String value) {
        flags.put(Setting.PLUGIN_GRACE, value);
    }

    @Option(names = "--plugin-depth", paramLabel = "NUMBER", description = "How deep operations of plug-ins may be nested in one another (8).")
    void pluginDepth(String value) {
        flags.put(Setting.PLUGIN_DEPTH, value);
    }

    @Option(names = "--samples", description = "Installs the sample plug-ins, custom APIs and some rows.")
    void samples(boolean value) {
        flags.put(Setting.SAMPLES, Boolean.toString(value));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Settings settings = Settings.of(flags, environment);
        ServerConfig config = settings.serverConfig();
        ColonnadeServer server = startStoppably(config, settings.hasSamples());
        if (!isStopping.get()) {
            greet(out(), server, config.dataDirectory());
        }
        new CountDownLatch(1).await();
        return 0;
    }

    /// A signal that comes while the server starts waits for the start, so that no PostgreSQL is left behind, and no samples are
    /// half installed. A stop that was asked for is a success, not the failure that the JVM would make of a signal.
    private ColonnadeServer startStoppably(ServerConfig config, boolean hasSamples) throws IOException {
        var started = new CompletableFuture<@Nullable ColonnadeServer>();
        PrintWriter out = out();
        PrintWriter err = err();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            isStopping.set(true);
            if (!started.isDone()) {
                err.println("The server is asked to stop, and does so as soon as it has started.");
                err.flush();
            }
            ColonnadeServer server = started.join();
            if (server != null) {
                server.close();
                Runtime.getRuntime().halt(0);
            }
        }));
        try {
            ColonnadeServer server = ColonnadeServer.start(config);
            if (hasSamples) {
                installSamples(server, out);
            }
            started.complete(server);
            return server;
        } finally {
            started.complete(null);
        }
    }

    private static void installSamples(ColonnadeServer server, PrintWriter out) throws IOException {
        boolean isInstalled = false;
        try {
            Samples.install(server);
            out.println("The samples are installed.");
            isInstalled = true;
        } finally {
            if (!isInstalled) {
                server.close();
            }
        }
    }

    private PrintWriter out() {
        return commandLine().getOut();
    }

    private PrintWriter err() {
        return commandLine().getErr();
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("The command was not called through the command line.");
        }
        return spec.commandLine();
    }

    private static void greet(PrintWriter out, ColonnadeServer server, Path dataDirectory) {
        String https = server.httpsAddress();
        if (https != null) {
            out.println("HTTPS       " + https + "  (clients trust " + server.authorityFile() + ")");
        }
        String management = server.managementAddress();
        if (management != null) {
            out.println("Metrics     " + management + "/metrics");
        }
        out.println("Credential  " + dataDirectory.resolve("credentials.properties"));
        out.println("Try         curl -H \"Authorization: Bearer $(./colonnade token --data '" + dataDirectory + "')\" "
                + server.address() + "/api/data/v9.2/WhoAmI");
        out.println("Colonnade is ready at " + server.address());
        out.flush();
    }
}
