package dev.colonnade.testkit.webapi;

import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes batches and reads their answers, as clients do.
final class Batch {

    static final String TYPE = "multipart/mixed; boundary=\"batch_b1\"";

    private static final String DELIMITER = "--batch_b1\n";

    private final StringBuilder body = new StringBuilder();
    private int changeSets;

    /// A request of its own.
    ///
    /// @param json body; `null` for none
    Batch request(String method, String url, @Nullable String json) {
        body.append(DELIMITER).append("Content-Type: application/http\nContent-Transfer-Encoding: binary\n\n")
                .append(http(method, url, json));
        return this;
    }

    /// A part as it stands.
    Batch part(String text) {
        body.append(DELIMITER).append(text);
        return this;
    }

    /// @param requests made by [#change]
    Batch changeSet(String... requests) {
        String boundary = "changeset_" + ++changeSets;
        body.append(DELIMITER).append("Content-Type: multipart/mixed; boundary=").append(boundary).append("\n\n");
        for (String request : requests) {
            body.append("--").append(boundary).append('\n').append(request);
        }
        body.append("--").append(boundary).append("--\n\n");
        return this;
    }

    static String change(int contentId, String method, String url, @Nullable String json) {
        return "Content-Type: application/http\nContent-Transfer-Encoding: binary\nContent-ID: " + contentId + "\n\n"
                + http(method, url, json);
    }

    private static String http(String method, String url, @Nullable String json) {
        return method + " " + url + " HTTP/1.1\n"
                + (json == null ? "\n\n" : "Content-Type: application/json;type=entry\n\n" + json + "\n");
    }

    String text() {
        return (body + "--batch_b1--\n").replace("\n", "\r\n");
    }

    HttpAnswer send(Http http) {
        return http.with("Content-Type", TYPE).post("$batch", text());
    }

    /// The answer to one request of a batch.
    ///
    /// @param headers all lines in front of the body
    record Answer(int status, String headers, String body) {

        private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ([A-Z][A-Za-z ]+)\r\n");
        private static final Pattern DIVIDER = Pattern
                .compile("(?:^|\r\n)--(?:batch|changeset)response_[0-9a-f-]+\r\n");
        private static final JsonMapper JSON = JsonMapper.builder().build();

        /// All answers of a batch, those of change sets among them, in order.
        static List<Answer> of(HttpAnswer batch) {
            String text = batch.body().replaceAll("\r\n--(?:batch|changeset)response_[0-9a-f-]+--", "");
            var answers = new ArrayList<Answer>();
            for (String part : DIVIDER.splitAsStream(text).toList()) {
                Matcher status = STATUS.matcher(part);
                if (status.find()) {
                    int end = part.indexOf("\r\n\r\n", status.start());
                    answers.add(new Answer(Integer.parseInt(status.group(1)), part.substring(0, end),
                            part.substring(end + 4)));
                }
            }
            return answers;
        }

        @Nullable
        String header(String name) {
            Matcher line = Pattern.compile("(?m)^" + name + ": ([^\r\n]*)").matcher(headers);
            return line.find() ? line.group(1) : null;
        }

        JsonNode json() {
            return JSON.readTree(body);
        }

        String text(String pointer) {
            return json().at(pointer).asString("");
        }
    }
}
