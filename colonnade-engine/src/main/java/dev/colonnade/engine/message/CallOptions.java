package dev.colonnade.engine.message;

import dev.colonnade.engine.Cancellation;
import dev.colonnade.engine.security.Caller;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a door says about a call beside the request itself.
///
/// @param requestId id that the answer and the logs carry
/// @param formattedValues whether rows in the response need display texts and the names of lookups
/// @param solutionUniqueName unmanaged solution that created components are added to; `null` for none
/// @param tag value that plug-ins find in the shared variable `tag`; `null` for none
/// @param bypassedSteps ids of steps that do not run
/// @param cancellation ends the message when nobody waits for its answer any more; `null` for a message that is carried out in
///        any case
public record CallOptions(Caller caller, UUID requestId, boolean formattedValues, @Nullable String solutionUniqueName,
        @Nullable String tag, Set<UUID> bypassedSteps, @Nullable Cancellation cancellation) {

    /// Options of a message that is carried out in any case.
    public CallOptions(Caller caller, UUID requestId, boolean formattedValues, @Nullable String solutionUniqueName,
            @Nullable String tag, Set<UUID> bypassedSteps) {
        this(caller, requestId, formattedValues, solutionUniqueName, tag, bypassedSteps, null);
    }

    public static CallOptions of(Caller caller) {
        return new CallOptions(caller, UUID.randomUUID(), false, null, null, Set.of());
    }

    public CallOptions withCaller(Caller newCaller) {
        return new CallOptions(newCaller, requestId, formattedValues, solutionUniqueName, tag, bypassedSteps,
                cancellation);
    }

    /// What a message that a plug-in starts inherits: the steps that the caller bypasses run for it. Source:
    /// reference/event-framework.md, "Bypassing custom logic".
    CallOptions forNested(Caller as) {
        return new CallOptions(as, requestId, false, solutionUniqueName, tag, Set.of());
    }

    public CallOptions withFormattedValues(boolean wanted) {
        return new CallOptions(caller, requestId, wanted, solutionUniqueName, tag, bypassedSteps, cancellation);
    }
}
