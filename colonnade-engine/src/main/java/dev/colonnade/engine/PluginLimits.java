package dev.colonnade.engine;

import java.time.Duration;

/// What plug-in code may take before it is stopped. Source of the time: reference/event-framework.md, "Limits"; the rest is
/// ours.
///
/// @param time of an operation with its plug-ins, by the clock on the wall
/// @param allocationBytes what the plug-ins of an operation may allocate in all, whether it is kept or not
/// @param threads plug-ins that run at once
/// @param threadWait how long a request waits for a thread at most
/// @param grace how long a stopped plug-in may take to end before its thread is given up
public record PluginLimits(Duration time, long allocationBytes, int threads, Duration threadWait, Duration grace) {

    public static final PluginLimits DEFAULT = new PluginLimits(Duration.ofMinutes(2), 1024L * 1024 * 1024, 32,
            Duration.ofSeconds(10), Duration.ofSeconds(5));

    public PluginLimits withTime(Duration newTime) {
        return new PluginLimits(newTime, allocationBytes, threads, threadWait, grace);
    }
}
