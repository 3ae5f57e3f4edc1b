package dev.colonnade.engine.containment;

import org.jspecify.annotations.Nullable;

/// One thing that plug-in code does and may not.
///
/// @param className name of the class as [Class#getName()] gives it
/// @param methodName the method; `null` when the class itself is meant
/// @param line line of the source; 0 when the class file does not tell
/// @param what what is wrong with it, as the rest of a sentence: `uses java.lang.Thread.<init>`
public record Finding(String className, @Nullable String methodName, int line, String what) {

    static Finding of(String className, String what) {
        return new Finding(className, null, 0, what);
    }

    /// Where it is: `com.example.Order.execute:17`.
    public String place() {
        return className + (methodName == null ? "" : "." + methodName) + (line == 0 ? "" : ":" + line);
    }

    @Override
    public String toString() {
        return place() + " " + what;
    }
}
