package dev.colonnade.samples;

import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.plugin.BindingType;
import dev.colonnade.sdk.plugin.CustomApi;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;
import dev.colonnade.sdk.plugin.ResponseProperty;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.FilterExpression;
import dev.colonnade.sdk.query.JoinOperator;
import dev.colonnade.sdk.query.LinkEntity;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.UUID;

/// Tells whether a user is a system administrator, by a role of the user or of one of the user's teams. A function bound to a
/// table: `GET systemusers(ID)/Microsoft.Dynamics.CRM.sample_IsSystemAdmin()`.
@CustomApi(uniqueName = "sample_IsSystemAdmin", displayName = "Is system administrator", description = "Whether the user has the System Administrator role", bindingType = BindingType.ENTITY, boundEntityLogicalName = "systemuser", isFunction = true, response = IsSystemAdmin.Response.class)
public final class IsSystemAdmin implements Plugin {

    /// The template that every System Administrator role is made from, one per business unit.
    private static final UUID ADMINISTRATOR_TEMPLATE = UUID.fromString("627090ff-40a3-4053-8790-584edc5be201");

    record Response(@ResponseProperty(description = "Whether the user has the role") boolean hasRole) {}

    @Override
    public void execute(PluginContext context) {
        UUID userId = context.requireInput("Target", EntityReference.class).requireId();
        OrganizationService service = context.organizationService();
        boolean hasRole = finds(service, ownRoles(userId)) || finds(service, teamRoles(userId));
        context.trace("user {} is administrator: {}", userId, hasRole);
        context.respond(new Response(hasRole));
    }

    private static boolean finds(OrganizationService service, QueryExpression query) {
        return service.retrieveMultiple(query.topCount(1)).size() > 0;
    }

    private static QueryExpression ownRoles(UUID userId) {
        return new QueryExpression("systemuserroles").columns("roleid")
                .where("systemuserid", ConditionOperator.EQUAL, userId).add(administratorRole());
    }

    private static QueryExpression teamRoles(UUID userId) {
        var membership = new LinkEntity("teamid", "teammembership", "teamid", JoinOperator.INNER, "membership")
                .linkCriteria(new FilterExpression().add("systemuserid", ConditionOperator.EQUAL, userId));
        return new QueryExpression("teamroles").columns("roleid").add(administratorRole()).add(membership);
    }

    private static LinkEntity administratorRole() {
        return new LinkEntity("roleid", "role", "roleid", JoinOperator.INNER, "role").linkCriteria(
                new FilterExpression().add("roletemplateid", ConditionOperator.EQUAL, ADMINISTRATOR_TEMPLATE));
    }
}
