package dev.colonnade.bench.load;

import java.time.Duration;

/// The time in which answers count. The load begins before it, so that connections and caches are there, and what is under way
/// at its end is let come to its end.
///
/// @param lead load before the window
/// @param length length of the window
/// @param opened called when the window begins, such as to read counters
/// @param closed called when it ends
public record LoadWindow(Duration lead, Duration length, Runnable opened, Runnable closed) {

    public LoadWindow(Duration lead, Duration length) {
        this(lead, length, () -> {}, () -> {});
    }
}
