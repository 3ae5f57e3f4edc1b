package dev.colonnade.engine.registration;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.JoinOperator;
import dev.colonnade.sdk.query.LinkEntity;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.List;

/// Keeps plug-in types and assemblies that steps use. Source: reference/event-framework.md, "Registration tables": the steps go
/// first.
final class HandlerRules {

    private final Rows rows;

    HandlerRules(Rows rows) {
        this.rows = rows;
    }

    void beforeDeleteOfType(Execution execution) {
        refuseWhenUsed(execution, "plug-in type", new QueryExpression(StepRules.TABLE).columns("name")
                .where("plugintypeid", ConditionOperator.EQUAL, execution.primaryId()).topCount(1));
    }

    void beforeDeleteOfAssembly(Execution execution) {
        var types = new LinkEntity("plugintypeid", "plugintype", "plugintypeid", JoinOperator.INNER, "type");
        types.linkCriteria().add("pluginassemblyid", ConditionOperator.EQUAL, execution.primaryId());
        refuseWhenUsed(execution, "plug-in assembly",
                new QueryExpression(StepRules.TABLE).columns("name").add(types).topCount(1));
    }

    private void refuseWhenUsed(Execution execution, String what, QueryExpression steps) {
        List<Entity> users = rows.list(execution, steps);
        if (!users.isEmpty()) {
            throw new ServiceException(ErrorCode.CANNOT_DELETE_DUE_TO_ASSOCIATION, "The " + what + " "
                    + execution.primaryId() + " cannot be deleted while the step '" + users.getFirst().get("name")
                    + "' uses it; delete its steps first.");
        }
    }
}
