package dev.colonnade.engine.query;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/// A stretch of time on the caller's clock, half open.
///
/// @param from its first moment; `null` when it has no beginning
/// @param below the first moment behind it; `null` when it has no end
record DateRange(@Nullable LocalDateTime from, @Nullable LocalDateTime below) {}
