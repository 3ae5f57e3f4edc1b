package dev.colonnade.engine.message;

import dev.colonnade.engine.security.AccessRight;
import org.jspecify.annotations.Nullable;

/// The main operation of a standard message. It reads the input parameters of the execution, does its work in the execution's
/// unit of work, and sets the output parameters.
public interface Operation {

    void execute(Execution execution);

    /// The right on the primary table that a caller must hold at some depth before stage 20; `null` when the operation
    /// checks by itself or needs none.
    default @Nullable AccessRight right() {
        return null;
    }

    /// Whether the message is about the table of its target, so that steps and filters for that table apply. Associations are
    /// not: their steps are registered without a table. Source: reference/event-framework.md, "Parameters per message".
    default boolean isAboutATable() {
        return true;
    }

    /// Whether the operation is one statement, so that without steps no transaction is needed.
    default boolean isSingleStatement(Execution execution) {
        return false;
    }
}
