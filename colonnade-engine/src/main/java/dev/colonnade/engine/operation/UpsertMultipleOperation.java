package dev.colonnade.engine.operation;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.sdk.OrganizationResponse;

/// `UpsertMultiple`: several rows of one table, each updated where its id or the values of a key find it, else created; all or
/// none.
///
/// In: `Targets` EntityCollection. Out: `Results`, the responses of the single upserts in the order of the rows.
final class UpsertMultipleOperation implements Operation {

    @Override
    public void execute(Execution execution) {
        execution.outputs().set("Results",
                BulkTargets.each(execution, BulkTargets.of(execution), "Upsert").toArray(OrganizationResponse[]::new));
    }
}
