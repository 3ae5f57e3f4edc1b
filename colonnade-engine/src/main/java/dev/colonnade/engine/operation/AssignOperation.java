package dev.colonnade.engine.operation;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationRequest;

/// `Assign`: gives a row to another owner.
///
/// In: `Target` EntityReference, `Assignee` EntityReference to a user or team.
final class AssignOperation implements Operation {

    @Override
    public AccessRight right() {
        return AccessRight.ASSIGN;
    }

    @Override
    public void execute(Execution execution) {
        EntityReference target = Targets.reference(execution);
        Targets.requireMessage(execution, execution.table());
        EntityReference assignee = Targets.parameter(execution, "Assignee", EntityReference.class);
        var change = new Entity(target.logicalName(), target.id()).set("ownerid", assignee);
        change.keyAttributes().putAll(target.keyAttributes());
        execution.executePart(new OrganizationRequest("Update").set("Target", change));
    }
}
