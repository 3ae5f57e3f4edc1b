package dev.colonnade.engine.customapi;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.TargetRow;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationResponse;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.List;
import java.util.UUID;

/// The rows of `sdkmessage` and `sdkmessagefilter` that stand for a custom API: tools find messages, and where steps may be
/// registered, in there. Source: reference/custom-api.md, "What a custom API is" and "Custom processing step types".
final class MessageRows {

    private static final String NO_TABLE = "none";

    private final QueryRunner queries;

    MessageRows(QueryRunner queries) {
        this.queries = queries;
    }

    /// Makes the message of an API that is being created, and lets the API point to it.
    void create(Execution execution, TargetRow api) {
        String name = api.text("uniquename");
        boolean isForWorkflows = api.flag("workflowsdkstepenabled");
        var message = new Entity("sdkmessage").set("name", name).set("availability", 0).set("categoryname", "None")
                .set("isprivate", api.flag("isprivate"))
                .set("executeprivilegename", api.text("executeprivilegename"))
                .set("isactive", true).set("workflowsdkstepenabled", isForWorkflows).set("customizationlevel", 1);
        var messageId = new EntityReference("sdkmessage", create(execution, message));
        String table = api.text("boundentitylogicalname");
        create(execution,
                new Entity("sdkmessagefilter").set("name", name).set("sdkmessageid", messageId).set("availability", 0)
                        .set("primaryobjecttypecode", table == null ? NO_TABLE : table)
                        .set("secondaryobjecttypecode", NO_TABLE).set("restrictionlevel", 0)
                        .set("iscustomprocessingstepallowed", allowsSteps(api)).set("isvisible", true)
                        .set("workflowsdkstepenabled", isForWorkflows).set("customizationlevel", 1));
        api.target().set("sdkmessageid", messageId);
    }

    /// Gives the message what an API may change.
    void update(Execution execution, UUID messageId, TargetRow api) {
        var message = new Entity("sdkmessage", messageId).set("isprivate", api.flag("isprivate"))
                .set("executeprivilegename", api.text("executeprivilegename"));
        execution.executeInternal(new OrganizationRequest("Update").set("Target", message));
    }

    /// Takes the message away with its filters and with the steps of others.
    void delete(Execution execution, UUID messageId) {
        delete(execution, "sdkmessageprocessingstep", messageId);
        delete(execution, "sdkmessagefilter", messageId);
        delete(execution, new EntityReference("sdkmessage", messageId));
    }

    private void delete(Execution execution, String table, UUID messageId) {
        var query = new QueryExpression(table).where("sdkmessageid", ConditionOperator.EQUAL, messageId);
        for (Entity row : queries.retrieveMultiple(query, List.of(), execution.systemScope())) {
            delete(execution, new EntityReference(table, row.id()));
        }
    }

    private static void delete(Execution execution, EntityReference row) {
        execution.executeInternal(new OrganizationRequest("Delete").set("Target", row));
    }

    private static UUID create(Execution execution, Entity row) {
        OrganizationResponse response = execution.executeInternal(new OrganizationRequest("Create").set("Target", row));
        return response.results().require("id", UUID.class);
    }

    private static boolean allowsSteps(TargetRow api) {
        Integer allowed = api.choice("allowedcustomprocessingsteptype");
        return allowed != null && allowed > 0;
    }
}
