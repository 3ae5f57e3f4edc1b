package dev.colonnade.engine.operation;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.OrganizationRequest;

/// `DeleteMultiple`: several rows of one table, for the tables that take it; standard ones do not. Source:
/// reference/web-api.md, "Bulk messages".
///
/// In: `Targets` EntityCollection of rows with their ids.
final class DeleteMultipleOperation implements Operation {

    @Override
    public AccessRight right() {
        return AccessRight.DELETE;
    }

    @Override
    public void execute(Execution execution) {
        Table table = execution.findTable();
        if (table != null && !table.messages().contains(execution.message().name())) {
            throw new ServiceException(ErrorCode.SDK_MESSAGE_NOT_IMPLEMENTED,
                    "DeleteMultiple has not yet been implemented.");
        }
        for (Entity target : BulkTargets.of(execution)) {
            execution.executePart(new OrganizationRequest("Delete").set("Target", target.toEntityReference()));
        }
    }
}
