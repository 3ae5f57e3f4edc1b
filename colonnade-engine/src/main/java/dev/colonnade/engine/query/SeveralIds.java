package dev.colonnade.engine.query;

import dev.colonnade.engine.query.Binder.Source;
import dev.colonnade.engine.query.FilterPlan.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/// The statement of a plan that reads one row by its id, made to read several: `"accountid" = any(?)` in place of
/// `"accountid" = ?`. All else stays, what the caller sees and the expanded rows included, as those are read for each row.
///
/// @param text the statement for several rows, with the array where the other has the id
/// @param key position of the id among the bound values
record SeveralIds(String text, int key) {

    /// `null` when the plan reads anything but one row by its id.
    static @Nullable SeveralIds of(QueryPlanner.Planned planned, Map<String, Condition> access,
            @Nullable List<Source> sources) {
        SelectPlan plan = planned.plan();
        boolean isSingle = plan.limit() == null && plan.joins().isEmpty() && plan.row().key() >= 0;
        if (!isSingle || sources == null || !(plan.filter() instanceof FilterPlan.Compare filter) || !isKey(plan,
                filter)) {
            return null;
        }
        int slot = filter.right().index();
        var values = new ArrayList<>(planned.values());
        values.set(slot, new UUID[]{(UUID) values.get(slot)});
        var binder = new Binder(values);
        var list = new FilterPlan.OneOf(filter.left(), new Slot(slot, ValueType.ID, true), false);
        return new SeveralIds(binder.render(new SelectBuilder(binder, access).select(plan.withFilter(list)), access)
                .text(), sources.indexOf(new Source.OfSlot(slot)));
    }

    private static boolean isKey(SelectPlan plan, FilterPlan.Compare filter) {
        return filter.comparison() == Comparison.EQUAL && filter.left() instanceof Operand.ColumnOf column
                && column.alias().equals(plan.alias())
                && column.column().logicalName().equals(plan.table().primaryId());
    }
}
