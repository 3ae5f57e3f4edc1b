package dev.colonnade.server;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.server.exchange.ClientWatch;
import dev.colonnade.server.exchange.CrossOrigin;
import dev.colonnade.server.exchange.ErrorAnswer;
import dev.colonnade.server.exchange.RequestId;
import dev.colonnade.server.observe.Health;
import dev.colonnade.server.observe.Metrics;
import dev.colonnade.server.observe.RequestWatch;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The listening sockets: HTTP, HTTPS beside it with the same routes, and management. Closing them lets requests under way
/// end first.
final class Doors implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private static final String HTTPS = "https";
    private static final String MANAGEMENT = "management";
    /// Method, blanks and version of a request's first line, beside its URL.
    private static final int FIRST_LINE_CHARACTERS = 64;
    private static final int HEADER_BYTES_MAX = 64 * 1024;
    /// Connections that idle end after this, so that forgotten ones do not pile up.
    private static final Duration IDLE_TIME = Duration.ofMinutes(5);

    private final WebServer server;
    private final RequestWatch watch;
    private final Duration stopTime;

    private Doors(WebServer server, RequestWatch watch, Duration stopTime) {
        this.server = server;
        this.watch = watch;
        this.stopTime = stopTime;
    }

    /// Opens the sockets.
    ///
    /// @param tls what HTTPS shows; `null` for no HTTPS
    /// @param routes adds filters and routes of the doors; called once for each socket
    static Doors open(ServerConfig config, @Nullable Tls tls, Watching watching, Consumer<HttpRouting.Builder> routes) {
        ServerConfig.Listeners listeners = config.listeners();
        // The setting "no delay" is off in Helidon's defaults, and costs 40 ms at the 99th percentile.
        var sockets = SocketOptions.builder().tcpNoDelay(true).build();
        var builder = WebServer.builder()
                .shutdownHook(false)
                .host(listeners.host())
                .port(listeners.port())
                .connectionOptions(sockets)
                .maxPayloadSize(config.limits().bodyBytes())
                .idleConnectionTimeout(IDLE_TIME)
                .protocolsDiscoverServices(false)
                .addConnectionSelector(watching.clients().http(http(config.limits())))
                .directHandlers(refusals())
                .routing(routing(watching.watch(), listeners, routes));
        if (tls != null) {
            builder.putSocket(HTTPS, socket -> socket.host(listeners.host())
                    .port(listeners.httpsPort())
                    .tls(tls)
                    .connectionOptions(sockets)
                    .maxPayloadSize(config.limits().bodyBytes())
                    .idleConnectionTimeout(IDLE_TIME)
                    .protocolsDiscoverServices(false)
                    .addConnectionSelector(watching.clients().http(http(config.limits())))
                    .directHandlers(refusals())
                    .routing(routing(watching.watch(), listeners, routes)));
        }
        if (listeners.managementPort() != ServerConfig.Listeners.OFF) {
            builder.putSocket(MANAGEMENT, socket -> socket.host(listeners.managementHost())
                    .port(listeners.managementPort())
                    .routing(management(watching)));
        }
        return new Doors(builder.build().start(), watching.watch(), config.stopTime());
    }

    /// What watches over the doors.
    record Watching(RequestWatch watch, ClientWatch clients, Metrics metrics, Health health) {}

    /// Queries and paths of the platform's clients hold characters that RFC 3986 wants escaped, so the checks are left to the
    /// parsers of the doors.
    private static Http1Config http(Limits limits) {
        return Http1Config.builder()
                .maxPrologueLength(limits.urlCharacters() + FIRST_LINE_CHARACTERS)
                .maxHeadersSize(HEADER_BYTES_MAX)
                .validatePrologue(false)
                .build();
    }

    private static HttpRouting.Builder routing(RequestWatch watch, ServerConfig.Listeners listeners,
            Consumer<HttpRouting.Builder> routes) {
        HttpRouting.Builder routing = HttpRouting.builder().addFilter(watch);
        if (!listeners.corsOrigins().isEmpty()) {
            routing.addFilter(new CrossOrigin(listeners.corsOrigins()));
        }
        routing
                .error(ServiceException.class, (request, response, refusal) -> ErrorAnswer.send(response, refusal))
                .error(HttpException.class, Doors::refused)
                .error(Throwable.class, Doors::unexpected);
        routes.accept(routing);
        return routing;
    }

    private static HttpRouting.Builder management(Watching watching) {
        return HttpRouting.builder().register(watching.health()).get("/metrics", (request, response) -> {
            response.header(HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
            response.send(watching.metrics().scrape());
        });
    }

    /// A refusal of Helidon's routing: no such path, or not with this method.
    private static void refused(ServerRequest request, ServerResponse response, HttpException refusal) {
        Status status = refusal.status();
        String path = request.path().path();
        String sentence = sentence(request.prologue().method().text(), path, status, refusal.getMessage());
        ErrorAnswer.send(response, status, code(status), sentence);
    }

    /// What nobody foresaw is told once, in the log; its text stays here.
    private static void unexpected(ServerRequest request, ServerResponse response, Throwable failure) {
        String id = request.context().get(RequestId.class).map(RequestId::toString).orElse("");
        LOG.atError().addKeyValue("requestId", id).setCause(failure).log("A request failed unexpectedly.");
        ErrorAnswer.send(response, new ServiceException(ErrorCode.UNEXPECTED,
                "An unexpected error occurred. The server's log tells more under the request id " + id + "."));
    }

    /// Refusals that Helidon makes itself, before or around routing, in the platform's form.
    private static DirectHandlers refusals() {
        var builder = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            builder.addHandler(type, (request, event, status, headers, message) -> DirectHandler.TransportResponse
                    .builder()
                    .status(status)
                    .headers(headers)
                    .header(HeaderNames.CONTENT_TYPE, ErrorAnswer.CONTENT_TYPE)
                    .keepAlive(event.keepAlive())
                    .entity(ErrorAnswer.body(code(status), sentence(request.method(), request.path(),
                            status, message)))
                    .build());
        }
        return builder.build();
    }

    private static String code(Status status) {
        return switch (status.code()) {
            case 404 -> ErrorCode.RESOURCE_NOT_FOUND.hex();
            case 413 -> ErrorCode.PAYLOAD_TOO_LARGE.hex();
            case 414 -> ErrorCode.URI_TOO_LONG.hex();
            case 405, 501 -> ErrorCode.NOT_SUPPORTED.hex();
            default -> status.code() < 500 ? ErrorCode.BAD_URI.hex() : ErrorCode.UNEXPECTED.hex();
        };
    }

    private static String sentence(String method, String path, Status status, @Nullable String message) {
        return switch (status.code()) {
            case 404 -> "There is nothing at '" + path + "'.";
            case 413 -> "The body of the request is too large.";
            case 414 -> "The URL of the request is too long.";
            case 405 -> "The method '" + method + "' is not allowed at '" + path + "'.";
            case 431 -> "The headers of the request are too large.";
            default -> status.code() >= 500 || message == null
                    ? "The request cannot be answered: " + status.reasonPhrase() + "."
                    : "The request cannot be read: " + message;
        };
    }

    int port() {
        return server.port();
    }

    /// Port of HTTPS; [ServerConfig.Listeners#OFF] when it is off.
    int httpsPort() {
        return server.hasTls(HTTPS) ? server.port(HTTPS) : ServerConfig.Listeners.OFF;
    }

    /// Port of health and metrics; -1 when they are off.
    int managementPort() {
        return server.port(MANAGEMENT);
    }

    @Override
    public void close() {
        try {
            if (!watch.stop(stopTime)) {
                LOG.warn("Requests that took longer than {} were cut off by the stop.", stopTime);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        server.stop();
    }
}
