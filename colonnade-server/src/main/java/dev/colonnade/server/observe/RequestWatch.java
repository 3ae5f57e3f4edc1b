package dev.colonnade.server.observe;

import dev.colonnade.server.exchange.ErrorAnswer;
import dev.colonnade.server.exchange.RequestId;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The outermost filter: gives each request its [RequestId], times it, writes the log of requests (logger
/// `dev.colonnade.requests`, level debug), and knows how many are under way, so that a stop can wait for them. Safe for use by
/// several threads.
public final class RequestWatch implements Filter {

    private static final Logger LOG = LoggerFactory.getLogger("dev.colonnade.requests");
    private static final HeaderName REQUEST_ID = HeaderNames.create(RequestId.HEADER);
    private static final HeaderName SERVICE_REQUEST_ID = HeaderNames.create(RequestId.SERVICE_HEADER);

    private final Metrics metrics;
    private final int urlCharactersMax;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean isStopping;

    /// @param urlCharactersMax longest path and query that is taken
    public RequestWatch(Metrics metrics, int urlCharactersMax) {
        this.metrics = metrics;
        this.urlCharactersMax = urlCharactersMax;
        metrics.gauge("colonnade.http.requests.active", "Requests under way", underWay::get);
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long start = System.nanoTime();
        var id = RequestId.next();
        request.context().register(id);
        response.header(REQUEST_ID, id.toString());
        response.header(SERVICE_REQUEST_ID, id.toString());
        underWay.incrementAndGet();
        try {
            answer(chain, request, response);
        } finally {
            underWay.decrementAndGet();
            report(request, response, id, System.nanoTime() - start);
        }
    }

    private void answer(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (isStopping) {
            response.header(HeaderValues.CONNECTION_CLOSE);
            ErrorAnswer.send(response, Status.SERVICE_UNAVAILABLE_503, "0x80040216", "The server is stopping.");
        } else if (urlCharacters(request) > urlCharactersMax) {
            ErrorAnswer.send(response, Status.REQUEST_URI_TOO_LONG_414, "0x80060888",
                    "The URL of the request is longer than " + urlCharactersMax + " characters.");
        } else {
            chain.proceed();
        }
    }

    private static int urlCharacters(RoutingRequest request) {
        return request.prologue().uriPath().rawPath().length() + request.prologue().query().rawValue().length();
    }

    private void report(RoutingRequest request, RoutingResponse response, RequestId id, long nanos) {
        int status = response.status().code();
        metrics.request(door(request.prologue().uriPath().rawPath()), status, nanos);
        if (LOG.isDebugEnabled()) {
            LOG.atDebug()
                    .addKeyValue("requestId", id)
                    .addKeyValue("method", request.prologue().method().text())
                    .addKeyValue("path", request.prologue().uriPath().rawPath())
                    .addKeyValue("status", status)
                    .addKeyValue("micros", nanos / 1_000)
                    .log("request");
        }
    }

    /// The door that a path leads to: few names, so that metrics stay few.
    private static String door(String path) {
        if (path.startsWith("/api/")) {
            return "webapi";
        }
        if (path.startsWith("/health/")) {
            return "health";
        }
        return path.endsWith("/token") ? "oauth" : "other";
    }

    /// Takes no new requests any more, and waits for those under way.
    ///
    /// @return whether all ended in time
    public boolean stop(Duration patience) throws InterruptedException {
        isStopping = true;
        long deadline = System.nanoTime() + patience.toNanos();
        while (underWay.get() > 0) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(Duration.ofMillis(10));
        }
        return true;
    }

    /// Whether requests are refused because the server stops.
    public boolean isStopping() {
        return isStopping;
    }
}
