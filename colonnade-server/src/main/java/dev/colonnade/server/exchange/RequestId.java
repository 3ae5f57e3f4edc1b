package dev.colonnade.server.exchange;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Names one request in logs and answers. Found in the request's context.
public record RequestId(UUID value) {

    /// The headers of an answer that carry it. Source: reference/web-api.md, "Response headers".
    public static final String HEADER = "REQ_ID";
    public static final String SERVICE_HEADER = "x-ms-service-request-id";

    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /// An id that tells requests apart; it is no secret, so it needs no secure random numbers.
    public static RequestId next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new RequestId(new UUID((random.nextLong() & ~0xf000L) | VERSION_4, (random.nextLong() >>> 2) | VARIANT));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
