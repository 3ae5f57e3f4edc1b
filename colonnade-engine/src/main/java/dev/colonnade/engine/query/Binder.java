package dev.colonnade.engine.query;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Gives the values of a plan their places in a statement, and finds out afterwards where each of them landed.
final class Binder {

    /// Renders for PostgreSQL; immutable.
    static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES, new Settings().withExecuteLogging(false));

    private final List<Object> values;
    private final IdentityHashMap<Param<?>, Source> sources = new IdentityHashMap<>();

    Binder(List<Object> values) {
        this.values = values;
    }

    Param<?> bind(Slot slot) {
        Param<?> param = DSL.val(values.get(slot.index()), slot.type().dataType());
        sources.put(param, new Source.OfSlot(slot.index()));
        return param;
    }

    /// An array of the slot's type. Ids and numbers of options are sent as such, all else as texts.
    @SuppressWarnings("unchecked")
    Field<Object[]> bindList(Slot slot) {
        Object[] list = (Object[]) values.get(slot.index());
        Param<?> param = switch (slot.type()) {
            case ID -> DSL.val(list, SQLDataType.UUID.array());
            case INTEGER -> DSL.val(list, SQLDataType.INTEGER.array());
            default -> DSL.val(list, SQLDataType.VARCHAR.array());
        };
        sources.put(param, new Source.OfSlot(slot.index()));
        Field<?> field = switch (slot.type()) {
            case ID, INTEGER, TEXT -> param;
            default -> param.cast(slot.type().dataType().array());
        };
        return (Field<Object[]>) field;
    }

    /// The text of the statement and where its values come from; `null` sources when one of them is not known.
    Rendered render(Select<?> query, Map<String, Condition> access) {
        access.forEach((alias, condition) -> {
            int position = 0;
            for (Param<?> param : parameters(condition)) {
                sources.put(param, new Source.OfAccess(alias, position++));
            }
        });
        var order = new ArrayList<@Nullable Source>();
        parameters(query).forEach(param -> order.add(sources.get(param)));
        return new Rendered(SQL.render(query), order.contains(null) ? null : order.stream().map(Binder::known).toList(),
                query);
    }

    private static Source known(@Nullable Source source) {
        return java.util.Objects.requireNonNull(source);
    }

    static List<Param<?>> parameters(org.jooq.QueryPart part) {
        return SQL.extractParams(part).values().stream().filter(param -> !param.isInline())
                .<Param<?>>map(param -> param).toList();
    }

    /// Where a bound value comes from.
    sealed interface Source {

        record OfSlot(int index) implements Source {}

        record OfAccess(String alias, int position) implements Source {}
    }

    record Rendered(String text, @Nullable List<Source> sources, Select<?> query) {}
}
