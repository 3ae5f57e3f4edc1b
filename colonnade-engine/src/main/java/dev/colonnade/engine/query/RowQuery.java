package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.QueryPlanner.Planned;
import dev.colonnade.sdk.query.ColumnSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;

/// A read of one row by its id, planned once for all ids; nothing is expanded. Safe for use by several threads.
final class RowQuery {

    private final Planned planned;
    private final Map<Map<String, String>, CompiledQuery> compiled = new ConcurrentHashMap<>();

    private RowQuery(Planned planned) {
        this.planned = planned;
    }

    /// What plans differ by.
    record Shape(Table table, ColumnSet columns, boolean isFormatted) {}

    static RowQuery of(Shape shape, UUID id, QueryScope scope) {
        return new RowQuery(new QueryPlanner(scope).few(QueryPlanner.byId(shape.table(), id, shape.columns()),
                List.of(), null));
    }

    /// The plan for one id, which is its only value.
    Planned planned(UUID id) {
        return planned.withValues(List.of(id));
    }

    /// The statement for a plan of this query.
    ///
    /// @param texts those of what the caller sees
    CompiledQuery compiled(Planned one, Map<String, Condition> access, Map<String, String> texts) {
        CompiledQuery known = compiled.get(texts);
        if (known != null) {
            return known;
        }
        CompiledQuery made = CompiledQuery.page(one, access);
        if (made.isReusable()) {
            compiled.put(texts, made);
        }
        return made;
    }
}
