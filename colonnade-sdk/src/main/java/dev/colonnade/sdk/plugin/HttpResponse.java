package dev.colonnade.sdk.plugin;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The answer of another server. Immutable.
public final class HttpResponse {

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    /// @param status the HTTP status
    /// @param headers values by name of the header
    public HttpResponse(int status, Map<String, List<String>> headers, byte[] body) {
        var byName = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> byName.put(name, List.copyOf(values)));
        this.status = status;
        this.headers = Collections.unmodifiableMap(byName);
        this.body = body.clone();
    }

    /// An answer of JSON, for tests.
    public static HttpResponse json(int status, String json) {
        return new HttpResponse(status, Map.of("Content-Type", List.of("application/json")),
                json.getBytes(StandardCharsets.UTF_8));
    }

    public int status() {
        return status;
    }

    /// Whether the status is one of 200 to 299.
    public boolean isSuccess() {
        return status >= 200 && status <= 299;
    }

    /// Values by name of the header, in whatever case it is asked for; not to be changed.
    public Map<String, List<String>> headers() {
        return headers;
    }

    /// The first value of a header; `null` when it is not there.
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /// A copy of the body; empty when there is none.
    public byte[] body() {
        return body.clone();
    }

    /// The body as text, in the character set that the header `Content-Type` names, else in UTF-8.
    public String text() {
        return new String(body, charset());
    }

    private Charset charset() {
        String type = header("Content-Type");
        int at = type == null ? -1 : type.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (type == null || at < 0) {
            return StandardCharsets.UTF_8;
        }
        String name = type.substring(at + "charset=".length()).replace("\"", "").split(";", 2)[0].strip();
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length + " bytes";
    }
}
