package dev.colonnade.sdk.plugin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request to another server. Immutable: each `with…` gives another request.
///
/// ```java
/// HttpRequest.post(URI.create("https://example.com/orders")).withHeader("Authorization", "Bearer " + token)
///         .withJson(context.json().write(order)).withTimeout(Duration.ofSeconds(5))
/// ```
public final class HttpRequest {

    private final String method;
    private final URI uri;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final @Nullable Duration timeout;

    private HttpRequest(String method, URI uri, Map<String, List<String>> headers, byte[] body,
            @Nullable Duration timeout) {
        this.method = Objects.requireNonNull(method, "method");
        this.uri = Objects.requireNonNull(uri, "uri");
        this.headers = headers;
        this.body = body;
        this.timeout = timeout;
    }

    /// @param method name of the method, in capital letters
    /// @param uri absolute, with the scheme `http` or `https`
    public static HttpRequest of(String method, URI uri) {
        return new HttpRequest(method, uri, Map.of(), new byte[0], null);
    }

    public static HttpRequest get(URI uri) {
        return of("GET", uri);
    }

    public static HttpRequest post(URI uri) {
        return of("POST", uri);
    }

    public static HttpRequest put(URI uri) {
        return of("PUT", uri);
    }

    public static HttpRequest delete(URI uri) {
        return of("DELETE", uri);
    }

    /// Adds a value to a header.
    public HttpRequest withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        var values = new ArrayList<>(more.getOrDefault(name, List.of()));
        values.add(Objects.requireNonNull(value, "value"));
        more.put(name, List.copyOf(values));
        return new HttpRequest(method, uri, Collections.unmodifiableMap(more), body, timeout);
    }

    /// Sets the body and its type.
    public HttpRequest withBody(String contentType, byte[] newBody) {
        return new HttpRequest(method, uri, headers, newBody.clone(), timeout).withHeader("Content-Type", contentType);
    }

    /// Sets the body, in UTF-8, and its type.
    public HttpRequest withBody(String contentType, String text) {
        return withBody(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Sets a body of JSON.
    public HttpRequest withJson(String json) {
        return withBody("application/json", json);
    }

    /// How long the whole answer may take. The operator's limit holds where it is shorter, and where none is set.
    public HttpRequest withTimeout(Duration newTimeout) {
        return new HttpRequest(method, uri, headers, body, Objects.requireNonNull(newTimeout, "timeout"));
    }

    public String method() {
        return method;
    }

    public URI uri() {
        return uri;
    }

    /// Values by name of the header, as they were added; not to be changed.
    public Map<String, List<String>> headers() {
        return headers;
    }

    /// A copy of the body; empty when there is none.
    public byte[] body() {
        return body.clone();
    }

    /// `null` for the operator's limit.
    public @Nullable Duration timeout() {
        return timeout;
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }
}
