package dev.colonnade.bench;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that a run found.
///
/// @param results what was measured in rounds
/// @param memory resident bytes of the servers after the run, by variant
/// @param postgresBytes memory of PostgreSQL after the run; 0 when this user may not know
/// @param http half load over HTTP; `null` when it was not asked for, like the two that follow
record Outcome(Results results, Map<String, Long> memory, long postgresBytes, HalfLoad.@Nullable Outcome http,
        HalfLoad.@Nullable Outcome https, @Nullable StartTimes start) {

    Outcome {
        memory = Map.copyOf(memory);
    }

    /// What was found in rounds, and nothing else yet.
    static Outcome of(Results results, Map<String, Long> memory, long postgresBytes) {
        return new Outcome(results, memory, postgresBytes, null, null, null);
    }

    /// The same with how long starts took.
    Outcome with(StartTimes times) {
        return new Outcome(results, memory, postgresBytes, http, https, times);
    }
}
