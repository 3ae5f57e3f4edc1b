package dev.colonnade.engine.operation;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.sdk.query.FetchExpression;
import dev.colonnade.sdk.query.QueryBase;
import dev.colonnade.sdk.query.QueryExpression;

/// `RetrieveMultiple`: one page of the rows of a query.
///
/// In: `Query` QueryExpression, `RelatedEntitiesQuery` list of [dev.colonnade.engine.query.Expand]. Out:
/// `BusinessEntityCollection` EntityCollection.
final class RetrieveMultipleOperation implements Operation {

    private final QueryRunner queries;

    RetrieveMultipleOperation(QueryRunner queries) {
        this.queries = queries;
    }

    @Override
    public AccessRight right() {
        return AccessRight.READ;
    }

    @Override
    public boolean isSingleStatement(Execution execution) {
        return true;
    }

    @Override
    public void execute(Execution execution) {
        switch (Targets.parameter(execution, "Query", QueryBase.class)) {
            case QueryExpression query -> {
                Targets.requireMessage(execution, execution.metadata().table(query.entityName()));
                execution.outputs().set("BusinessEntityCollection", queries.retrieveMultiple(query,
                        RetrieveOperation.Expands.of(execution), execution.queryScope()));
            }
            case FetchExpression(var ignored) -> throw new ServiceException(ErrorCode.NOT_IMPLEMENTED,
                    "Queries in FetchXML are not implemented; send the query as QueryExpression or OData.");
        }
    }
}
