package dev.colonnade.bench.watch;

/// CPU time that was used in a span of time, in seconds.
///
/// @param seconds length of the span
/// @param server of the server under load
/// @param postgres of PostgreSQL for it
/// @param client of the client
/// @param foreign of everything on the machine that is no part of the benchmark
/// @param stolen what the host gave to others
public record CpuUse(double seconds, double server, double postgres, double client, double foreign, double stolen) {

    /// Processors that others kept busy, on average.
    public double foreignProcessors() {
        return (foreign + stolen) / seconds;
    }
}
