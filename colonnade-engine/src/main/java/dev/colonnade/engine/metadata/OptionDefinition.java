package dev.colonnade.engine.metadata;

import org.jspecify.annotations.Nullable;

/// One option of a choice.
///
/// @param state for a status: the state it belongs to
/// @param defaultStatus for a state: the status that a row gets with it
/// @param invariantName for a state: its name in no language
public record OptionDefinition(int value, Labels label, @Nullable Labels description, @Nullable String color,
        @Nullable Integer state, @Nullable Integer defaultStatus, @Nullable String invariantName) {

    public OptionDefinition(int value, Labels label) {
        this(value, label, null, null, null, null, null);
    }
}
