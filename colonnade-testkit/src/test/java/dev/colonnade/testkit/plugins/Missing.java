package dev.colonnade.testkit.plugins;

/// A class that the jar of [Scripted] does not hold.
final class Missing {

    private Missing() {}

    static String call() {
        return "The jar was not to hold this class.";
    }
}
