package dev.colonnade.server;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.organization.Organization;
import dev.colonnade.engine.organization.OrganizationConfig;
import dev.colonnade.engine.storage.DatabaseConfig;
import dev.colonnade.engine.storage.EmbeddedPostgres;
import dev.colonnade.server.auth.Authentication;
import dev.colonnade.server.auth.Credentials;
import dev.colonnade.server.auth.OAuthEndpoints;
import dev.colonnade.server.auth.TokenIssuer;
import dev.colonnade.server.auth.TokenVerifier;
import dev.colonnade.server.exchange.ClientWatch;
import dev.colonnade.server.exchange.PublicAddress;
import dev.colonnade.server.observe.Health;
import dev.colonnade.server.observe.Metrics;
import dev.colonnade.server.observe.RequestWatch;
import dev.colonnade.server.webapi.WebApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server. Closing it takes no new requests, lets those under way end, and then closes the organization, PostgreSQL
/// and the data directory, in the reverse order of their opening. Safe for use by several threads.
public final class ColonnadeServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ColonnadeServer.class);

    /// User name of the administrator that an organization is installed with.
    private static final String ADMINISTRATOR = "admin";
    private static final String SCHEMA = "organization";
    private static final int EMBEDDED_CONNECTIONS = 16;

    private final Deque<AutoCloseable> parts;
    private final ServerConfig config;
    private final Path authorityFile;
    private final Credentials credentials;
    private final Organization organization;
    private final Doors doors;
    private final ClientWatch clients;

    private ColonnadeServer(Deque<AutoCloseable> parts, ServerConfig config, Path authorityFile,
            Credentials credentials, Organization organization, Doors doors, ClientWatch clients) {
        this.parts = parts;
        this.config = config;
        this.authorityFile = authorityFile;
        this.credentials = credentials;
        this.organization = organization;
        this.doors = doors;
        this.clients = clients;
    }

    /// Starts a server, and answers once it is ready.
    ///
    /// @throws ServiceException when it cannot start; the message is a sentence for the operator
    public static ColonnadeServer start(ServerConfig config) {
        return new Start(config, InstantSource.system()).run();
    }

    /// Address of the HTTP door, such as `http://127.0.0.1:8440`.
    public String address() {
        return address("http", config.listeners().host(), doors.port());
    }

    /// Address of the HTTPS door; `null` when it is off.
    public @Nullable String httpsAddress() {
        return doors.httpsPort() == ServerConfig.Listeners.OFF
                ? null
                : address("https", config.listeners().host(), doors.httpsPort());
    }

    /// Address of health and metrics; `null` when they are off.
    public @Nullable String managementAddress() {
        return doors.managementPort() == ServerConfig.Listeners.OFF
                ? null
                : address("http", config.listeners().managementHost(), doors.managementPort());
    }

    /// File of the certificate that clients of the HTTPS door are to trust.
    public Path authorityFile() {
        return authorityFile;
    }

    /// What the data directory holds for signing in.
    public Credentials credentials() {
        return credentials;
    }

    public Organization organization() {
        return organization;
    }

    /// Requests whose clients went away while they were under way.
    public long clientsGone() {
        return clients.gone();
    }

    private static String address(String scheme, String host, int port) {
        return scheme + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public void close() {
        closeAll(parts);
    }

    /// Closes parts, the newest first; one that fails does not keep the others open.
    private static void closeAll(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.error("{} did not close well.", part.getClass().getSimpleName(), e);
            }
        }
    }

    /// The order in which a server is put together.
    private static final class Start {

        private final ServerConfig config;
        private final InstantSource clock;
        private final Deque<AutoCloseable> parts = new ArrayDeque<>();

        private Start(ServerConfig config, InstantSource clock) {
            this.config = config;
            this.clock = clock;
        }

        private ColonnadeServer run() {
            boolean isStarted = false;
            try {
                DataDirectory directory = opened(DataDirectory.open(config.dataDirectory()));
                requireFreePorts();
                ColonnadeServer server = open(directory);
                opened(RunningServer.announce(directory.path(), server.address()));
                isStarted = true;
                server.organization().warmUp();
                return server;
            } catch (IOException e) {
                throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE, "The data directory " + config.dataDirectory()
                        + " cannot be used: " + e.getMessage() + ".", e);
            } finally {
                if (!isStarted) {
                    closeAll(parts);
                }
            }
        }

        private <T extends AutoCloseable> T opened(T part) {
            parts.push(part);
            return part;
        }

        private ColonnadeServer open(DataDirectory directory) throws IOException {
            var credentials = Credentials.openOrCreate(directory.path(), ADMINISTRATOR);
            var certificates = new Certificates(directory.path(), clock);
            // Beside the start of PostgreSQL, which is mostly a wait.
            var tls = Ahead.of(() -> config.listeners().httpsPort() == ServerConfig.Listeners.OFF
                    ? null
                    : certificates.open(config.listeners().host()));
            var organization = opened(Organization.open(new OrganizationConfig(
                    database(directory).withCoalescing(config.isCoalescing()), "colonnade",
                    "Colonnade", true, config.limits(), clock)));
            var metrics = opened(new Metrics());
            watch(organization, metrics);
            var watch = new RequestWatch(metrics, config.limits().urlCharacters());
            var health = new Health(() -> !watch.isStopping() && organization.isReady());
            var audiences = addresses();
            var address = new PublicAddress(config.listeners().publicAddress());
            var routes = new Routes(new Authentication(new TokenVerifier(credentials, audiences, config
                    .externalIssuers(), clock), new OrganizationUsers(organization), credentials, address,
                    Routes::isOpen),
                    new OAuthEndpoints(credentials, new TokenIssuer(credentials, clock), address,
                            audiences),
                    health);
            var clients = opened(new ClientWatch());
            metrics.counter("colonnade.http.requests.gone", "Requests whose client went away while they were under way",
                    clients::gone);
            var webApi = new WebApi(organization, address, clients);
            Doors doors = opened(
                    Doors.open(config, tls.get(), new Doors.Watching(watch, clients, metrics, health), routing -> {
                        // First, as routes are asked in their order.
                        routing.register(WebApi.PATH, webApi);
                        routes.add(routing);
                    }));
            return new ColonnadeServer(parts, config, certificates.authorityFile(), credentials, organization, doors,
                    clients);
        }

        private static void watch(Organization organization, Metrics metrics) {
            metrics.gauge("colonnade.database.connections", "Connections that are open", () -> organization.poolUse()
                    .open());
            metrics.gauge("colonnade.database.connections.max", "Connections that may be used at once",
                    () -> organization.poolUse().size());
            metrics.gauge("colonnade.database.connections.active", "Connections that work for a request",
                    () -> organization.poolUse().inUse());
            metrics.gauge("colonnade.database.connections.pending", "Requests that wait for a connection",
                    () -> organization.poolUse().waiting());
            metrics.gauge("colonnade.plugin.threads.max", "Requests with plug-ins that may run at once",
                    () -> organization.pluginUse().threadsMax());
            metrics.gauge("colonnade.plugin.threads.active", "Requests with plug-ins that run", () -> organization
                    .pluginUse().active());
            metrics.gauge("colonnade.plugin.threads.pending", "Requests with plug-ins that wait for a thread",
                    () -> organization.pluginUse().waiting());
            metrics.gauge("colonnade.plugin.threads.abandoned", "Threads given up because a plug-in does not end",
                    () -> organization.pluginUse().abandoned());
            metrics.counter("colonnade.plugin.stops", "Plug-ins stopped at a limit", () -> organization.pluginUse()
                    .stopped());
            metrics.counter("colonnade.plugin.abandonments", "Threads ever given up", () -> organization.pluginUse()
                    .abandonedInAll());
        }

        private DatabaseConfig database(DataDirectory directory) {
            ServerConfig.Database database = config.database();
            if (database == null) {
                return opened(EmbeddedPostgres.start(directory.path().resolve("postgres"))).config(SCHEMA,
                        EMBEDDED_CONNECTIONS, config.limits().statementTime());
            }
            return new DatabaseConfig(database.jdbcUrl(), database.user(), database.password(), SCHEMA, database
                    .connections(), config.limits().statementTime());
        }

        /// The addresses by which this machine's clients reach the doors; tokens for any of them are taken at each. A port that
        /// the system chooses is not known yet; there, the address of the request counts.
        private Set<String> addresses() {
            ServerConfig.Listeners listeners = config.listeners();
            var addresses = new LinkedHashSet<String>();
            for (String host : hosts(listeners.host())) {
                addresses.add(address("http", host, listeners.port()));
                addresses.add(address("https", host, listeners.httpsPort()));
            }
            if (listeners.publicAddress() != null) {
                addresses.add(listeners.publicAddress());
            }
            return addresses;
        }

        private static Set<String> hosts(String host) {
            var hosts = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1", host));
            try {
                hosts.add(InetAddress.getLocalHost().getHostName());
            } catch (UnknownHostException _) {
                // A machine without a name is reached by the names above.
            }
            return hosts;
        }

        private void requireFreePorts() {
            ServerConfig.Listeners listeners = config.listeners();
            requireFree(listeners.host(), listeners.port(), "port");
            requireFree(listeners.host(), listeners.httpsPort(), "https-port");
            requireFree(listeners.managementHost(), listeners.managementPort(), "management-port");
        }

        /// Asked before anything slow is started. Whoever takes the port in between makes the start fail a little later.
        private static void requireFree(String host, int port, String setting) {
            if (port <= 0) {
                return;
            }
            var place = new InetSocketAddress(host, port);
            if (place.isUnresolved()) {
                throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE, "There is no host named '" + host + "'.");
            }
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(place);
            } catch (IOException e) {
                throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE, "The server cannot listen on port " + port
                        + " of " + host + ": " + e.getMessage() + ". Choose another one with --" + setting + ".", e);
            }
        }
    }
}
