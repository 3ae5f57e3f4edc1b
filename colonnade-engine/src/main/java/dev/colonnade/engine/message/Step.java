package dev.colonnade.engine.message;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A handler at a stage of a message, for one table or for all.
///
/// @param table logical name; `null` for every table
/// @param stage 10, 20, 40 for steps of others; 5, 15, 25, 35, 45 for rules of the server itself
/// @param rank order within a stage, lowest first
/// @param impersonatingUserId user under whose rights it runs; `null` for the caller
public record Step(UUID id, String name, String message, @Nullable String table, int stage, int rank,
        @Nullable UUID impersonatingUserId, StepHandler handler) {

    /// A rule of the server itself.
    public static Step rule(String name, String message, @Nullable String table, int stage, StepHandler handler) {
        return new Step(
                UUID.nameUUIDFromBytes(
                        ("rule:" + name + message + table).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                name, message, table, stage, 0, null, handler);
    }

    /// Whether it belongs to the server itself.
    boolean isRule() {
        return stage != 10 && stage != 20 && stage != 40;
    }
}
