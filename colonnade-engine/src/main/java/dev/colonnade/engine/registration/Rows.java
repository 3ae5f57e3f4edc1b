package dev.colonnade.engine.registration;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads rows with all rights: what a rule needs to know does not depend on what the caller may see.
final class Rows {

    private final QueryRunner queries;

    Rows(QueryRunner queries) {
        this.queries = queries;
    }

    /// @return `null` when there is no such row
    @Nullable
    Entity find(Execution execution, String table, UUID id, String... columns) {
        return queries.retrieve(execution.metadata().table(table), id, ColumnSet.of(columns), List.of(),
                execution.systemScope());
    }

    List<Entity> list(Execution execution, QueryExpression query) {
        return List.copyOf(queries.retrieveMultiple(query, List.of(), execution.systemScope()).entities());
    }
}
