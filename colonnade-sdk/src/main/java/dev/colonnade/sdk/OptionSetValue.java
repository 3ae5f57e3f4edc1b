package dev.colonnade.sdk;

/// The number of a choice's option (choice, state and status columns).
public record OptionSetValue(int value) {}
