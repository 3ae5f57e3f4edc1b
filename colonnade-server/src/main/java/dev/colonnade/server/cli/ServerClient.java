package dev.colonnade.server.cli;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.server.auth.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Talks to a running server over its Web API, as the administrator of a data directory.
final class ServerClient implements AutoCloseable {

    private static final Duration CONNECT_TIME = Duration.ofSeconds(10);

    private final HttpClient http;
    private final String address;
    private final String token;
    private final JsonMapper json = JsonMapper.shared();

    private ServerClient(HttpClient http, String address, String token) {
        this.http = http;
        this.address = address;
        this.token = token;
    }

    /// @param url address of the server; `null` for the one that runs on the data directory
    /// @param data data directory whose key signs; `null` for the usual one
    static ServerClient open(@Nullable String url, @Nullable String data, Map<String, String> environment)
            throws IOException {
        Path directory = DataOption.directory(data, environment);
        Credentials credentials = DataOption.credentials(directory);
        String address = url == null ? DataOption.address(directory) : url.replaceFirst("/+$", "");
        String token = TokenCommand.token(credentials, null, address);
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIME);
        Path authority = directory.resolve("tls").resolve("ca.crt");
        if (address.startsWith("https:") && Files.exists(authority)) {
            builder.sslContext(trusting(authority));
        }
        return new ServerClient(builder.build(), address, token);
    }

    private static SSLContext trusting(Path authority) throws IOException {
        try (InputStream input = Files.newInputStream(authority)) {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry("colonnade", CertificateFactory.getInstance("X.509").generateCertificate(
                    input));
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificate " + authority + " cannot be used.", e);
        }
    }

    /// The bytes of a resource below the Web API's root, such as `$metadata`.
    byte[] bytes(String path) throws IOException, InterruptedException {
        return send(request(path).header("Accept", "*/*").GET().build());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return read(send(request(path).GET().build()));
    }

    JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return read(send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                .build()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + "/api/data/v9.2/" + path))
                .header("Authorization", "Bearer " + token)
                .header("OData-Version", "4.0")
                .header("OData-MaxVersion", "4.0");
    }

    private byte[] send(HttpRequest request) throws IOException, InterruptedException {
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() >= 400) {
                throw refused(response.statusCode(), response.body());
            }
            return response.body();
        } catch (ConnectException e) {
            throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE, "Nothing answers at " + address + ".", e);
        }
    }

    private ServiceException refused(int status, byte[] body) {
        String sentence = "The server answered with status " + status + ".";
        try {
            JsonNode error = json.readTree(body).path("error");
            if (error.path("message").isString()) {
                sentence = error.path("message").stringValue() + " (" + error.path("code").stringValue("") + ")";
            }
        } catch (JacksonException _) {
            // Not one of our refusals, then; the status says what there is to say.
        }
        return new ServiceException(ErrorCode.SERVER_UNAVAILABLE, sentence);
    }

    private JsonNode read(byte[] body) {
        return body.length == 0 ? json.nullNode() : json.readTree(body);
    }

    @Override
    public void close() {
        http.close();
    }
}
