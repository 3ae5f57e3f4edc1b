package dev.colonnade.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Calls of a Web API that prepare a benchmark, one after the other.
final class WebClient implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final String root;
    private final String token;

    /// @param root address of the Web API, with a slash at its end
    WebClient(String root, String token) {
        this.root = root;
        this.token = token;
    }

    String get(String path) throws IOException {
        return send(request(path).GET().build());
    }

    String post(String path, String json) throws IOException {
        return send(request(path).header("Content-Type", "application/json")
                .header("Prefer", "return=representation")
                .POST(HttpRequest.BodyPublishers.ofString(json)).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path)).header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IOException(request.method() + " " + request.uri() + " was answered with " + response
                        .statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The benchmark was interrupted.", e);
        }
    }

    /// A text without the address that this client speaks to.
    String withoutAddress(String text) {
        return text.replace(root, "/");
    }

    /// A member of a JSON object that is a text.
    static String text(String json, String name) throws IOException {
        Matcher found = Pattern.compile("\"" + Pattern.quote(name) + "\":\"([^\"]*)\"").matcher(json);
        if (!found.find()) {
            throw new IOException("There is no '" + name + "' in " + json);
        }
        return found.group(1);
    }

    @Override
    public void close() {
        client.close();
    }
}
