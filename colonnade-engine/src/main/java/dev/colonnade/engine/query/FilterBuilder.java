package dev.colonnade.engine.query;

import dev.colonnade.engine.query.FilterPlan.Comparison;
import dev.colonnade.engine.query.SelectPlan.OrderPlan;
import dev.colonnade.engine.storage.SqlNames;
import java.util.List;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Makes the conditions of a statement.
final class FilterBuilder {

    /// Regular expressions cannot work by the collation of text columns; this one knows the letters of all languages.
    private static final String EXPRESSION_COLLATION = "und-x-icu";

    private final SelectBuilder selects;
    private final Binder binder;

    FilterBuilder(SelectBuilder selects, Binder binder) {
        this.selects = selects;
        this.binder = binder;
    }

    Condition condition(FilterPlan filter) {
        return switch (filter) {
            case FilterPlan.Constant(boolean holds) -> holds ? DSL.noCondition() : DSL.falseCondition();
            case FilterPlan.Compare(Operand left, Comparison comparison, Slot right) ->
                compare(selects.field(left), comparison, value(right));
            case FilterPlan.CompareOperands(Operand left, Comparison comparison, Operand right) ->
                comparison == Comparison.NOT_EQUAL
                        ? selects.field(left).isDistinctFrom(selects.field(right))
                        : compare(selects.field(left), comparison, selects.field(right));
            case FilterPlan.Empty(Operand operand, boolean isNegated) ->
                isNegated ? selects.field(operand).isNotNull() : selects.field(operand).isNull();
            case FilterPlan.OneOf oneOf -> oneOf(oneOf);
            case FilterPlan.Between(Operand operand, Slot low, Slot high, boolean isNegated) ->
                negated(selects.field(operand), selects.field(operand).between(value(low), value(high)), isNegated);
            case FilterPlan.Like like -> like(like);
            case FilterPlan.Matches(Operand operand, Slot expression, boolean isNegated) -> {
                Field<String> text = text(operand);
                yield negated(selects.field(operand), text.collate(DSL.quotedName(EXPRESSION_COLLATION))
                        .likeRegex(textValue(expression)), isNegated);
            }
            case FilterPlan.Within within -> within(within);
            case FilterPlan.Overlaps(Operand operand, Slot list, boolean isNegated) -> negated(selects.field(operand),
                    DSL.arrayOverlap(array(selects.field(operand)), binder.bindList(list)), isNegated);
            case FilterPlan.SharesBit(Operand operand, Slot value, boolean isNegated) -> {
                Field<Long> shared = DSL.bitAnd(selects.field(operand).coerce(SQLDataType.BIGINT),
                        value(value).coerce(SQLDataType.BIGINT));
                yield negated(selects.field(operand), shared.ne(DSL.inline(0L)), isNegated);
            }
            case FilterPlan.InHierarchy hierarchy -> hierarchy(hierarchy);
            case FilterPlan.Related related -> {
                Condition exists = DSL.exists(selects.related(related));
                yield related.isNegated() ? DSL.not(exists) : exists;
            }
            case FilterPlan.TableIs(Operand operand, String table) ->
                text(operand).eq(DSL.inline(table));
            case FilterPlan.Group group -> group(group);
        };
    }

    private Condition group(FilterPlan.Group group) {
        List<Condition> parts = group.parts().stream().map(this::part).toList();
        Condition joined = group.isAnd() ? DSL.and(parts) : DSL.or(parts);
        return group.isNegated() ? DSL.not(joined) : joined;
    }

    /// A part that always holds must be written down: left out of an `or` it would not hold.
    private Condition part(FilterPlan part) {
        return part.equals(FilterPlan.ALL) ? DSL.trueCondition() : condition(part);
    }

    private static Condition compare(Field<Object> left, Comparison comparison, Field<Object> right) {
        return switch (comparison) {
            case EQUAL -> left.eq(right);
            case NOT_EQUAL -> left.ne(right).or(left.isNull());
            case GREATER -> left.gt(right);
            case LESS -> left.lt(right);
            case GREATER_OR_EQUAL -> left.ge(right);
            case LESS_OR_EQUAL -> left.le(right);
        };
    }

    private static Condition negated(Field<Object> field, Condition condition, boolean isNegated) {
        return isNegated ? DSL.not(condition).or(field.isNull()) : condition;
    }

    private Condition oneOf(FilterPlan.OneOf oneOf) {
        Field<Object> field = selects.field(oneOf.operand());
        Field<Object[]> list = binder.bindList(oneOf.list());
        return oneOf.isNegated()
                ? field.ne(DSL.all(list)).or(field.isNull())
                : field.eq(DSL.any(list));
    }

    @SuppressWarnings("unchecked")
    private static Field<Object[]> array(Field<?> field) {
        return (Field<Object[]>) field;
    }

    private Condition within(FilterPlan.Within within) {
        Field<Object> field = selects.field(within.operand());
        Condition from = within.from() == null ? DSL.noCondition() : field.ge(value(within.from()));
        Condition below = within.below() == null ? DSL.noCondition() : field.lt(value(within.below()));
        return negated(field, from.and(below), within.isNegated());
    }

    /// The rows of a hierarchy, one level after the other. `union` forgets rows that are there already, so that a loop ends.
    ///
    /// ```sql
    /// t0."accountid" in (with recursive h(id) as (
    ///     select "accountid" from "account" where "parentaccountid" = ?
    ///     union select c."accountid" from "account" c join h on c."parentaccountid" = h.id)
    ///   select id from h)
    /// ```
    private Condition hierarchy(FilterPlan.InHierarchy plan) {
        Name name = DSL.quotedName("h");
        Field<Object> found = DSL.field(DSL.name(name, DSL.quotedName("id")), Object.class);
        Name table = SqlNames.table(plan.table());
        Name id = SqlNames.column(plan.table().column(plan.table().primaryId()));
        Name parent = SqlNames.column(plan.parent());
        Name from = plan.isUpwards() ? id : parent;
        Name to = plan.isUpwards() ? parent : id;
        Name first = plan.isWithItself() ? id : to;
        Name start = plan.isWithItself() ? id : from;
        Field<Object> next = DSL.field(DSL.name(DSL.quotedName("n"), to), Object.class);
        CommonTableExpression<?> rows = name.fields(DSL.quotedName("id")).as(
                DSL.select(DSL.field(first)).from(DSL.table(table))
                        .where(DSL.field(start, Object.class).eq(value(plan.start())))
                        .union(DSL.select(next).from(DSL.table(table).as(DSL.quotedName("n")))
                                .join(DSL.table(name))
                                .on(DSL.field(DSL.name(DSL.quotedName("n"), from), Object.class).eq(found))));
        Field<Object> field = selects.field(plan.operand());
        // The row above the topmost one is empty, and an empty value in the list would make `not in` hold for no row.
        Condition isIn = field.in(DSL.withRecursive(rows).select(found).from(DSL.table(name)).where(found.isNotNull()));
        return negated(field, isIn, plan.isNegated());
    }

    private Condition like(FilterPlan.Like like) {
        Condition condition = text(like.operand()).like(textValue(like.pattern()));
        FilterPlan.Range range = like.range();
        if (range != null) {
            Field<Object> field = selects.field(like.operand());
            condition = field.ge(value(range.from())).and(field.lt(value(range.below()))).and(condition);
        }
        return negated(selects.field(like.operand()), condition, like.isNegated());
    }

    /// Rows behind the last one of the page before: behind it in the first order, or level with it and behind it in the next.
    Condition after(SelectPlan plan) {
        if (plan.after().isEmpty()) {
            return DSL.noCondition();
        }
        return range(plan).and(after(plan, 0));
    }

    private Condition after(SelectPlan plan, int position) {
        OrderPlan order = plan.orders().get(position);
        Slot last = plan.after().get(position).last();
        Condition behind = behind(order, last);
        if (position == plan.orders().size() - 1) {
            return behind;
        }
        Field<Object> field = selects.field(order.operand());
        Condition level = last == null ? field.isNull() : field.eq(value(last));
        return behind.or(level.and(after(plan, position + 1)));
    }

    private Condition behind(OrderPlan order, @org.jspecify.annotations.Nullable Slot last) {
        Field<Object> field = selects.field(order.operand());
        if (last == null) {
            // Empty values come last in descending order: nothing stands behind them but rows that are level.
            return order.isDescending() ? DSL.noCondition() : field.isNotNull();
        }
        if (!order.isDescending()) {
            return field.gt(value(last));
        }
        Condition smaller = field.lt(value(last));
        return order.isNullable() ? smaller.or(field.isNull()) : smaller;
    }

    /// Says once more, as a plain range, what follows from the first order: an index can work with it.
    private Condition range(SelectPlan plan) {
        OrderPlan first = plan.orders().getFirst();
        Slot last = plan.after().getFirst().last();
        return last == null || first.isDescending() || plan.orders().size() == 1
                ? DSL.noCondition()
                : selects.field(first.operand()).ge(value(last));
    }

    private Field<String> text(Operand operand) {
        return selects.field(operand).coerce(SQLDataType.VARCHAR);
    }

    private Field<String> textValue(Slot slot) {
        return value(slot).coerce(SQLDataType.VARCHAR);
    }

    private Field<Object> value(Slot slot) {
        return SelectBuilder.object(binder.bind(slot));
    }
}
