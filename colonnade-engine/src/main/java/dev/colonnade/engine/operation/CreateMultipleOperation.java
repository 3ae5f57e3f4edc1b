package dev.colonnade.engine.operation;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.sdk.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// `CreateMultiple`: several rows of one table, all or none. The rows are sent to the database together wherever no step
/// looks at them in between.
///
/// In: `Targets` EntityCollection. Out: `Ids` Guid[], in the order of the rows.
final class CreateMultipleOperation implements Operation {

    @Override
    public AccessRight right() {
        return AccessRight.CREATE;
    }

    @Override
    public void execute(Execution execution) {
        List<Entity> targets = BulkTargets.of(execution);
        var ids = new ArrayList<UUID>(targets.size());
        execution.work().gathering(() -> BulkTargets.each(execution, targets, "Create")
                .forEach(response -> ids.add(response.results().require("id", UUID.class))));
        execution.outputs().set("Ids", ids.toArray(UUID[]::new));
    }
}
