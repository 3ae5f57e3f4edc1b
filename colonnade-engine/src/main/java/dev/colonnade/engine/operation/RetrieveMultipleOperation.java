package dev.colonnade.engine.operation;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.query.FetchXmlReader;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.sdk.query.FetchExpression;
import dev.colonnade.sdk.query.QueryBase;
import dev.colonnade.sdk.query.QueryExpression;

/// `RetrieveMultiple`: one page of the rows of a query.
///
/// In: `Query` QueryExpression or FetchExpression, `RelatedEntitiesQuery` list of [dev.colonnade.engine.query.Expand]. Out:
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
        QueryExpression query = switch (Targets.parameter(execution, "Query", QueryBase.class)) {
            case QueryExpression given -> given;
            case FetchExpression(var fetchXml) ->
                FetchXmlReader.read(fetchXml, execution.metadata(), execution.limits());
        };
        Targets.requireMessage(execution, execution.metadata().table(query.entityName()));
        execution.outputs().set("BusinessEntityCollection", queries.retrieveMultiple(query,
                RetrieveOperation.Expands.of(execution), execution.queryScope()));
    }
}
