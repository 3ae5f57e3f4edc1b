package dev.colonnade.testkit.customapi;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.plugin.BindingType;
import dev.colonnade.sdk.plugin.CustomApi;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;

/// Gives a case a priority and to the caller, and tells whose it is. Declared by annotations.
@CustomApi(uniqueName = "myapi_EscalateCase", displayName = "Escalate case", description = "Escalates a case", bindingType = BindingType.ENTITY, boundEntityLogicalName = "incident", request = EscalateCase.Request.class, response = EscalateCase.Response.class)
public final class EscalateCase implements Plugin {

    record Request(OptionSetValue priority) {}

    record Response(EntityReference assignedTo) {}

    @Override
    public void execute(PluginContext context) {
        EntityReference target = context.requireInput("Target", EntityReference.class);
        var owner = new EntityReference("systemuser", context.userId());
        context.organizationService().update(new Entity("incident", target.requireId())
                .set("prioritycode", context.request(Request.class).priority()).set("ownerid", owner));
        context.respond(new Response(owner));
    }
}
