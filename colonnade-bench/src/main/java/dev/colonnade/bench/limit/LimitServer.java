package dev.colonnade.bench.limit;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.sql.SQLException;
import java.util.Base64;
import java.util.UUID;

/// Serves the benchmark's four requests over HTTP at the addresses that Colonnade has them, in a process of its own.
public final class LimitServer {

    private static final String ROOT = "/api/data/v9.2/";
    private static final String SCHEME = "Bearer ";
    private static final String FILTER = "$filter=emailaddress eq '";
    private static final HeaderName REQUEST_ID = HeaderNames.create("REQ_ID");
    private static final HeaderName SERVICE_REQUEST_ID = HeaderNames.create("x-ms-service-request-id");
    private static final HeaderName ODATA_VERSION = HeaderNames.create("OData-Version");
    private static final HeaderName ODATA_ID = HeaderNames.create("OData-EntityId");
    private static final HeaderName HINT = HeaderNames.create("x-ms-dop-hint");

    private final QueueStore store;
    private final Tokens tokens;
    private final String root;
    private final QueueJson json;

    private LimitServer(QueueStore store, Tokens tokens, String root) {
        this.store = store;
        this.tokens = tokens;
        this.root = root;
        this.json = new QueueJson(root);
    }

    /// Starts the server; it says so on its output stream, and ends with its process.
    ///
    /// @param arguments port, JDBC URL, user of the database, number of connections, public key of the tokens, and the ids of
    ///        the user, the business unit and the organization that new rows belong to; the password of the database comes
    ///        from the environment (`BENCH_DATABASE_PASSWORD`)
    public static void main(String[] arguments) throws GeneralSecurityException {
        int port = Integer.parseInt(arguments[0]);
        var owner = new QueueStore.Owner(UUID.fromString(arguments[5]), UUID.fromString(arguments[6]), UUID.fromString(
                arguments[7]));
        var store = new QueueStore(arguments[1], arguments[2], System.getenv().getOrDefault("BENCH_DATABASE_PASSWORD",
                ""), Integer.parseInt(arguments[3]), owner);
        var key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(
                arguments[4])));
        var limit = new LimitServer(store, new Tokens(key), "http://127.0.0.1:" + port + ROOT);
        WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                .routing(limit::route)
                .build()
                .start();
        System.out.println("ready");
    }

    private void route(HttpRouting.Builder routing) {
        routing.post(ROOT + "bench_Turn", this::turn)
                .get(ROOT + "queues", this::query)
                .get(ROOT + "queues*", this::retrieve)
                .post(ROOT + "queues", (request, response) -> create(request, response, false))
                .post(ROOT + "queueswithoutbox", (request, response) -> create(request, response, true));
    }

    private boolean isRefused(ServerRequest request, ServerResponse response) {
        String header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        if (header.startsWith(SCHEME) && tokens.isGood(header.substring(SCHEME.length()))) {
            String id = UUID.randomUUID().toString();
            response.header(REQUEST_ID, id);
            response.header(SERVICE_REQUEST_ID, id);
            response.header(ODATA_VERSION, "4.0");
            response.header(HINT, "4");
            return false;
        }
        response.status(Status.UNAUTHORIZED_401).send();
        return true;
    }

    private void turn(ServerRequest request, ServerResponse response) throws IOException {
        if (!isRefused(request, response)) {
            send(response, json.turned(body(request)));
        }
    }

    private void retrieve(ServerRequest request, ServerResponse response) throws SQLException {
        if (isRefused(request, response)) {
            return;
        }
        String path = request.prologue().uriPath().rawPath();
        UUID id = UUID.fromString(path.substring((ROOT + "queues(").length(), path.length() - 1));
        QueueStore.Queue queue = store.find(id);
        if (queue == null) {
            response.status(Status.NOT_FOUND_404).send();
        } else {
            response.header(HeaderNames.ETAG, "W/\"" + queue.version() + "\"");
            send(response, json.row(queue));
        }
    }

    private void query(ServerRequest request, ServerResponse response) throws SQLException {
        if (isRefused(request, response)) {
            return;
        }
        String query = URLDecoder.decode(request.prologue().query().rawValue(), StandardCharsets.UTF_8);
        int start = query.indexOf(FILTER) + FILTER.length();
        send(response, json.rows(store.ofAddress(query.substring(start, query.indexOf('\'', start)))));
    }

    private void create(ServerRequest request, ServerResponse response, boolean hasOutbox) throws IOException,
            SQLException {
        if (isRefused(request, response)) {
            return;
        }
        UUID id = store.create(QueueJson.newQueue(body(request)), hasOutbox);
        String url = root + "queues(" + id + ")";
        response.header(HeaderNames.LOCATION, url);
        response.header(ODATA_ID, url);
        response.status(Status.NO_CONTENT_204).send();
    }

    private static byte[] body(ServerRequest request) throws IOException {
        try (InputStream content = request.content().inputStream()) {
            return content.readAllBytes();
        }
    }

    private static void send(ServerResponse response, byte[] body) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json; odata.metadata=minimal");
        response.send(body);
    }
}
