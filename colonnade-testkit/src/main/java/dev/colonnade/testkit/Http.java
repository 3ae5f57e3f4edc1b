package dev.colonnade.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends requests of one user to the Web API. Paths are relative to its address; blanks and quotes in them are escaped here, so
/// that tests can be read. Immutable.
public final class Http {

    private final HttpClient client;
    private final String baseUrl;
    private final @Nullable String token;
    private final Map<String, String> headers;

    Http(HttpClient client, String baseUrl, @Nullable String token) {
        this(client, baseUrl, token, Map.of());
    }

    private Http(HttpClient client, String baseUrl, @Nullable String token, Map<String, String> headers) {
        this.client = client;
        this.baseUrl = baseUrl;
        this.token = token;
        this.headers = headers;
    }

    /// The same with one more header in every request.
    public Http with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Http(client, baseUrl, token, more);
    }

    public HttpAnswer get(String path) {
        return send("GET", path, null);
    }

    /// @param json body
    public HttpAnswer post(String path, String json) {
        return send("POST", path, json);
    }

    public HttpAnswer patch(String path, String json) {
        return send("PATCH", path, json);
    }

    public HttpAnswer put(String path, String json) {
        return send("PUT", path, json);
    }

    public HttpAnswer delete(String path) {
        return send("DELETE", path, null);
    }

    /// Any request.
    ///
    /// @param body `null` for none
    public HttpAnswer send(String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Accept", "application/json");
        if (body != null && headers.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::setHeader);
        try {
            return HttpAnswer.of(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The request was interrupted.", e);
        }
    }

    private URI uri(String path) {
        String escaped = path.replace(" ", "%20").replace("\"", "%22").replace("<", "%3C").replace(">", "%3E")
                .replace("{", "%7B").replace("}", "%7D").replace("|", "%7C").replace("^", "%5E")
                .replace("[", "%5B").replace("]", "%5D").replace("\n", "%0A");
        return URI.create(path.startsWith("http") ? escaped : baseUrl + escaped);
    }
}
