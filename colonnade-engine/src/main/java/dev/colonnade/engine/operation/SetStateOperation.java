package dev.colonnade.engine.operation;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationRequest;

/// `SetState`: sets state and status of a row; a status of -1 stands for the state's default.
///
/// In: `EntityMoniker` EntityReference, `State` and `Status` OptionSetValue.
final class SetStateOperation implements Operation {

    @Override
    public AccessRight right() {
        return AccessRight.WRITE;
    }

    @Override
    public void execute(Execution execution) {
        EntityReference target = Targets.parameter(execution, "EntityMoniker", EntityReference.class);
        Targets.requireMessage(execution, execution.table());
        OptionSetValue state = Targets.parameter(execution, "State", OptionSetValue.class);
        OptionSetValue status = Targets.optional(execution, "Status", OptionSetValue.class);
        var change = new Entity(target.logicalName(), target.id()).set("statecode", state);
        if (status != null && status.value() >= 0) {
            change.set("statuscode", status);
        }
        change.keyAttributes().putAll(target.keyAttributes());
        execution.executePart(new OrganizationRequest("Update").set("Target", change));
    }
}
