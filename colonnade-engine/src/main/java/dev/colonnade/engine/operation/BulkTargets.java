package dev.colonnade.engine.operation;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationResponse;
import java.util.ArrayList;
import java.util.List;

/// The rows of a message with several of them. Each runs through the pipeline of the message with one row; all are one
/// transaction. Source: reference/web-api.md, "Bulk messages".
final class BulkTargets {

    private BulkTargets() {}

    /// The rows in `Targets`.
    ///
    /// @throws ServiceException when there is none, or one of another table
    static List<Entity> of(Execution execution) {
        EntityCollection targets = Targets.parameter(execution, "Targets", EntityCollection.class);
        if (targets.entities().isEmpty()) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The parameter 'Targets' of '"
                    + execution.message().name() + "' holds no rows.");
        }
        String name = targets.entityName().isEmpty()
                ? targets.entities().getFirst().logicalName()
                : targets.entityName();
        for (Entity target : targets.entities()) {
            if (!target.logicalName().equals(name) || name.isEmpty()) {
                throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The rows in 'Targets' of '"
                        + execution.message().name() + "' must all be of one table"
                        + (name.isEmpty() ? "." : ", '" + name + "'; one is of '" + target.logicalName() + "'."));
            }
        }
        Targets.requireMessage(execution, execution.table());
        return targets.entities();
    }

    /// Runs the message with one row for each of them.
    ///
    /// @return their responses, in the order of the rows
    static List<OrganizationResponse> each(Execution execution, List<Entity> targets, String message) {
        var responses = new ArrayList<OrganizationResponse>(targets.size());
        for (Entity target : targets) {
            responses.add(execution.executePart(request(execution, message, target)));
        }
        return responses;
    }

    private static OrganizationRequest request(Execution execution, String message, Entity target) {
        var request = new OrganizationRequest(message).set("Target", target);
        Object behavior = execution.inputs().get("ConcurrencyBehavior");
        return behavior == null ? request : request.set("ConcurrencyBehavior", behavior);
    }
}
