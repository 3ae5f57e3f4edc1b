package dev.colonnade.engine.containment;

import java.util.List;

/// A stop that was asked for.
///
/// @param sinceNanos when, by [System#nanoTime()]
/// @param frames where the plug-in stood: its own frames, the innermost first
public record Stop(StopReason reason, long sinceNanos, List<StackTraceElement> frames) {

    public Stop {
        frames = List.copyOf(frames);
    }

    /// The frames as a stack trace is written; empty when none was plug-in code.
    public String place() {
        var text = new StringBuilder();
        for (StackTraceElement frame : frames) {
            text.append("\tat ").append(frame.getClassName()).append('.').append(frame.getMethodName()).append('(')
                    .append(frame.getFileName() == null ? "Unknown Source" : frame.getFileName());
            if (frame.getLineNumber() >= 0) {
                text.append(':').append(frame.getLineNumber());
            }
            text.append(")\n");
        }
        return text.toString();
    }
}
