package dev.colonnade.engine.operation;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.storage.ColumnCodecs;
import dev.colonnade.engine.storage.SqlNames;
import dev.colonnade.sdk.EntityReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The values of one row on their way into a statement: per column either a value or an expression over the stored row.
final class RowValues {

    private final Table table;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final Map<String, Field<?>> expressions = new LinkedHashMap<>();

    RowValues(Table table) {
        this.table = table;
    }

    Table table() {
        return table;
    }

    boolean has(String column) {
        return values.containsKey(column) || expressions.containsKey(column);
    }

    @Nullable
    Object get(String column) {
        return values.get(column);
    }

    /// Sets a value; a reference of a polymorphic lookup also sets the column that holds its table.
    void set(String column, @Nullable Object value) {
        values.put(column, value);
        Column definition = table.column(column);
        String typeColumn = definition.typeColumn();
        if (typeColumn != null && definition.type().isLookup()) {
            values.put(typeColumn, value instanceof EntityReference reference ? reference.logicalName() : null);
        }
    }

    void setIfPresent(String column, @Nullable Object value) {
        if (table.hasColumn(column)) {
            set(column, value);
        }
    }

    void setIfAbsent(String column, @Nullable Object value) {
        if (table.hasColumn(column) && !has(column)) {
            set(column, value);
        }
    }

    void setExpression(String column, Field<?> expression) {
        values.remove(column);
        expressions.put(column, expression);
    }

    boolean isEmpty() {
        return values.isEmpty() && expressions.isEmpty();
    }

    /// What the statement sets, by column.
    Map<Field<?>, Field<?>> assignments() {
        var assignments = new LinkedHashMap<Field<?>, Field<?>>();
        values.forEach((column, value) -> assignments.put(field(column), bind(column, value)));
        expressions.forEach((column, expression) -> assignments.put(field(column), expression));
        return assignments;
    }

    /// The columns that have values, in their order.
    List<String> columns() {
        return List.copyOf(values.keySet());
    }

    /// The columns whose values the database works out.
    Set<String> expressionColumns() {
        return expressions.keySet();
    }

    /// The values in the order of their columns, as they are bound.
    List<@Nullable Object> bound() {
        var bound = new ArrayList<@Nullable Object>(values.size());
        values.forEach((column, value) -> bound.add(toSql(column, value)));
        return bound;
    }

    Field<Object> field(String column) {
        return DSL.field(SqlNames.column(table.column(column)));
    }

    /// A column's value in the row that a statement writes: the one that it sets, else the stored one.
    Field<?> resulting(String column) {
        if (values.containsKey(column)) {
            return bind(column, values.get(column));
        }
        return Objects.requireNonNullElse(expressions.get(column), field(column));
    }

    private Field<?> bind(String column, @Nullable Object value) {
        return DSL.val(toSql(column, value));
    }

    private @Nullable Object toSql(String column, @Nullable Object value) {
        Column definition = table.column(column);
        return ColumnCodecs.of(definition).toSql(definition, value);
    }
}
