package dev.colonnade.engine.containment;

import org.jspecify.annotations.Nullable;

/// What the list of allowed things says of one method, constructor or field.
sealed interface Ruling {

    Ruling ALLOWED = new Allowed();
    Ruling REFUSED = new Refused(null);

    record Allowed() implements Ruling {}

    /// @param instead method of the same class that takes and gives the same and does no harm; `null` when there is none
    record Refused(@Nullable String instead) implements Ruling {}

    /// Refused to a plug-in's own code; a library's call goes to [PluginCalls], which answers it as if nothing were there.
    ///
    /// @param declaredIn the class of the JDK that the rule stands at, with slashes
    record Answered(String declaredIn) implements Ruling {}

    /// Allowed; the call goes through [PluginCalls].
    ///
    /// @param declaredIn the class of the JDK that the rule stands at, with slashes
    record Through(String declaredIn) implements Ruling {}
}
