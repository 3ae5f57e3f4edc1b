package dev.colonnade.server.exchange;

import java.util.UUID;

/// Names one request in logs and answers. Found in the request's context.
public record RequestId(UUID value) {

    /// The headers of an answer that carry it. Source: reference/web-api.md, "Response headers".
    public static final String HEADER = "REQ_ID";
    public static final String SERVICE_HEADER = "x-ms-service-request-id";

    public static RequestId next() {
        return new RequestId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
