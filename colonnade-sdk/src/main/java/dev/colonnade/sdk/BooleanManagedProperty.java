package dev.colonnade.sdk;

import org.jspecify.annotations.Nullable;

/// A yes/no value that restricts what may be changed after a component came in through a managed solution.
///
/// @param managedPropertyLogicalName name of the property; `null` when a caller leaves it out
public record BooleanManagedProperty(boolean value, boolean canBeChanged, @Nullable String managedPropertyLogicalName) {

    public BooleanManagedProperty(boolean value) {
        this(value, true, null);
    }
}
