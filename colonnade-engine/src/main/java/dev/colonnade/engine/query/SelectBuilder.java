package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.query.SelectPlan.JoinPlan;
import dev.colonnade.engine.query.SelectPlan.OrderPlan;
import dev.colonnade.engine.storage.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Name;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.SelectQuery;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Makes the statement of a plan. Related rows of a collection are a subquery among the selected fields: PostgreSQL then reads
/// them for the rows of the page alone, while a lateral join would be worked off before the page is cut.
///
/// ```sql
/// select t0."accountid", t0."versionnumber", t0."name",
///        (select n."fullname" from "contact" n where n."contactid" = t0."primarycontactid"),
///        (select json_agg(json_build_array(…)) from (select … from "task" t1 where … order by … limit ?) r)
/// from "account" t0
/// where t0."name" = ? and «what the caller sees»
/// order by t0."name" asc nulls first, t0."accountid" asc
/// limit ?
/// ```
final class SelectBuilder {

    /// PostgreSQL's functions take 100 arguments; longer rows are cut into arrays of this size.
    static final int JSON_FIELDS_MAX = 90;

    private final FilterBuilder filters;
    private final Binder binder;
    private final Map<String, Condition> access;

    SelectBuilder(Binder binder, Map<String, Condition> access) {
        this.binder = binder;
        this.access = access;
        this.filters = new FilterBuilder(this, binder);
    }

    Select<?> select(SelectPlan plan) {
        if (plan.groups() != null) {
            return new GroupBuilder(this).select(plan, plan.groups());
        }
        return plan.isDistinct() ? distinct(plan) : plain(plan);
    }

    /// `select count(*) from (select … limit ?) r`: what is beyond the limit is not counted.
    Select<?> count(SelectPlan plan) {
        SelectQuery<Record> rows = source(plan);
        if (plan.isDistinct()) {
            rows.addSelect(named(plan));
            rows.setDistinct(true);
        } else {
            rows.addSelect(DSL.inline(1).as("one"));
        }
        limit(rows, plan.limit());
        return DSL.select(DSL.count()).from(rows.asTable(DSL.name("r")));
    }

    private Select<?> plain(SelectPlan plan) {
        SelectQuery<Record> query = source(plan);
        for (Operand operand : plan.fields()) {
            query.addSelect(field(operand));
        }
        if (plan.totalLimit() != null) {
            query.addSelect(total(plan));
        }
        query.addConditions(filters.after(plan));
        query.addOrderBy(plan.orders().stream().map(order -> sorted(order, field(order.operand()))).toList());
        page(query, plan);
        return query;
    }

    /// Distinct rows are made first and then sorted, as only what is selected may sort them.
    private Select<?> distinct(SelectPlan plan) {
        SelectQuery<Record> rows = source(plan);
        rows.setDistinct(true);
        rows.addSelect(named(plan));
        Table<?> table = rows.asTable(DSL.name("r"));
        SelectQuery<Record> query = DSL.select().getQuery();
        for (int i = 0; i < plan.fields().size(); i++) {
            query.addSelect(DSL.field(DSL.name("r", name(i))));
        }
        if (plan.totalLimit() != null) {
            query.addSelect(total(plan));
        }
        query.addFrom(table);
        query.addOrderBy(plan.orders().stream()
                .map(order -> sorted(order, DSL.field(DSL.name("r", name(order.field()))))).toList());
        page(query, plan);
        return query;
    }

    List<SelectFieldOrAsterisk> named(SelectPlan plan) {
        var named = new ArrayList<SelectFieldOrAsterisk>();
        for (int i = 0; i < plan.fields().size(); i++) {
            named.add(field(plan.fields().get(i)).as(DSL.name(name(i))));
        }
        return named;
    }

    static String name(int field) {
        return "c" + field;
    }

    /// The number of all rows, counted up to a limit, whatever the page.
    private Field<?> total(SelectPlan plan) {
        SelectQuery<Record> rows = source(plan);
        if (plan.isDistinct()) {
            rows.setDistinct(true);
            rows.addSelect(named(plan));
        } else {
            rows.addSelect(DSL.inline(1).as("one"));
        }
        limit(rows, plan.totalLimit());
        return DSL.field(DSL.select(DSL.count()).from(rows.asTable(DSL.name("a"))));
    }

    SelectQuery<Record> source(SelectPlan plan) {
        SelectQuery<Record> query = DSL.select().getQuery();
        query.addFrom(joined(table(plan.table(), plan.alias()), plan.joins()));
        query.addConditions(filters.condition(plan.filter()), visible(plan.alias()));
        return query;
    }

    private Table<?> joined(Table<?> first, List<JoinPlan> joins) {
        Table<?> table = first;
        for (JoinPlan join : joins) {
            Table<?> target = joined(table(join.table(), join.alias()), join.grouped());
            Condition on = filters.condition(join.on());
            if (join.isSecured()) {
                on = on.and(visible(join.alias()));
            }
            table = switch (join.kind()) {
                case INNER -> table.join(target).on(on);
                case OUTER -> table.leftJoin(target).on(on);
                case FIRST -> table.leftJoin(first(join, on)).on(DSL.trueCondition());
            };
        }
        return table;
    }

    /// `lateral (select t1.* from … where … order by t1."id" limit 1) t1`: of several matches always the same one.
    private Table<?> first(JoinPlan join, Condition on) {
        Table<?> table = table(join.table(), join.alias());
        Field<?> key = column(join.alias(), join.table().column(join.table().primaryId()));
        SelectQuery<Record> row = DSL.select().getQuery();
        row.addSelect(table.asterisk());
        row.addFrom(joined(table, join.grouped()));
        row.addConditions(on);
        row.addOrderBy(key);
        row.addLimit(DSL.inline(1));
        return DSL.lateral(row.asTable(DSL.quotedName(join.alias())));
    }

    /// `select 1 from … where …`: whether there are rows is all that is asked.
    Select<?> related(FilterPlan.Related related) {
        SelectQuery<Record> rows = DSL.select().getQuery();
        rows.addSelect(DSL.inline(1));
        rows.addFrom(joined(table(related.table(), related.alias()), related.joins()));
        rows.addConditions(filters.condition(related.on()));
        if (related.isSecured()) {
            rows.addConditions(visible(related.alias()));
        }
        return rows;
    }

    private Condition visible(String alias) {
        return Objects.requireNonNull(access.get(alias), alias);
    }

    void page(SelectQuery<Record> query, SelectPlan plan) {
        limit(query, plan.limit());
        if (plan.offset() != null) {
            query.addOffset(number(plan.offset()));
        }
    }

    private void limit(SelectQuery<Record> query, @org.jspecify.annotations.Nullable Slot limit) {
        if (limit != null) {
            query.addLimit(number(limit));
        }
    }

    @SuppressWarnings("unchecked")
    private Param<Integer> number(Slot slot) {
        return (Param<Integer>) binder.bind(slot);
    }

    /// Empty values come first in ascending order and last in descending order, as on the platform.
    static SortField<?> sorted(OrderPlan order, Field<?> field) {
        SortField<?> sorted = order.isDescending() ? field.desc() : field.asc();
        if (!order.isNullable()) {
            return sorted;
        }
        return order.isDescending() ? sorted.nullsLast() : sorted.nullsFirst();
    }

    /// The expression of an operand.
    Field<Object> field(Operand operand) {
        return object(switch (operand) {
            case Operand.ColumnOf column -> column(column.alias(), column.column());
            case Operand.NameOf name -> name(name);
            case Operand.ActivityTypeOf type -> activityType(type);
            // Labels stand in no column: they are compared like text all the same.
            case Operand.LabelOf label -> label(label).coerce(SQLDataType.VARCHAR).collate(DSL.quotedName("ci"));
            case Operand.RowsOf rows -> rows(rows.rows());
            case Operand.DatePartOf part -> DateParts.part(part, DateParts.clock(field(part.operand()),
                    part.operand().type(), binder.bind(part.zone()).coerce(SQLDataType.VARCHAR)));
            case Operand.ChildrenOf children -> children(children);
            case Operand.ResultOf result -> throw new IllegalStateException("Field " + result.field()
                    + " of the result stands in no row.");
        });
    }

    @SuppressWarnings("unchecked")
    static Field<Object> object(Field<?> field) {
        return (Field<Object>) field;
    }

    private static Field<?> column(String alias, Column column) {
        return DSL.field(DSL.name(DSL.quotedName(alias), SqlNames.column(column)), ValueType.of(column).dataType());
    }

    private Field<?> children(Operand.ChildrenOf children) {
        Condition isChild = object(column(children.alias(), children.parent())).eq(field(children.key()));
        return DSL.field(DSL.select(DSL.count()).from(table(children.table(), children.alias()))
                .where(isChild, visible(children.alias())));
    }

    private static Field<?> name(Operand.NameOf name) {
        Column typeColumn = name.typeColumn();
        return name(name, column(name.alias(), name.lookup()),
                typeColumn == null ? null : column(name.alias(), typeColumn));
    }

    /// @param typeField what tells which of the targets it is; `null` when there is one target only
    static Field<?> name(Operand.NameOf name, Field<?> key, @org.jspecify.annotations.Nullable Field<?> typeField) {
        if (typeField == null) {
            return name(name.targets().getFirst(), key);
        }
        Field<String> type = typeField.coerce(SQLDataType.VARCHAR);
        var cases = new java.util.LinkedHashMap<Field<String>, Field<String>>();
        for (Operand.NameTarget target : name.targets()) {
            cases.put(DSL.inline(target.table().logicalName()), name(target, key));
        }
        return DSL.choose(type).mapFields(cases);
    }

    private static Field<String> name(Operand.NameTarget target, Field<?> key) {
        Name alias = DSL.quotedName("n");
        Field<String> name = DSL.field(DSL.name(alias, SqlNames.column(target.name())), SQLDataType.VARCHAR);
        Column id = target.table().column(target.table().primaryId());
        Condition isTarget = object(DSL.field(DSL.name(alias, SqlNames.column(id)), SQLDataType.UUID)).eq(object(key));
        return DSL.field(
                DSL.select(name).from(DSL.table(SqlNames.table(target.table())).as(alias)).where(isTarget));
    }

    private static Field<?> activityType(Operand.ActivityTypeOf type) {
        return name(new Operand.NameTarget(type.pointer(), type.typeColumn()), column(type.alias(), type.lookup()));
    }

    private static Field<?> label(Operand.LabelOf label) {
        boolean isFlag = ValueType.of(label.column()) == ValueType.BOOLEAN;
        Field<Object> value = object(column(label.alias(), label.column()));
        var cases = new java.util.LinkedHashMap<Field<Object>, Field<String>>();
        label.labels().forEach((number, text) -> cases.put(
                object(isFlag ? DSL.inline(number != 0) : DSL.inline(number)), DSL.inline(text)));
        return cases.isEmpty() ? DSL.inline((String) null) : DSL.choose(value).mapFields(cases);
    }

    private Field<JSON> rows(SelectPlan plan) {
        SelectQuery<Record> rows = source(plan);
        rows.addSelect(named(plan));
        rows.addOrderBy(plan.orders().stream().map(order -> sorted(order, field(order.operand()))).toList());
        page(rows, plan);
        String alias = "r" + plan.alias().substring(1);
        var fields = new ArrayList<Field<?>>();
        for (int i = 0; i < plan.fields().size(); i++) {
            fields.add(DSL.field(DSL.name(alias, name(i))));
        }
        Field<JSON> gathered = DSL.jsonArrayAgg(array(fields));
        return DSL.field(DSL.select(gathered).from(rows.asTable(DSL.name(alias))));
    }

    private static Field<JSON> array(List<Field<?>> fields) {
        if (fields.size() <= JSON_FIELDS_MAX) {
            return DSL.jsonArray(fields);
        }
        var parts = new ArrayList<Field<JSON>>();
        for (int from = 0; from < fields.size(); from += JSON_FIELDS_MAX) {
            parts.add(DSL.jsonArray(fields.subList(from, Math.min(from + JSON_FIELDS_MAX, fields.size()))));
        }
        return DSL.jsonArray(parts);
    }

    private static Table<?> table(dev.colonnade.engine.metadata.Table table, String alias) {
        return DSL.table(SqlNames.table(table)).as(DSL.quotedName(alias));
    }
}
