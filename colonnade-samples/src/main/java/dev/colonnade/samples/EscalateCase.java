package dev.colonnade.samples;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.plugin.BindingType;
import dev.colonnade.sdk.plugin.CustomApi;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;
import dev.colonnade.sdk.plugin.ProcessingStepType;
import dev.colonnade.sdk.plugin.RequestParameter;
import dev.colonnade.sdk.plugin.ResponseProperty;
import dev.colonnade.sdk.query.ColumnSet;

/// Escalates a case: sets its priority, marks it, gives it to the manager of its owner, and makes a task for the new owner. All
/// of it, or nothing. An action bound to a row, open to steps of others:
/// `POST incidents(ID)/Microsoft.Dynamics.CRM.sample_EscalateCase`.
@CustomApi(uniqueName = "sample_EscalateCase", displayName = "Escalate case", description = "Gives a case to the manager of its owner", bindingType = BindingType.ENTITY, boundEntityLogicalName = "incident", allowedCustomProcessingStepType = ProcessingStepType.SYNC_AND_ASYNC, request = EscalateCase.Request.class, response = EscalateCase.Response.class)
public final class EscalateCase implements Plugin {

    private static final int HIGH = 1;
    private static final int LOW = 3;
    private static final int ACTIVE = 0;
    private static final int TASK_HIGH = 2;

    record Request(@RequestParameter(description = "1 high, 2 normal, 3 low") OptionSetValue priority) {}

    record Response(@ResponseProperty(description = "Who has the case now") EntityReference assignedTo) {}

    @Override
    public void execute(PluginContext context) {
        EntityReference target = context.requireInput("Target", EntityReference.class);
        int priority = context.request(Request.class).priority().value();
        if (priority < HIGH || priority > LOW) {
            throw new InvalidPluginExecutionException("The priority must be 1 (high), 2 (normal) or 3 (low), not "
                    + priority + ".");
        }
        OrganizationService service = context.organizationService();
        Entity found = service.retrieve("incident", target.requireId(),
                ColumnSet.of("title", "statecode", "ownerid"));
        if (found.require("statecode", OptionSetValue.class).value() != ACTIVE) {
            throw new InvalidPluginExecutionException("The case '" + found.get("title")
                    + "' is closed and cannot be escalated.");
        }
        EntityReference owner = found.require("ownerid", EntityReference.class);
        EntityReference assignee = managerOf(owner, context.systemService());
        context.trace("case {} goes from {} to {}", target.id(), owner.id(), assignee.id());
        Entity change = new Entity("incident", target.requireId())
                .set("prioritycode", new OptionSetValue(priority)).set("isescalated", true);
        if (!assignee.equals(owner)) {
            change.set("ownerid", assignee);
        }
        service.update(change);
        context.systemService().create(new Entity("task").set("subject", "Escalated: " + found.get("title"))
                .set("regardingobjectid", target).set("ownerid", assignee)
                .set("prioritycode", new OptionSetValue(priority == HIGH ? TASK_HIGH : 1)));
        context.respond(new Response(assignee));
    }

    /// The manager of a user; the owner itself when it is a team or has none.
    private static EntityReference managerOf(EntityReference owner, OrganizationService service) {
        if (!owner.logicalName().equals("systemuser")) {
            return owner;
        }
        Entity user = service.retrieve("systemuser", owner.requireId(), ColumnSet.of("parentsystemuserid"));
        EntityReference manager = user.get("parentsystemuserid", EntityReference.class);
        return manager == null ? owner : new EntityReference("systemuser", manager.requireId());
    }
}
