package dev.colonnade.testkit.webapi;

import dev.colonnade.testkit.HttpAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Sends requests exactly as they are written, one connection each: header lines that repeat or are empty, URLs that are none.
final class RawHttp {

    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int PATIENCE_MILLIS = 10_000;

    private final URI server;

    /// @param address address of a server without a path
    RawHttp(String address) {
        this.server = URI.create(address);
    }

    /// @param target path and query of the first line
    /// @param headers whole header lines; `Host`, `Connection` and `Content-Length` are added
    HttpAnswer send(String method, String target, List<String> headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var lines = new ArrayList<>(headers);
        if (bytes.length > 0) {
            lines.add("Content-Length: " + bytes.length);
        }
        return send(method + " " + target + " HTTP/1.1", lines, bytes);
    }

    HttpAnswer send(String firstLine, List<String> headers, byte[] body) {
        var head = new StringBuilder(firstLine).append("\r\n");
        head.append("Host: ").append(server.getAuthority()).append("\r\nConnection: close\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        head.append("\r\n");
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpAnswer read(InputStream input) throws IOException {
        String status = line(input);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(input); !line.isEmpty(); line = line(input)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        int code = Integer.parseInt(status.substring(STATUS_AT, STATUS_AT + 3));
        return new HttpAnswer(code, headers, new String(body(input, headers), StandardCharsets.UTF_8));
    }

    private static byte[] body(InputStream input, Map<String, List<String>> headers) throws IOException {
        if (!headers.containsKey("Transfer-Encoding")) {
            return input.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", List.of("0")).getFirst()));
        }
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(input), 16); size > 0; size = Integer.parseInt(line(input), 16)) {
            body.write(input.readNBytes(size));
            line(input);
        }
        return body.toByteArray();
    }

    private static String line(InputStream input) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = input.read(); c >= 0 && c != '\n'; c = input.read()) {
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
