package dev.colonnade.server.webapi;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer of the Web API, free of any HTTP server. Headers may be added until it is sent.
final class WebResponse {

    static final String JSON = "application/json; odata.metadata=minimal";

    private static final byte[] NO_BODY = {};

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final byte[] body;
    private @Nullable String recordUrl;

    private WebResponse(int status, byte[] body) {
        this.status = status;
        this.body = body;
        headers.put("OData-Version", "4.0");
    }

    static WebResponse noContent() {
        return new WebResponse(204, NO_BODY);
    }

    static WebResponse notModified() {
        return new WebResponse(304, NO_BODY);
    }

    static WebResponse json(int status, byte[] body) {
        return of(status, JSON, body);
    }

    static WebResponse of(int status, String contentType, byte[] body) {
        return new WebResponse(status, body).header("Content-Type", contentType);
    }

    WebResponse header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /// Says which record was written, for the later requests of a change set.
    WebResponse about(String url) {
        recordUrl = url;
        return this;
    }

    /// URL of the record that was written; `null` for none.
    @Nullable
    String recordUrl() {
        return recordUrl;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }
}
