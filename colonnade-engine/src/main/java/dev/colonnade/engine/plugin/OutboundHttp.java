package dev.colonnade.engine.plugin;

import dev.colonnade.engine.HttpLimits;
import dev.colonnade.sdk.plugin.HttpRequest;
import dev.colonnade.sdk.plugin.HttpResponse;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Sends the HTTP requests of plug-ins. All waiting can be interrupted, so that a plug-in can be stopped in it. Safe for use by
/// several threads; what plug-ins get to see of it is an object of their own for each execution.
final class OutboundHttp implements AutoCloseable {

    private static final int REDIRECTS_MAX = 5;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    /// What is meant for one server is not carried on to another.
    private static final Set<String> FOR_ONE_SERVER = Set.of("authorization", "cookie", "proxy-authorization");

    private final HttpLimits limits;
    private final AddressRules addresses;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    OutboundHttp(HttpLimits limits) {
        this.limits = limits;
        this.addresses = new AddressRules(limits.hosts());
        this.client = HttpClient.newBuilder().executor(threads).connectTimeout(CONNECT_MAX)
                .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    /// @throws InvalidPluginExecutionException when there is no answer, with a sentence for the plug-in's author
    HttpResponse send(HttpRequest request) {
        var deadline = new Deadline(shorter(request.timeout(), limits.timeout()));
        URI uri = request.uri();
        for (int redirects = 0;; redirects++) {
            var answer = sendOnce(request, uri, deadline);
            URI next = redirect(request, uri, answer);
            if (next == null) {
                return new HttpResponse(answer.statusCode(), answer.headers().map(), answer.body());
            }
            if (redirects == REDIRECTS_MAX) {
                throw failed(request, "it redirects more than " + REDIRECTS_MAX + " times", null);
            }
            uri = next;
        }
    }

    private static Duration shorter(@Nullable Duration asked, Duration most) {
        return asked == null || asked.compareTo(most) > 0 ? most : asked;
    }

    private java.net.http.HttpResponse<byte[]> sendOnce(HttpRequest request, URI uri, Deadline deadline) {
        await(request, deadline, threads.submit(() -> {
            addresses.requireAllowed(uri);
            return uri;
        }));
        java.net.http.HttpRequest wire = wire(request, uri, deadline);
        CompletableFuture<java.net.http.HttpResponse<byte[]>> sent = client.sendAsync(wire,
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), limits.responseBytes()));
        return await(request, deadline, sent);
    }

    private static java.net.http.HttpRequest wire(HttpRequest request, URI uri, Deadline deadline) {
        byte[] body = request.body();
        try {
            var wire = java.net.http.HttpRequest.newBuilder(uri).timeout(deadline.left()).method(request.method(),
                    body.length == 0
                            ? java.net.http.HttpRequest.BodyPublishers.noBody()
                            : java.net.http.HttpRequest.BodyPublishers.ofByteArray(body));
            boolean isElsewhere = !isSameServer(request.uri(), uri);
            request.headers().forEach((name, values) -> {
                if (!isElsewhere || !FOR_ONE_SERVER.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> wire.header(name, value));
                }
            });
            return wire.build();
        } catch (IllegalArgumentException e) {
            throw failed(request, String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isSameServer(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme()) && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }

    /// Where an answer sends us; `null` when it is one to give back.
    private static @Nullable URI redirect(HttpRequest request, URI from, java.net.http.HttpResponse<byte[]> answer) {
        String location = answer.headers().firstValue("Location").orElse(null);
        boolean isRepeatable = request.method().equals("GET") || request.method().equals("HEAD");
        if (location == null || !isRepeatable || !REDIRECTS.contains(answer.statusCode())) {
            return null;
        }
        try {
            URI to = from.resolve(location);
            boolean leavesTls = "https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(to.getScheme());
            return leavesTls ? null : to;
        } catch (IllegalArgumentException e) {
            throw failed(request, "it redirects to what is no address", e);
        }
    }

    private static <T> T await(HttpRequest request, Deadline deadline, Future<T> future) {
        try {
            return future.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw failed(request, "it does not answer in " + deadline.length.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(request, "the call was interrupted", e);
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case InvalidPluginExecutionException refused -> refused;
                case java.net.http.HttpTimeoutException late ->
                    failed(request, "it does not answer in " + deadline.length.toMillis() + " ms", late);
                case IOException cause -> failed(request, said(cause), cause);
                case null, default -> failed(request, String.valueOf(e.getCause()), e.getCause());
            };
        } finally {
            future.cancel(true);
        }
    }

    private static String said(IOException cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static InvalidPluginExecutionException failed(HttpRequest request, String why, @Nullable Throwable cause) {
        // The query may hold secrets.
        URI uri = request.uri();
        return new InvalidPluginExecutionException("The call " + request.method() + " " + uri.getScheme() + "://"
                + uri.getRawAuthority() + (uri.getRawPath() == null ? "" : uri.getRawPath()) + " failed: " + why + ".",
                cause);
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }

    /// When a call has to be over, redirects included.
    private static final class Deadline {

        private final Duration length;
        private final long start = System.nanoTime();

        Deadline(Duration length) {
            this.length = length;
        }

        /// What is left, at least a millisecond.
        Duration left() {
            Duration left = length.minusNanos(System.nanoTime() - start);
            return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
        }
    }
}
