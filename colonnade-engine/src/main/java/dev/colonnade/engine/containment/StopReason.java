package dev.colonnade.engine.containment;

/// Why plug-in code is stopped.
public enum StopReason {
    /// The operation ran longer than it may.
    TIME,
    /// It allocated more than it may.
    ALLOCATION,
    /// Another execution of the same code could not be ended.
    CODE_CLOSED,
    /// The server stops.
    SHUTDOWN
}
