package dev.colonnade.bench.limit;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Keys that grow with time (version 7), so that neighbours in time are neighbours in the index.
final class Uuids {

    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_OF_HIGH = 0x0fffL;
    private static final long RANDOM_OF_LOW = 0x3fff_ffff_ffff_ffffL;

    private Uuids() {}

    static UUID next() {
        var random = ThreadLocalRandom.current();
        long high = (System.currentTimeMillis() << 16) | VERSION | (random.nextLong() & RANDOM_OF_HIGH);
        return new UUID(high, VARIANT | (random.nextLong() & RANDOM_OF_LOW));
    }
}
