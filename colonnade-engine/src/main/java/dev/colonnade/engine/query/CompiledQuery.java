package dev.colonnade.engine.query;

import dev.colonnade.engine.query.Binder.Source;
import dev.colonnade.engine.storage.KeyedRead;
import dev.colonnade.engine.storage.RowMapper;
import dev.colonnade.engine.storage.Statement;
import dev.colonnade.engine.storage.UnitOfWork;
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
    private final @Nullable SeveralIds several;

    private CompiledQuery(Binder.Rendered rendered, RowReader reader, @Nullable SeveralIds several) {
        this.several = several;
        this.text = rendered.text();
        this.sources = rendered.sources();
        this.once = rendered.sources() == null ? Statement.of(rendered.query()) : null;
        this.reader = reader;
    }

    static CompiledQuery page(QueryPlanner.Planned planned, Map<String, Condition> access) {
        var binder = new Binder(planned.values());
        Binder.Rendered rendered = binder.render(new SelectBuilder(binder, access).select(planned.plan()), access);
        return new CompiledQuery(rendered, new RowReader(planned.plan().row()),
                SeveralIds.of(planned, access, rendered.sources()));
    }

    static CompiledQuery count(QueryPlanner.Planned planned, Map<String, Condition> access) {
        var binder = new Binder(planned.values());
        return new CompiledQuery(
                binder.render(new SelectBuilder(binder, access).count(planned.plan()), access),
                new RowReader(planned.plan().row()), null);
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

    /// The first row of a statement of this query; a row by its id may be read together with those of other requests.
    <T> @Nullable T first(Statement statement, UnitOfWork work, RowMapper<T> mapper) {
        return several == null
                ? work.first(statement, mapper)
                : work.first(new KeyedRead(statement, several.text(), several.key(), reader.key()), mapper);
    }
}
