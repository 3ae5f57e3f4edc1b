package dev.colonnade.engine.operation;

import java.security.SecureRandom;
import java.util.UUID;

/// Keys for rows that the caller gives none: UUIDs of version 7, so that new rows lie together in the index.
///
/// Source: RFC 9562, "UUID Version 7".
final class RowIds {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private RowIds() {}

    static UUID next() {
        long random = RANDOM.nextLong();
        long high = (System.currentTimeMillis() << 16) | VERSION_7 | (random & 0x0fff);
        long low = VARIANT | (RANDOM.nextLong() >>> 2);
        return new UUID(high, low);
    }
}
