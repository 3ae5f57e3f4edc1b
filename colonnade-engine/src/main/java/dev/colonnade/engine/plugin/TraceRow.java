package dev.colonnade.engine.plugin;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One row of `plugintracelog`. Source: reference/event-framework.md, "Tracing".
///
/// @param exceptionDetails the exception with its stack; `null` when the plug-in returned
/// @param constructor when and how long the constructor ran; `null` when the instance was there already
/// @param stepId `null` for the main operation of a custom API
record TraceRow(String typeName, String messageName, String primaryEntity, String messageBlock,
        @Nullable String exceptionDetails, @Nullable String configuration, @Nullable String secureConfiguration,
        int depth, UUID correlationId, UUID requestId, @Nullable UUID stepId, UUID organizationId, UUID userId,
        @Nullable Span constructor, Span execution) {

    /// A stretch of time.
    record Span(Instant start, Duration duration) {}
}
