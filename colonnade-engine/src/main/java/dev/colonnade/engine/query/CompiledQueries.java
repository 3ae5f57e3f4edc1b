package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.MetadataSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/// Keeps the statements of known shapes, as long as the definitions are the same. Safe for use by several threads.
final class CompiledQueries {

    /// Shapes that are kept; when there are more, all are forgotten and the ones in use come back by themselves.
    private static final int SHAPES_MAX = 2_000;

    private final AtomicReference<Generation> current = new AtomicReference<>();

    CompiledQuery page(MetadataSnapshot metadata, QueryPlanner.Planned planned, Map<String, Condition> access) {
        var shape = new Shape(planned.plan(), false, texts(access));
        return generation(metadata).find(shape, () -> CompiledQuery.page(planned, access));
    }

    CompiledQuery count(MetadataSnapshot metadata, QueryPlanner.Planned planned, Map<String, Condition> access) {
        var shape = new Shape(planned.plan(), true, texts(access));
        return generation(metadata).find(shape, () -> CompiledQuery.count(planned, access));
    }

    private Generation generation(MetadataSnapshot metadata) {
        Generation generation = current.get();
        if (generation == null || generation.metadata != metadata) {
            generation = new Generation(metadata, new ConcurrentHashMap<>());
            current.set(generation);
        }
        return generation;
    }

    /// What the caller sees is part of the shape: its text, not its values.
    private static Map<String, String> texts(Map<String, Condition> access) {
        Map<String, String> texts = new HashMap<>();
        access.forEach((alias, condition) -> {
            if (!DSL.noCondition().equals(condition)) {
                texts.put(alias, Binder.SQL.render(condition));
            }
        });
        return texts;
    }

    /// @param access rendered conditions by place; none for a table all of whose rows are seen
    private record Shape(SelectPlan plan, boolean isCount, Map<String, String> access) {}

    private record Generation(MetadataSnapshot metadata, Map<Shape, CompiledQuery> queries) {

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
