package dev.colonnade.bench.load;

import org.HdrHistogram.Histogram;

/// Histograms of nanoseconds with three digits, up to a minute.
final class Histograms {

    static final long NANOS_MAX = 60_000_000_000L;

    private static final int DIGITS = 3;

    private Histograms() {}

    static Histogram create() {
        return new Histogram(NANOS_MAX, DIGITS);
    }
}
