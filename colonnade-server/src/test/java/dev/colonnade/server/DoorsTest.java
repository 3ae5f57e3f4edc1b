package dev.colonnade.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.server.auth.Authentication;
import dev.colonnade.server.auth.Credentials;
import dev.colonnade.server.auth.OAuthEndpoints;
import dev.colonnade.server.auth.TokenIssuer;
import dev.colonnade.server.auth.TokenVerifier;
import dev.colonnade.server.auth.UserDirectory;
import dev.colonnade.server.exchange.ClientWatch;
import dev.colonnade.server.exchange.PublicAddress;
import dev.colonnade.server.observe.Health;
import dev.colonnade.server.observe.Metrics;
import dev.colonnade.server.observe.RequestWatch;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DoorsTest {

    private static final UUID ADMINISTRATOR = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID ANN = UUID.fromString("00000000-0000-0000-0000-00000000000b");
    private static final UUID ANNS_OBJECT = UUID.fromString("00000000-0000-0000-0000-0000000000bb");
    private static final UUID APPLICATION = UUID.fromString("00000000-0000-0000-0000-00000000000c");

    @TempDir
    private static Path directory;
    private static Credentials credentials;
    private static Opened opened;
    private static HttpClient http;

    @BeforeAll
    static void open() throws Exception {
        credentials = Credentials.openOrCreate(directory, "admin");
        opened = Opened.on(directory, credentials);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void close() {
        http.close();
        opened.close();
    }

    @Test
    @DisplayName("security 1: a request without a token gets 401 and is told which authority to ask")
    void requestWithoutATokenIsToldWhomToAsk() throws Exception {
        HttpResponse<String> answer = get("/api/data/v9.2/caller");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer authorization_uri="
                + opened.address() + "/" + credentials.tenantId() + "/oauth2/authorize, resource_id=" + opened.address()
                + "/");
        assertThat(error(answer).path("code").stringValue()).isEqualTo("0x80044302");
        assertThat(answer.headers().firstValue("OData-Version")).contains("4.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/data/v9.2/", "/XRMServices/2011/Organization.svc/web", "/nothing", "/metrics",
            "/health/other", "/common/oauth2/authorize"})
    @DisplayName("security 2: no path but the named ones is open")
    void everyOtherPathNeedsAToken(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer abc", "Basic YTpi", "Bearer a.b.c", "bearer ...."})
    @DisplayName("security 8: a bad token gets 401")
    void badTokenIsRefused(String header) throws Exception {
        HttpResponse<String> answer = send(request("/api/data/v9.2/caller").header("Authorization", header));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer ");
    }

    @Test
    @DisplayName("web-api 40: a browser's preflight needs no token, and scripts of a named origin see the answer's headers")
    void scriptsOfANamedOriginMayCall() throws Exception {
        HttpResponse<String> preflight = send(preflight("https://app.example:8080").header(
                "Access-Control-Request-Headers", "authorization,prefer,mscrm.suppressduplicatedetection"));

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).contains("https://app.example:8080");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElse("").split(", "))
                .contains("GET", "POST", "PATCH", "PUT", "DELETE");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .contains("authorization,prefer,mscrm.suppressduplicatedetection");
        for (HttpRequest.Builder request : List.of(asAdministrator(), request("/api/data/v9.2/caller"))) {
            HttpResponse<String> answer = send(request.header("Origin", "https://app.example:8080"));

            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("https://app.example:8080");
            assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse("")).contains(
                    "OData-EntityId");
            assertThat(answer.headers().allValues("Vary")).contains("Origin");
        }
    }

    @Test
    void scriptsOfOtherOriginsMayNotCall() throws Exception {
        HttpResponse<String> preflight = send(preflight("https://evil.example"));

        assertThat(preflight.statusCode()).isEqualTo(403);
        assertThat(error(preflight).path("message").stringValue()).contains("https://evil.example");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        HttpResponse<String> answer = send(asAdministrator().header("Origin", "https://evil.example"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    private static HttpRequest.Builder preflight(String origin) {
        return request("/api/data/v9.2/caller").method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin).header("Access-Control-Request-Method", "PATCH");
    }

    @Test
    void administratorsCredentialIsTheAdministrator() throws Exception {
        assertThat(caller(issuer().forAdministrator(grant()))).isEqualTo(ADMINISTRATOR + " " + ADMINISTRATOR);
    }

    @Test
    void userIsFoundByName() throws Exception {
        assertThat(caller(issuer().forUser(grant(), "ann@contoso.example"))).isEqualTo(ANN + " " + ANN);
    }

    @Test
    @DisplayName("security 10: an application's user is found by its application id")
    void applicationIsFoundByItsId() throws Exception {
        assertThat(caller(issuer().forApplication(grant(), "4711"))).isEqualTo(APPLICATION + " " + APPLICATION);
    }

    @Test
    @DisplayName("security 13: a good token without a user gets 403 0x80072560")
    void unknownUserIsForbidden() throws Exception {
        HttpResponse<String> answer = send(authorized("/api/data/v9.2/caller", issuer().forUser(grant(), "bob")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(error(answer).path("code").stringValue()).isEqualTo("0x80072560");
    }

    @Test
    void administratorActsForAnotherUser() throws Exception {
        HttpResponse<String> byId = send(asAdministrator().header("MSCRMCallerID", ANN.toString()));
        HttpResponse<String> byObject = send(asAdministrator().header("CallerObjectId", ANNS_OBJECT.toString()));

        assertThat(byId.body()).isEqualTo(ANN + " " + ADMINISTRATOR);
        assertThat(byObject.body()).isEqualTo(ANN + " " + ADMINISTRATOR);
    }

    @Test
    void actingForOthersNeedsThePrivilege() throws Exception {
        HttpResponse<String> answer = send(authorized("/api/data/v9.2/caller", issuer().forUser(grant(),
                "ann@contoso.example")).header("MSCRMCallerID", ADMINISTRATOR.toString()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(error(answer).path("code").stringValue()).isEqualTo("0x8004a110");
    }

    @Test
    void impersonationHeaderThatIsNoGuidIsNamed() throws Exception {
        HttpResponse<String> answer = send(asAdministrator().header("MSCRMCallerID", "ann"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error(answer).path("message").stringValue()).contains("MSCRMCallerID");
    }

    @Test
    void impersonatingNobodyIsNoImpersonation() throws Exception {
        HttpResponse<String> answer = send(asAdministrator().header("MSCRMCallerID", new UUID(0, 0).toString()));

        assertThat(answer.body()).isEqualTo(ADMINISTRATOR + " " + ADMINISTRATOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/common/oauth2/v2.0/token", "/organizations/oauth2/v2.0/token", "/adfs/oauth2/token",
            "/contoso.example/oauth2/token"})
    @DisplayName("security 4: the authority answers under every tenant")
    void authorityGivesTokensForClientCredentials(String path) throws Exception {
        HttpResponse<String> answer = askForToken(path, secret(), "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(caller(json(answer).path("access_token").stringValue())).startsWith(ADMINISTRATOR.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope=ORG/.default", "scope=ORG//.default", "scope=ORG/user_impersonation",
            "scope=ORG//user_impersonation", "resource=ORG/", "scope=User.Read+ORG/user_impersonation+openid",
            "scope=https://graph.example/User.Read+ORG/.default", "scope="})
    @DisplayName("security 5: every way to name this server as the resource gives a token for it")
    void resourceCanBeNamedInManyWays(String parameter) throws Exception {
        HttpResponse<String> answer = askForToken("/common/oauth2/v2.0/token", secret(), parameter.replace("ORG", opened
                .address()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(caller(json(answer).path("access_token").stringValue())).startsWith(ADMINISTRATOR.toString());
    }

    @Test
    void authorityRefusesWrongSecretsOtherServersAndOtherGrants() throws Exception {
        HttpResponse<String> wrongSecret = askForToken("/common/oauth2/v2.0/token", "wrong", "");
        HttpResponse<String> otherServer = askForToken("/common/oauth2/v2.0/token", secret(),
                "scope=https://other.example/.default");
        HttpResponse<String> otherGrant = post("/common/oauth2/v2.0/token", "grant_type=magic");
        HttpResponse<String> broken = post("/common/oauth2/v2.0/token", "grant_type=%zz");

        assertThat(wrongSecret.statusCode()).isEqualTo(401);
        assertThat(json(wrongSecret).path("error").stringValue()).isEqualTo("invalid_client");
        assertThat(otherServer.statusCode()).isEqualTo(400);
        assertThat(json(otherServer).path("error").stringValue()).isEqualTo("invalid_scope");
        assertThat(json(otherGrant).path("error").stringValue()).isEqualTo("unsupported_grant_type");
        assertThat(json(broken).path("error").stringValue()).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/common/v2.0", "/common", "/adfs"})
    void discoveryLeadsToKeysAndTokens(String path) throws Exception {
        JsonNode document = json(get(path + "/.well-known/openid-configuration"));

        assertThat(document.path("issuer").stringValue()).isEqualTo(opened.address() + path);
        assertThat(document.path("token_endpoint").stringValue()).startsWith(opened.address());
        String keys = document.path("jwks_uri").stringValue();
        JsonNode key = json(get(keys.substring(opened.address().length()))).path("keys").path(0);
        assertThat(key.path("kid").stringValue()).isEqualTo(credentials.key().getKeyID());
        assertThat(key.has("d")).isFalse();
    }

    @Test
    void answersCarryTheirRequestId() throws Exception {
        HttpResponse<String> answer = get("/health/live");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("REQ_ID")).isPresent().isEqualTo(answer.headers().firstValue(
                "x-ms-service-request-id"));
    }

    @Test
    void unexpectedFailureTellsNothingButItsRequestId() throws Exception {
        HttpResponse<String> answer = send(authorized("/api/data/v9.2/broken", issuer().forAdministrator(grant())));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret of the house").contains(answer.headers().firstValue("REQ_ID")
                .orElseThrow());
    }

    @Test
    void pathThatLeadsNowhereIsNotFound() throws Exception {
        HttpResponse<String> answer = send(authorized("/nowhere", issuer().forAdministrator(grant())));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(error(answer).path("message").stringValue()).contains("/nowhere");
    }

    @Test
    void urlMayBeLongButNotEndless() throws Exception {
        String token = issuer().forAdministrator(grant());

        HttpResponse<String> longest = send(authorized("/api/data/v9.2/caller?q=" + "x".repeat(32_000), token));
        HttpResponse<String> longer = send(authorized("/api/data/v9.2/caller?q=" + "x".repeat(32_760), token));

        assertThat(longest.statusCode()).isEqualTo(200);
        assertThat(longer.statusCode()).isEqualTo(414);
        assertThat(error(longer).path("message").stringValue()).contains("URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /health/live\u0001 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "GET / HTTP/1.1\r\nHost x\r\n\r\n",
            "POST /common/oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
            "POST /common/oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
            "POST /common/oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", "HUGE-URL", "HUGE-HEADER"})
    void hostileRequestsGetAJsonRefusal(String request) throws Exception {
        String answer = raw(switch (request) {
            case "HUGE-URL" -> "GET /" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: x\r\n\r\n";
            case "HUGE-HEADER" -> "GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(100_000) + "\r\n\r\n";
            default -> request;
        });

        assertThat(answer).matches("(?s)HTTP/1\\.[01] 4\\d\\d .*");
        assertThat(answer).contains("{\"error\":{\"code\":\"0x");
    }

    @Test
    void httpsIsTrustedThroughTheAuthority() throws Exception {
        try (HttpClient trusting = HttpClient.newBuilder().sslContext(trusting(opened.authorityFile())).build()) {
            for (String host : List.of("localhost", "127.0.0.1")) {
                var request = HttpRequest.newBuilder(URI.create("https://" + host + ":" + opened.doors().httpsPort()
                        + "/health/live"));

                assertThat(trusting.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            }
        }
        for (String file : List.of("tls/ca.key", "tls/server.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file)))).isEqualTo(
                    "rw-------");
        }
    }

    @Test
    void certificatesAreKeptFromStartToStart() throws Exception {
        byte[] before = Files.readAllBytes(directory.resolve("tls/server.crt"));

        new Certificates(directory, InstantSource.system()).open("127.0.0.1");
        assertThat(Files.readAllBytes(directory.resolve("tls/server.crt"))).isEqualTo(before);
    }

    @Test
    void metricsCountRequestsByDoorAndStatus() throws Exception {
        get("/health/live");

        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + opened.doors().managementPort()
                + "/metrics"));
        String figures = http.send(request.build(), BodyHandlers.ofString()).body();

        assertThat(figures).contains("colonnade_http_requests_seconds_count{door=\"health\",status=\"200\"}").contains(
                "jvm_memory_used_bytes");
    }

    @Test
    void stopLetsRequestsUnderWayEnd(@TempDir Path other) throws Exception {
        Opened stopping = Opened.on(other, credentials);
        String token = issuer().forAdministrator(new TokenIssuer.Grant("x", stopping.address()));
        var slow = HttpRequest.newBuilder(URI.create(stopping.address() + "/api/data/v9.2/slow"))
                .header("Authorization", "Bearer " + token)
                .build();

        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(slow, BodyHandlers.ofString());
        stopping.isSlowUnderWay().await();
        var stop = Thread.ofVirtual().start(stopping::close);
        while (!stopping.watch().isStopping()) {
            Thread.onSpinWait();
        }
        stopping.mayEndSlow().countDown();
        stop.join();

        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(answer.join().body()).isEqualTo("slow");
    }

    private static TokenIssuer issuer() {
        return new TokenIssuer(credentials, InstantSource.system());
    }

    private static TokenIssuer.Grant grant() {
        return new TokenIssuer.Grant(opened.address() + "/common", opened.address());
    }

    private static HttpRequest.Builder asAdministrator() {
        return authorized("/api/data/v9.2/caller", issuer().forAdministrator(grant()));
    }

    private static String caller(String token) throws Exception {
        return send(authorized("/api/data/v9.2/caller", token)).body();
    }

    private static HttpRequest.Builder authorized(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(opened.address() + path));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String form) throws Exception {
        return send(request(path).header("Content-Type", "application/x-www-form-urlencoded").POST(
                HttpRequest.BodyPublishers.ofString(form)));
    }

    private static HttpResponse<String> askForToken(String path, String secret, String more) throws Exception {
        return post(path, "grant_type=client_credentials&client_id=" + credentials.clientId() + "&client_secret="
                + secret + "&" + more);
    }

    private static String secret() throws IOException {
        var values = new Properties();
        values.load(new StringReader(Files.readString(directory.resolve("credentials.properties"))));
        return values.getProperty("client.secret");
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), opened.doors().port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var bytes = new byte[4096];
            int length = socket.getInputStream().read(bytes);
            return length < 0 ? "" : new String(bytes, 0, length, StandardCharsets.UTF_8);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static JsonNode error(HttpResponse<String> answer) {
        return json(answer).path("error");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientThatGoesAwayIsNoticed(boolean isSecure) throws Exception {
        Doors doors = opened.doors();
        long gone = opened.clients().gone();
        String host = "127.0.0.1:" + (isSecure ? doors.httpsPort() : doors.port());
        String address = (isSecure ? "https://" : "http://") + host;
        String token = issuer().forAdministrator(new TokenIssuer.Grant(address + "/" + credentials.tenantId() + "/v2.0",
                address));
        String request = "GET /api/data/v9.2/patient HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + token
                + "\r\n\r\n";
        SocketFactory sockets = isSecure
                ? trusting(opened.authorityFile()).getSocketFactory()
                : SocketFactory.getDefault();
        try (Socket socket = sockets.createSocket("127.0.0.1", isSecure ? doors.httpsPort() : doors.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            assertThat(opened.isPatient().tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(opened.isCancelled().tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        assertThat(opened.clients().gone()).isEqualTo(gone + 1);
    }

    private static SSLContext trusting(Path authority) throws Exception {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var input = Files.newInputStream(authority)) {
            trusted.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(input));
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /// Doors with three users and some routes behind them.
    private record Opened(Doors doors, RequestWatch watch, ClientWatch clients, Metrics metrics, Path authorityFile,
            CountDownLatch isSlowUnderWay, CountDownLatch mayEndSlow, Semaphore isPatient, Semaphore isCancelled)
            implements
                AutoCloseable {

        static Opened on(Path directory, Credentials credentials) throws IOException {
            ServerConfig config = ServerConfig.onFreePorts(directory);
            config = config.withListeners(config.listeners().withCorsOrigins(List.of("https://App.example:8080")));
            var certificates = new Certificates(directory, InstantSource.system());
            var metrics = new Metrics();
            var watch = new RequestWatch(metrics, config.limits().urlCharacters());
            var clients = new ClientWatch();
            var health = new Health(() -> true);
            var address = new PublicAddress(null);
            var clock = InstantSource.system();
            var routes = new Routes(new Authentication(new TokenVerifier(credentials, Set.of(), List.of(), clock),
                    new Users(), credentials, address, Routes::isOpen),
                    new OAuthEndpoints(credentials, new TokenIssuer(
                            credentials, clock), address, Set.of()),
                    health);
            var isSlowUnderWay = new CountDownLatch(1);
            var mayEndSlow = new CountDownLatch(1);
            var isPatient = new Semaphore(0);
            var isCancelled = new Semaphore(0);
            Doors doors = Doors.open(config, certificates.open("127.0.0.1"),
                    new Doors.Watching(watch, clients, metrics, health), routing -> {
                        routes.add(routing);
                        addRoutes(routing, isSlowUnderWay, mayEndSlow);
                        routing.get("/api/data/v9.2/patient", (request, response) -> {
                            response.send(patient(clients, isPatient, isCancelled));
                        });
                    });
            return new Opened(doors, watch, clients, metrics, certificates.authorityFile(), isSlowUnderWay, mayEndSlow,
                    isPatient, isCancelled);
        }

        /// Works until its client is gone.
        private static String patient(ClientWatch clients, Semaphore isPatient, Semaphore isCancelled)
                throws InterruptedException {
            var end = new CountDownLatch(1);
            try (ClientWatch.Waiting client = clients.watch()) {
                client.cancellation().during(() -> {
                    isPatient.release();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    isCancelled.release();
                    return "";
                }, end::countDown);
            }
            return "patient";
        }

        private static void addRoutes(HttpRouting.Builder routing, CountDownLatch isSlowUnderWay,
                CountDownLatch mayEndSlow) {
            routing.get("/api/data/v9.2/caller", (request, response) -> {
                Caller caller = request.context().get(Caller.class).orElseThrow();
                response.send(caller.userId() + " " + caller.authenticatedUserId());
            }).get("/api/data/v9.2/broken", (request, response) -> {
                throw new IllegalStateException("the secret of the house");
            }).get("/api/data/v9.2/slow", (request, response) -> {
                isSlowUnderWay.countDown();
                mayEndSlow.await();
                response.send("slow");
            });
        }

        String address() {
            return "http://127.0.0.1:" + doors.port();
        }

        @Override
        public void close() {
            doors.close();
            clients.close();
            metrics.close();
        }
    }

    /// Ann, an application and the administrator, who alone may act for others.
    private static final class Users implements UserDirectory {

        private static final Map<String, UUID> KNOWN = Map.of("domainname=ann@contoso.example", ANN,
                "applicationid=4711", APPLICATION, "azureactivedirectoryobjectid=" + ANNS_OBJECT, ANN);

        @Override
        public @Nullable UUID findUser(String column, String value) {
            return KNOWN.get(column + "=" + value);
        }

        @Override
        public UUID administratorId() {
            return ADMINISTRATOR;
        }

        @Override
        public void requireImpersonator(UUID userId) {
            if (!userId.equals(ADMINISTRATOR)) {
                throw new ServiceException(ErrorCode.CANNOT_ACT_ON_BEHALF_OF_ANOTHER_USER, "No.");
            }
        }

        @Override
        public boolean exists(UUID userId) {
            return Set.of(ANN, APPLICATION, ADMINISTRATOR).contains(userId);
        }
    }
}
