package dev.colonnade.engine.query;

import dev.colonnade.engine.query.Binder.Source;
import dev.colonnade.engine.storage.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/// The rendered statement of a plan, and how its rows are read: all that calls of one shape share. Immutable.
final class CompiledQuery {

    private final String text;
    private final @Nullable List<Source> sources;
    private final @Nullable Statement once;
    private final RowReader reader;

    private CompiledQuery(Binder.Rendered rendered, RowReader reader) {
        this.text = rendered.text();
        this.sources = rendered.sources();
        this.once = rendered.sources() == null ? Statement.of(rendered.query()) : null;
        this.reader = reader;
    }

    static CompiledQuery page(QueryPlanner.Planned planned, Map<String, Condition> access) {
        var binder = new Binder(planned.values());
        return new CompiledQuery(
                binder.render(new SelectBuilder(binder, access).select(planned.plan()), access),
                new RowReader(planned.plan().row()));
    }

    static CompiledQuery count(QueryPlanner.Planned planned, Map<String, Condition> access) {
        var binder = new Binder(planned.values());
        return new CompiledQuery(
                binder.render(new SelectBuilder(binder, access).count(planned.plan()), access),
                new RowReader(planned.plan().row()));
    }

    /// Whether another call of the shape can use it.
    boolean isReusable() {
        return sources != null;
    }

    String text() {
        return text;
    }

    RowReader reader() {
        return reader;
    }

    /// @param accessValues values of what the caller sees, by place of the table
    Statement bind(List<Object> values, Map<String, List<@Nullable Object>> accessValues) {
        if (sources == null) {
            return Objects.requireNonNull(once);
        }
        var bound = new ArrayList<@Nullable Object>(sources.size());
        for (Source source : sources) {
            bound.add(switch (source) {
                case Source.OfSlot(int index) -> values.get(index);
                case Source.OfAccess(String alias, int position) ->
                    Objects.requireNonNull(accessValues.get(alias)).get(position);
            });
        }
        return new Statement(text, bound);
    }
}
