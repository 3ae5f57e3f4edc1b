package dev.colonnade.engine.query;

import dev.colonnade.engine.Limits;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.query.QueryPlanner.Planned;
import dev.colonnade.engine.query.QueryPlanner.SecuredTable;
import dev.colonnade.engine.storage.UnitOfWork;
import dev.colonnade.sdk.query.QueryExpression;
import java.lang.reflect.Proxy;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/// Makes the statement of a query as [QueryRunner] does, without sending it.
public final class Planning {

    private final QueryScope scope;
    private final CompiledQueries compiled = new CompiledQueries(new AccessConditions());

    public Planning(MetadataSnapshot metadata) {
        var nothingIsSent = (UnitOfWork) Proxy.newProxyInstance(Planning.class.getClassLoader(), new Class<?>[]{
                UnitOfWork.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
        this.scope = new QueryScope(metadata, RowAccess.ALL, nothingIsSent, new ReadFormat(false, 1033, 1033,
                ZoneOffset.UTC), Limits.DEFAULT, new UUID(1, 1), new UUID(2, 2));
    }

    /// The statement of a query, of which another one of the same shape may be known.
    public Object statement(QueryExpression query, List<Expand> expands) {
        return statement(query, expands, compiled);
    }

    /// The statement of a query of which nothing is known.
    public Object newStatement(QueryExpression query, List<Expand> expands) {
        return statement(query, expands, new CompiledQueries(new AccessConditions()));
    }

    private Object statement(QueryExpression query, List<Expand> expands, CompiledQueries known) {
        Planned planned = new QueryPlanner(scope).page(query, expands);
        Map<String, Condition> access = new LinkedHashMap<>();
        for (SecuredTable secured : planned.secured()) {
            access.put(secured.alias(), scope.access().visible(secured.table(), DSL.quotedName(secured.alias())));
        }
        return known.page(scope.metadata(), planned, access).bind(planned.values(), Map.of());
    }
}
