package dev.colonnade.bench;

import dev.colonnade.bench.load.LoadResult;
import dev.colonnade.bench.watch.CpuUse;

/// A variant's part of a round.
record Slice(LoadResult load, CpuUse cpu) {

    /// Microseconds of the server's process for a request.
    double serverMicros() {
        return cpu.server() * 1e6 / load.requests();
    }

    /// Microseconds of PostgreSQL for a request.
    double postgresMicros() {
        return cpu.postgres() * 1e6 / load.requests();
    }

    /// Microseconds of the client for a request.
    double clientMicros() {
        return cpu.client() * 1e6 / load.requests();
    }
}
