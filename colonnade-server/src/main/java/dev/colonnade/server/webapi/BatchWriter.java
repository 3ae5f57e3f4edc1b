package dev.colonnade.server.webapi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes the answers of a batch.
///
/// Source: reference/web-api.md, "$batch": names of boundaries, CRLF, and the order of headers, which sample clients rely on.
final class BatchWriter {

    private static final String LINE_END = "\r\n";
    /// Headers that stand in front of the others, as the platform writes them.
    private static final List<String> FIRST_HEADERS = List.of("REQ_ID", "Content-Type", "OData-Version");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    private final String boundary = "batchresponse_" + UUID.randomUUID();

    /// One answer.
    ///
    /// @param contentId of the request; `null` for none
    record Answer(@Nullable String contentId, WebResponse response) {}

    String contentType() {
        return "multipart/mixed; boundary=" + boundary;
    }

    /// Bytes written so far.
    int bytes() {
        return out.size();
    }

    void single(Answer answer) {
        part(boundary, answer);
    }

    void changeSet(List<Answer> answers) {
        String inner = "changesetresponse_" + UUID.randomUUID();
        line("--" + boundary);
        line("Content-Type: multipart/mixed; boundary=" + inner);
        line("");
        for (Answer answer : answers) {
            part(inner, answer);
        }
        line("--" + inner + "--");
    }

    byte[] finish() {
        line("--" + boundary + "--");
        return out.toByteArray();
    }

    private void part(String delimiter, Answer answer) {
        WebResponse response = answer.response();
        line("--" + delimiter);
        line("Content-Type: application/http");
        line("Content-Transfer-Encoding: binary");
        if (answer.contentId() != null) {
            header("Content-ID", answer.contentId());
        }
        line("");
        line("HTTP/1.1 " + response.status() + " " + reason(response.status()));
        headers(response.headers());
        line("");
        out.writeBytes(response.body());
        line("");
    }

    private void headers(Map<String, String> headers) {
        for (String name : FIRST_HEADERS) {
            String value = headers.get(name);
            if (value != null) {
                header(name, value);
            }
        }
        headers.forEach((name, value) -> {
            if (!FIRST_HEADERS.contains(name)) {
                header(name, value);
            }
        });
    }

    private void header(String name, String value) {
        line(name + ": " + value);
    }

    private void line(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(LINE_END.getBytes(StandardCharsets.UTF_8));
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 202 -> "Accepted";
            case 204 -> "No Content";
            case 304 -> "Not Modified";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 503 -> "Service Unavailable";
            default -> status < 400 ? "OK" : "Error";
        };
    }
}
