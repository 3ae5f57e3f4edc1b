package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.MetadataSnapshot;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.Condition;

/// Keeps the statements of known shapes, as long as the definitions are the same. Safe for use by several threads.
final class CompiledQueries {

    /// Shapes that are kept; when there are more, all are forgotten and the ones in use come back by themselves.
    private static final int SHAPES_MAX = 2_000;

    private final AccessConditions conditions;
    private final AtomicReference<Generation> current = new AtomicReference<>();

    /// @param conditions what callers see is part of a shape: its text, not its values
    CompiledQueries(AccessConditions conditions) {
        this.conditions = conditions;
    }

    CompiledQuery page(MetadataSnapshot metadata, QueryPlanner.Planned planned, Map<String, Condition> access) {
        var shape = new Shape(planned.plan(), false, conditions.texts(access));
        return generation(metadata).find(shape, () -> CompiledQuery.page(planned, access));
    }

    /// The read of a row by its id.
    RowQuery row(RowQuery.Shape shape, UUID id, QueryScope scope) {
        Map<RowQuery.Shape, RowQuery> rows = generation(scope.metadata()).rows;
        RowQuery known = rows.get(shape);
        if (known != null) {
            return known;
        }
        RowQuery row = RowQuery.of(shape, id, scope);
        if (rows.size() >= SHAPES_MAX) {
            rows.clear();
        }
        rows.put(shape, row);
        return row;
    }

    CompiledQuery count(MetadataSnapshot metadata, QueryPlanner.Planned planned, Map<String, Condition> access) {
        var shape = new Shape(planned.plan(), true, conditions.texts(access));
        return generation(metadata).find(shape, () -> CompiledQuery.count(planned, access));
    }

    private Generation generation(MetadataSnapshot metadata) {
        Generation generation = current.get();
        if (generation == null || generation.metadata != metadata) {
            generation = new Generation(metadata, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
            current.set(generation);
        }
        return generation;
    }

    /// @param access rendered conditions by place; none for a table all of whose rows are seen
    private record Shape(SelectPlan plan, boolean isCount, Map<String, String> access) {}

    /// @param rows reads of a row by its id, which most requests are: they need no plan to be found
    private record Generation(MetadataSnapshot metadata, Map<Shape, CompiledQuery> queries,
            Map<RowQuery.Shape, RowQuery> rows) {

        CompiledQuery find(Shape shape, java.util.function.Supplier<CompiledQuery> compile) {
            CompiledQuery known = queries.get(shape);
            if (known != null) {
                return known;
            }
            CompiledQuery compiled = compile.get();
            if (compiled.isReusable()) {
                if (queries.size() >= SHAPES_MAX) {
                    queries.clear();
                }
                queries.put(shape, compiled);
            }
            return compiled;
        }
    }

    /// The texts of all statements that are kept.
    List<String> texts() {
        Generation generation = current.get();
        return generation == null
                ? List.of()
                : generation.queries.values().stream().map(CompiledQuery::text).toList();
    }
}
