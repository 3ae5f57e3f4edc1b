package dev.colonnade.engine.query;

import dev.colonnade.engine.query.GroupPlan.GroupField;
import java.util.ArrayList;
import java.util.List;
import org.jooq.AggregateFunction;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectQuery;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Makes the statement of a query for groups of rows. The last field is the number of rows that all groups were made of.
///
/// ```sql
/// select g.c0, coalesce(sum(g.c1), 0), sum(count(*)) over ()
/// from (select t0."statecode" c0, t0."revenue" c1 from "account" t0 where …) g
/// group by g.c0
/// order by g.c0 asc nulls first
/// limit ?
/// ```
final class GroupBuilder {

    private static final Name ROWS = DSL.quotedName("g");
    /// Digits behind the point of an average.
    private static final int AVERAGE_DIGITS = 10;

    private final SelectBuilder selects;

    GroupBuilder(SelectBuilder selects) {
        this.selects = selects;
    }

    Select<?> select(SelectPlan plan, GroupPlan groups) {
        SelectQuery<Record> rows = selects.source(plan);
        rows.addSelect(plan.fields().isEmpty() ? List.of(DSL.inline(1).as("one")) : selects.named(plan));
        SelectQuery<Record> query = DSL.select().getQuery();
        var fields = new ArrayList<Field<?>>();
        for (GroupField field : groups.fields()) {
            fields.add(field(field));
        }
        query.addSelect(fields);
        query.addSelect(DSL.sum(DSL.count()).over());
        if (plan.totalLimit() != null) {
            query.addSelect(DSL.count().over());
        }
        query.addFrom(rows.asTable(ROWS));
        for (GroupField field : groups.fields()) {
            if (field instanceof GroupField.Key(int input, ValueType type)) {
                query.addGroupBy(input(input, type));
            }
        }
        query.addOrderBy(plan.orders().stream()
                .map(order -> SelectBuilder.sorted(order, fields.get(order.field()))).toList());
        selects.page(query, plan);
        return query;
    }

    private static Field<?> input(int input, ValueType type) {
        return DSL.field(DSL.name(ROWS, DSL.quotedName(SelectBuilder.name(input))), type.dataType());
    }

    private static Field<?> field(GroupField field) {
        return switch (field) {
            case GroupField.Key(int input, ValueType type) -> input(input, type);
            case GroupField.KeyName(Operand.NameOf name, int input, int typeInput) -> SelectBuilder.name(name,
                    input(input, ValueType.ID), typeInput < 0 ? null : input(typeInput, ValueType.TEXT));
            case GroupField.Aggregate aggregate -> aggregate(aggregate);
        };
    }

    private static Field<?> aggregate(GroupField.Aggregate plan) {
        ValueType type = plan.type();
        if (type == null) {
            return DSL.count();
        }
        Field<?> input = input(plan.input(), type);
        Field<? extends Number> number = type == ValueType.DOUBLE
                ? input.coerce(SQLDataType.DOUBLE)
                : input.coerce(SQLDataType.NUMERIC);
        return switch (plan.aggregate()) {
            case NONE -> throw new IllegalStateException("Nothing is made of the values.");
            case COUNT, COUNT_COLUMN -> plan.isDistinct() ? DSL.countDistinct(input) : DSL.count(input);
            case SUM -> DSL.coalesce(
                    SelectBuilder.object(plan.isDistinct() ? DSL.sumDistinct(number) : DSL.sum(number)),
                    SelectBuilder.object(DSL.inline(0)));
            case AVG -> average(plan.isDistinct() ? DSL.avgDistinct(number) : DSL.avg(number), type);
            case MIN -> plan.isDistinct() ? DSL.minDistinct(input) : DSL.min(input);
            case MAX -> plan.isDistinct() ? DSL.maxDistinct(input) : DSL.max(input);
        };
    }

    /// The average of whole numbers is one too, as the platform cuts it off.
    private static Field<?> average(AggregateFunction<?> average, ValueType type) {
        Field<java.math.BigDecimal> exact = average.coerce(SQLDataType.NUMERIC);
        return switch (type) {
            case LONG -> DSL.trunc(exact, DSL.inline(0));
            case DOUBLE -> average;
            default -> DSL.round(exact, DSL.inline(AVERAGE_DIGITS));
        };
    }
}
