package dev.colonnade.bench;

import dev.colonnade.bench.limit.LimitServer;
import dev.colonnade.bench.watch.CpuWatch;
import dev.colonnade.engine.storage.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything that a benchmark needs, started: one PostgreSQL with a database for each server, the limit server, and Colonnade as
/// it is distributed. Closing it stops all of them.
final class Site implements AutoCloseable {

    /// Names of the variants.
    static final String LIMIT = "limit";
    static final String LIMIT_OUTBOX = "limit, with outbox";
    static final String COLONNADE = "Colonnade";
    static final String BASIC_USER = "Colonnade, Basic User";
    static final String ALONE = "Colonnade, coalescing off";
    static final String PEER = "peer";

    private static final int CONNECTIONS = 16;
    private static final String USER_NAME = "bench-basic";
    private static final String READY = "ready";
    private static final String LIMIT_DATABASE = "bench_limit";
    private static final String PEER_DATABASE = "bench_peer";
    private static final String COLONNADE_DATABASE = "bench_colonnade";

    private final BenchOptions options;
    private final Path work;
    private final Consumer<String> log;
    private final Deque<AutoCloseable> parts = new ConcurrentLinkedDeque<>();
    private final AtomicLong sequence = new AtomicLong(1);
    private final Map<String, Variant> variants = new LinkedHashMap<>();
    private final EmbeddedPostgres postgres;
    private @Nullable ColonnadeNode colonnade;

    private Site(BenchOptions options, Path work, Consumer<String> log) {
        this.options = options;
        this.work = work;
        this.log = log;
        this.postgres = opened(EmbeddedPostgres.start(work.resolve("postgres")));
    }

    /// @param work directory for data and logs
    /// @param log told what happens
    static Site start(BenchOptions options, Path work, Consumer<String> log) throws IOException {
        var site = new Site(options, work, log);
        // PostgreSQL would outlive a benchmark that is interrupted.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(site::close));
        boolean isStarted = false;
        try {
            site.start();
            isStarted = true;
            return site;
        } catch (SQLException e) {
            throw new IOException("The databases could not be made: " + e.getMessage(), e);
        } finally {
            if (!isStarted) {
                site.close();
            }
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    /// Who owns what in Colonnade; the limit takes the same ids, so that the answers are the same.
    private record People(String userId, String basicUserId, String businessUnit, String organization) {}

    private void start() throws IOException, SQLException {
        execute("postgres", "create database " + LIMIT_DATABASE, "create database " + COLONNADE_DATABASE);
        var database = new ColonnadeNode.Database(url(COLONNADE_DATABASE), postgres.user(), postgres.password());
        ColonnadeNode node = opened(ColonnadeNode.start(options.root(), work.resolve("colonnade"), database, List.of(),
                options.javaOptions()));
        colonnade = node;
        People people = prepare(node);
        fill(people);
        startLimit(node, people);
        requireSameness(node);
        add(COLONNADE, node, node.token(), Rows.Range.ALL);
        add(BASIC_USER, node, node.token(USER_NAME), Rows.Range.OF_BASIC_USER);
        startWithoutCoalescing(node, database);
        if (options.hasPeer()) {
            startPeer(node, people);
        }
    }

    /// Colonnade's own works through its doors: the publisher, the plug-in, the Basic User.
    private People prepare(ColonnadeNode node) throws IOException {
        log.accept("preparing Colonnade");
        try (var client = new WebClient(node.webApi(), node.token())) {
            client.post("publishers", """
                    {"uniquename":"benchpublisher","friendlyname":"Benchmark","customizationprefix":"bench",\
                    "customizationoptionvalueprefix":72700}""");
            Path jar = work.resolve("bench-plugin.jar");
            PluginFile.write(jar);
            node.push(jar);
            String me = client.get("WhoAmI");
            String businessUnit = WebClient.text(me, "BusinessUnitId");
            String user = WebClient.text(client.post("systemusers", """
                    {"domainname":"%s","firstname":"Basic","lastname":"User",\
                    "businessunitid@odata.bind":"businessunits(%s)"}""".formatted(USER_NAME, businessUnit)),
                    "systemuserid");
            String role = WebClient.text(client.get("roles?$select=roleid&$filter=name%20eq%20'Basic%20User'"),
                    "roleid");
            client.post("systemusers(" + user + ")/systemuserroles_association/$ref",
                    "{\"@odata.id\":\"" + node.webApi() + "roles(" + role + ")\"}");
            return new People(WebClient.text(me, "UserId"), user, businessUnit, WebClient.text(me, "OrganizationId"));
        }
    }

    /// Both databases get the same rows, and the index that the query needs: indexes on texts are made where they are asked for.
    private void fill(People people) throws IOException, SQLException {
        log.accept("filling the tables with " + Rows.COUNT + " rows each");
        List<String> columns = Rows.expressions(people.userId(), people.basicUserId(), people.businessUnit(), people
                .organization());
        execute(COLONNADE_DATABASE, Rows.insert("organization.queue", columns),
                "select setval('organization.version_number', 2000000)",
                "create index on organization.queue (emailaddress)", "vacuum analyze organization.queue");
        execute(LIMIT_DATABASE, schema("limit-schema.sql"), Rows.insert("queue", columns),
                "select setval('version_number', 2000000)", "create index on queue (emailaddress)",
                "vacuum analyze queue");
        execute("postgres", "checkpoint");
    }

    private void startLimit(ColonnadeNode node, People people) throws IOException {
        int port = ServerProcess.freePort();
        List<String> command = new ArrayList<>(List.of(java()));
        command.add(serverOptions());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LimitServer.class.getName(), Integer
                .toString(port), url(LIMIT_DATABASE), postgres.user(), Integer.toString(CONNECTIONS), publicKey(node),
                people.userId(), people.businessUnit(), people.organization()));
        ServerProcess limit = opened(ServerProcess.start(work.resolve("limit.log"), command, Map.of(
                "BENCH_DATABASE_PASSWORD", postgres.password())));
        limit.awaitOutput(READY);
        var requests = new WebApiRequests("127.0.0.1:" + port, node.token(), Rows.Range.ALL, sequence);
        variants.put(LIMIT, Variant.of(LIMIT, limit.pid(), port, LIMIT_DATABASE, requests));
        variants.put(LIMIT_OUTBOX,
                Variant.of(LIMIT_OUTBOX, limit.pid(), port, LIMIT_DATABASE, new WithOutbox(requests)));
    }

    private void requireSameness(ColonnadeNode node) throws IOException, SQLException {
        Variant limit = Objects.requireNonNull(variants.get(LIMIT));
        try (var ours = new WebClient(node.webApi(), node.token());
                var theirs = new WebClient("http://127.0.0.1:" + limit.port() + "/api/data/v9.2/", node.token());
                Connection ourDatabase = connect(COLONNADE_DATABASE);
                Connection theirDatabase = connect(LIMIT_DATABASE)) {
            var sameness = new Sameness(ours, theirs);
            sameness.requireSameAnswers();
            sameness.requireSameRows(ourDatabase, theirDatabase);
        }
    }

    private static String publicKey(ColonnadeNode node) throws IOException {
        try {
            return Base64.getEncoder().encodeToString(dev.colonnade.server.auth.Credentials.open(node.data()).key()
                    .toRSAPublicKey().getEncoded());
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IOException("The key of the tokens cannot be read.", e);
        }
    }

    private void add(String name, ColonnadeNode node, String token, Rows.Range range) {
        variants.put(name, Variant.of(name, node.pid(), node.port(), COLONNADE_DATABASE, new WebApiRequests(node.host(),
                token, range, sequence)));
    }

    /// A second node on the same database, for what coalescing brings and costs.
    private void startWithoutCoalescing(ColonnadeNode first, ColonnadeNode.Database database) throws IOException {
        Path data = work.resolve("colonnade-alone");
        first.shareCredentials(data);
        ColonnadeNode node = opened(
                ColonnadeNode.start(options.root(), data, database, List.of("--coalescing", "false"), ""));
        add(ALONE, node, node.token(), Rows.Range.ALL);
    }

    /// The peer takes part where its packages can be had; without it the others are compared all the same.
    private void startPeer(ColonnadeNode node, People people) throws SQLException {
        try {
            var project = new PeerProject(options.root());
            project.build(log);
            execute("postgres", "create database " + PEER_DATABASE);
            List<String> columns = Rows.expressions(people.userId(), people.basicUserId(), people.businessUnit(), people
                    .organization());
            execute(PEER_DATABASE, project.schema(), Rows.insertOfTexts("bench_Queue", columns),
                    "create index on bench_Queue (emailaddress)", "vacuum analyze bench_Queue");
            int port = ServerProcess.freePort();
            List<String> command = new ArrayList<>(List.of(java()));
            command.add(serverOptions());
            command.addAll(List.of("-jar", project.jar().toString(), "--server.port=" + port, "--spring.datasource.url="
                    + url(PEER_DATABASE), "--spring.datasource.username=" + postgres.user(),
                    "--logging.level.dev.colonnade=INFO"));
            ServerProcess peer = opened(ServerProcess.start(work.resolve("peer.log"), command, Map.of(
                    "SPRING_DATASOURCE_PASSWORD", postgres.password())));
            peer.awaitOutput("Started PeerServer");
            variants.put(PEER,
                    Variant.of(PEER, peer.pid(), port, PEER_DATABASE, new PeerRequests("127.0.0.1:" + port, node
                            .token(), sequence)));
        } catch (IOException e) {
            log.accept("The peer is left out: " + e.getMessage());
        }
    }

    /// The limit and the peer run in a JVM with the options that Colonnade has.
    private String serverOptions() {
        return "@" + options.root().resolve("colonnade-distribution/src/build/server.options");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private String url(String database) {
        return postgres.jdbcUrl().substring(0, postgres.jdbcUrl().lastIndexOf('/') + 1) + database;
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), postgres.user(), postgres.password());
    }

    private void execute(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String schema(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(Site.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Of the variants with these names those that there are.
    List<Variant> variants(String... names) {
        var found = new ArrayList<Variant>();
        for (String name : names) {
            Variant variant = variants.get(name);
            if (variant != null) {
                found.add(variant);
            }
        }
        return found;
    }

    ColonnadeNode colonnade() {
        return Objects.requireNonNull(colonnade);
    }

    /// Resident memory of the servers, in bytes, by variant; those of one process under the first one's name.
    Map<String, Long> memory() throws IOException {
        var bytes = new LinkedHashMap<String, Long>();
        var seen = new HashSet<Long>();
        for (Variant variant : variants.values()) {
            if (seen.add(variant.pid())) {
                bytes.put(variant.name(), CpuWatch.residentBytes(variant.pid()));
            }
        }
        return bytes;
    }

    Set<Long> processes() {
        return variants.values().stream().map(Variant::pid).collect(Collectors.toUnmodifiableSet());
    }

    CpuWatch watch() {
        return new CpuWatch(postgres.pid());
    }

    @Override
    public void close() {
        for (AutoCloseable part = parts.poll(); part != null; part = parts.poll()) {
            try {
                part.close();
            } catch (Exception e) {
                log.accept("A part did not close: " + e.getMessage());
            }
        }
    }
}
