package dev.colonnade.bench.load;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// What came of a load.
///
/// @param requests answers with the expected status within the window
/// @param failures other answers, and connections that broke
/// @param firstFailure one of them in words; `null` when there was none
/// @param seconds length of the window
/// @param nanos how long the answers took, in nanoseconds
public record LoadResult(long requests, long failures, @Nullable String firstFailure, double seconds, Histogram nanos) {

    public double perSecond() {
        return requests / seconds;
    }

    /// @param percentile such as 99.0
    public double millis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }
}
