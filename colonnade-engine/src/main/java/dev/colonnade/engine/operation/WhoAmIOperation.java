package dev.colonnade.engine.operation;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.security.UserRights;
import java.util.UUID;

/// `WhoAmI`: the caller, the caller's business unit, the organization.
final class WhoAmIOperation implements Operation {

    @Override
    public boolean isSingleStatement(Execution execution) {
        return true;
    }

    @Override
    public void execute(Execution execution) {
        UserRights rights = execution.authorizer().rights();
        execution.outputs().set("BusinessUnitId", rights == null ? new UUID(0, 0) : rights.businessUnitId());
        execution.outputs().set("UserId", execution.caller().userId());
        execution.outputs().set("OrganizationId", execution.snapshot().settings().organizationId());
    }
}
