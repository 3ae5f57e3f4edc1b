package dev.colonnade.testkit;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the server answered.
///
/// @param headers by name, without regard to case
/// @param body text of the body; empty for none
public record HttpAnswer(int status, Map<String, List<String>> headers, String body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static HttpAnswer of(HttpResponse<String> response) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.headers().map());
        return new HttpAnswer(response.statusCode(), headers, response.body());
    }

    /// The first value of a header; `null` when it is not there.
    public @Nullable String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /// The body as JSON.
    ///
    /// @throws AssertionError when it is none
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (RuntimeException e) {
            throw new AssertionError("The body is no JSON: " + this, e);
        }
    }

    /// The value at a JSON pointer as text, e.g. `/error/code`; empty when there is none.
    public String text(String pointer) {
        return json().at(pointer).asString("");
    }

    /// The error's code; empty when the body holds no error.
    public String errorCode() {
        return text("/error/code");
    }

    public String errorMessage() {
        return text("/error/message");
    }

    /// Fails with the whole answer unless it has a status.
    public HttpAnswer expect(int expected) {
        if (status != expected) {
            throw new AssertionError("Expected status " + expected + ", got " + this);
        }
        return this;
    }

    /// The id in the header `OData-EntityId`.
    ///
    /// @throws AssertionError when there is none
    public UUID entityId() {
        String uri = header("OData-EntityId");
        if (uri == null) {
            throw new AssertionError("There is no header 'OData-EntityId' in " + this);
        }
        return UUID.fromString(uri.substring(uri.lastIndexOf('(') + 1, uri.lastIndexOf(')')));
    }
}
