package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ManyToMany;
import dev.colonnade.engine.metadata.ManyToOne;
import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.FilterPlan.Comparison;
import dev.colonnade.engine.query.SelectPlan.JoinPlan;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.List;
import java.util.Map;

/// Plans expanded rows: the one row of a lookup is joined, and its columns stand among those of the row; the rows of a
/// collection become a select of their own, whose rows PostgreSQL gathers in one JSON field.
final class ExpandPlanner {

    private final SelectDraft draft;
    private final QueryPlanner planner;

    ExpandPlanner(SelectDraft draft) {
        this.draft = draft;
        this.planner = draft.planner;
    }

    void expand(List<Expand> expands, RowDraft row, Operands.Place parent) {
        for (Expand expand : expands) {
            planner.budget.takeLink();
            switch (navigation(expand, parent.table())) {
                case Navigation.ToOne one -> toOne(expand, one.relationship(), row, parent);
                case Navigation.ToMany many -> toMany(expand, many.relationship(), row, parent);
                case Navigation.Many many -> pairs(expand, many, row, parent);
            }
        }
    }

    private Navigation navigation(Expand expand, Table table) {
        Navigation navigation = planner.scope.metadata().findNavigation(table.logicalName(), expand.navigation());
        if (navigation == null) {
            throw new ServiceException(ErrorCode.INVALID_QUERY, "The table '" + table.logicalName()
                    + "' has no navigation property '" + expand.navigation() + "'.");
        }
        String queried = expand.query().entityName();
        if (!queried.equals(navigation.target())) {
            throw new ServiceException(ErrorCode.INVALID_QUERY, "The navigation property '" + expand.navigation()
                    + "' leads to '" + navigation.target() + "', not to '" + queried + "'.");
        }
        return navigation;
    }

    private void toOne(Expand expand, ManyToOne relationship, RowDraft row, Operands.Place parent) {
        Table target = planner.scope.metadata().table(relationship.referencedTable());
        var place = new Operands.Place(target, planner.nextAlias());
        planner.secure(target, place.alias());
        Column lookup = parent.table().column(relationship.column());
        FilterPlan on = both(key(place), new Operand.ColumnOf(parent.alias(), lookup),
                planner.lookups.pointsTo(parent.alias(), lookup, target));
        if (!expand.query().linkEntities().isEmpty()) {
            throw new ServiceException(ErrorCode.INVALID_QUERY, "The expanded lookup '" + expand.navigation()
                    + "' cannot be filtered by linked tables.");
        }
        var operands = new Operands(planner.scope, planner.lookups, place, Map.of());
        FilterPlan criteria = planner.filters.plan(expand.query().criteria(), operands);
        draft.joins.add(new JoinPlan(JoinPlan.Kind.OUTER, target, place.alias(), LinkPlanner.both(on, criteria), true,
                List.of()));
        var expanded = new RowDraft(planner, draft.fields, place);
        expanded.identity();
        expanded.columns(expand.query().columnSet(), null);
        expand(expand.nested(), expanded, place);
        row.add(new RowPlan.One(expand.navigation(), expanded.plan()));
    }

    private void toMany(Expand expand, ManyToOne relationship, RowDraft row, Operands.Place parent) {
        SelectDraft rows = rows(expand);
        Column lookup = rows.table.column(relationship.column());
        rows.filters.add(both(new Operand.ColumnOf(rows.alias, lookup), key(parent),
                planner.lookups.pointsTo(rows.alias, lookup, parent.table())));
        finish(expand, rows, row);
    }

    private void pairs(Expand expand, Navigation.Many many, RowDraft row, Operands.Place parent) {
        ManyToMany relationship = many.relationship();
        SelectDraft rows = rows(expand);
        Table intersect = planner.scope.metadata().table(relationship.intersectTable());
        String pairs = planner.nextAlias();
        Column near = intersect
                .column(many.fromFirst() ? relationship.entity1Column() : relationship.entity2Column());
        Column far = intersect.column(many.fromFirst() ? relationship.entity2Column() : relationship.entity1Column());
        FilterPlan on = new FilterPlan.CompareOperands(new Operand.ColumnOf(pairs, far), Comparison.EQUAL,
                key(new Operands.Place(rows.table, rows.alias)));
        // A pair is seen by who sees its two rows.
        rows.joins.addFirst(new JoinPlan(JoinPlan.Kind.INNER, intersect, pairs, on, false, List.of()));
        rows.filters.add(new FilterPlan.CompareOperands(new Operand.ColumnOf(pairs, near), Comparison.EQUAL,
                key(parent)));
        finish(expand, rows, row);
    }

    private SelectDraft rows(Expand expand) {
        QueryExpression query = expand.query();
        var rows = new SelectDraft(planner, planner.scope.metadata().table(query.entityName()),
                SelectDraft.Kind.ROWS);
        rows.links(query.linkEntities());
        rows.columns(query.columnSet());
        rows.linkColumns();
        rows.criteria(query.criteria());
        return rows;
    }

    private void finish(Expand expand, SelectDraft rows, RowDraft row) {
        rows.expands(expand.nested());
        rows.orders(expand.query().orders());
        QueryPlanner.Page page = QueryPlanner.Page.of(expand.query(), planner.scope.limits());
        Slot limit = planner.values.addNumber(page.limit());
        rows.limit = limit;
        SelectPlan plan = rows.plan();
        int field = draft.fields.add(new Operand.RowsOf(plan));
        row.add(new RowPlan.Many(expand.navigation(), field, plan.fields().size(), plan.row(), limit, !page.isTop()));
    }

    private static Operand key(Operands.Place place) {
        return new Operand.ColumnOf(place.alias(), place.table().column(place.table().primaryId()));
    }

    private static FilterPlan both(Operand left, Operand right, FilterPlan further) {
        return LinkPlanner.both(new FilterPlan.CompareOperands(left, Comparison.EQUAL, right), further);
    }
}
