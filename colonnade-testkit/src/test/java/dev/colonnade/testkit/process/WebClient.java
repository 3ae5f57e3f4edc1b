package dev.colonnade.testkit.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/// Requests to the Web API of a server in another process.
record WebClient(HttpClient http, String address, String token) implements AutoCloseable {

    WebClient(String address, String token) {
        this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), address, token);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    /// Asks again while the server says that its database is not there.
    HttpResponse<String> getPatiently(String path) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        HttpResponse<String> answer = get(path);
        while (answer.statusCode() == 503 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            answer = get(path);
        }
        return answer;
    }

    HttpResponse<String> createAccount(String name) throws IOException, InterruptedException {
        return http.send(account(name), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String contentType, String body) throws IOException, InterruptedException {
        return http.send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    void pushAssembly(String name, byte[] jar) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("colonnade_PushAssembly", "application/json", "{\"Name\":\"" + name
                + "\",\"Content\":\"" + Base64.getEncoder().encodeToString(jar) + "\"}");
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
    }

    /// Sends the request, and does not wait for the answer.
    CompletableFuture<HttpResponse<String>> beginAccount(String name) {
        return http.sendAsync(account(name), BodyHandlers.ofString());
    }

    private HttpRequest account(String name) {
        return request("accounts").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"" + name + "\"}"))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + "/api/data/v9.2/" + path))
                .header("Authorization", "Bearer " + token);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
