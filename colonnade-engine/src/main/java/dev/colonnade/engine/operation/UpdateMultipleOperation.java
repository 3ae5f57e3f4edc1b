package dev.colonnade.engine.operation;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.security.AccessRight;

/// `UpdateMultiple`: changes of several rows of one table, each with its id or the values of a key, all or none.
///
/// In: `Targets` EntityCollection, `ConcurrencyBehavior` for all of them.
final class UpdateMultipleOperation implements Operation {

    @Override
    public AccessRight right() {
        return AccessRight.WRITE;
    }

    @Override
    public void execute(Execution execution) {
        BulkTargets.each(execution, BulkTargets.of(execution), "Update");
    }
}
