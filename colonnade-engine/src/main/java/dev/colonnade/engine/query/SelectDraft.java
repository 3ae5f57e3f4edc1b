package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ColumnType;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.FilterPlan.Comparison;
import dev.colonnade.engine.query.SelectPlan.AfterPlan;
import dev.colonnade.engine.query.SelectPlan.JoinPlan;
import dev.colonnade.engine.query.SelectPlan.OrderPlan;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.FilterExpression;
import dev.colonnade.sdk.query.JoinOperator;
import dev.colonnade.sdk.query.LinkEntity;
import dev.colonnade.sdk.query.OrderExpression;
import dev.colonnade.sdk.query.OrderType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A [SelectPlan] in the making: one table with what is joined to it. The methods are called in the order in which they stand
/// here.
final class SelectDraft {

    final QueryPlanner planner;
    final FieldList fields = new FieldList();
    final List<JoinPlan> joins = new ArrayList<>();
    final List<FilterPlan> filters = new ArrayList<>();
    final Table table;
    final String alias;
    private final boolean isDistinct;
    private final Map<String, Operands.Place> linked = new LinkedHashMap<>();
    private final Map<String, LinkEntity> links = new LinkedHashMap<>();
    private final List<Operand.ColumnOf> furtherKeys = new ArrayList<>();
    private final List<OrderPlan> orders = new ArrayList<>();
    private final RowDraft row;
    private List<AfterPlan> after = List.of();
    @Nullable
    Slot limit;
    @Nullable
    Slot offset;
    @Nullable
    Slot totalLimit;

    SelectDraft(QueryPlanner planner, Table table, boolean isDistinct) {
        this.planner = planner;
        this.table = table;
        this.isDistinct = isDistinct;
        this.alias = planner.nextAlias();
        this.row = new RowDraft(planner, fields, new Operands.Place(table, alias));
        planner.secure(table, alias);
        if (!isDistinct) {
            row.identity();
        }
    }

    void links(List<LinkEntity> entities) {
        for (LinkEntity link : entities) {
            joins.addAll(join(link, new Operands.Place(table, alias)));
        }
    }

    /// A link and what is linked to it. Inner links of an outer one are grouped with it; all others follow one another.
    private List<JoinPlan> join(LinkEntity link, Operands.Place parent) {
        planner.budget.takeLink();
        switch (link.joinOperator()) {
            case INNER, NATURAL, LEFT_OUTER -> {
            }
            default -> throw new ServiceException(ErrorCode.NOT_IMPLEMENTED,
                    "The join operator " + link.joinOperator() + " is not implemented.");
        }
        Table target = planner.scope.metadata().table(link.linkToEntityName());
        var place = new Operands.Place(target, planner.nextAlias());
        planner.secure(target, place.alias());
        remember(link, place);
        FilterPlan on = equal(column(parent, link.linkFromAttributeName()), column(place, link.linkToAttributeName()));
        var own = new Operands(planner.scope, planner.lookups, place, Map.of(name(link), place));
        FilterPlan criteria = planner.filters.plan(link.linkCriteria(), own);
        boolean isOuter = link.joinOperator() == JoinOperator.LEFT_OUTER;
        var grouped = new ArrayList<JoinPlan>();
        var following = new ArrayList<JoinPlan>();
        for (LinkEntity inner : link.linkEntities()) {
            boolean isGrouped = isOuter && inner.joinOperator() == JoinOperator.INNER;
            (isGrouped ? grouped : following).addAll(join(inner, place));
        }
        var joined = new ArrayList<JoinPlan>();
        joined.add(new JoinPlan(isOuter, target, place.alias(), both(on, criteria), true, grouped));
        joined.addAll(following);
        return joined;
    }

    private void remember(LinkEntity link, Operands.Place place) {
        String name = name(link);
        if (linked.putIfAbsent(name, place) != null) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_DUPLICATE_ALIAS,
                    "The alias '" + name + "' stands for two linked tables.");
        }
        links.put(name, link);
        if (!link.linkToAttributeName().equals(place.table().primaryId())) {
            furtherKeys.add(new Operand.ColumnOf(place.alias(), place.table().column(place.table().primaryId())));
        }
    }

    private static String name(LinkEntity link) {
        return link.entityAlias().isEmpty() ? link.linkToEntityName() : link.entityAlias();
    }

    private static Operand column(Operands.Place place, String name) {
        Column column = Operands.require(place.table(), name);
        if (!column.isStored()) {
            throw new ServiceException(ErrorCode.INVALID_QUERY, "The column '" + name + "' of '"
                    + place.table().logicalName() + "' cannot join tables.");
        }
        return new Operand.ColumnOf(place.alias(), column);
    }

    private static FilterPlan equal(Operand left, Operand right) {
        if (left.type() != right.type()) {
            throw new ServiceException(ErrorCode.INVALID_QUERY,
                    "The columns that join two tables must be of one type.");
        }
        return new FilterPlan.CompareOperands(left, Comparison.EQUAL, right);
    }

    static FilterPlan both(FilterPlan first, FilterPlan second) {
        if (first.equals(FilterPlan.ALL)) {
            return second;
        }
        return second.equals(FilterPlan.ALL) ? first : new FilterPlan.Group(true, List.of(first, second), false);
    }

    void columns(ColumnSet columns) {
        row.columns(columns, null);
    }

    void linkColumns() {
        links.forEach((name, link) -> new RowDraft(planner, fields, Objects.requireNonNull(linked.get(name)))
                .linkedColumns(link.columns(), name, row));
    }

    void criteria(FilterExpression criteria) {
        filters.add(planner.filters.plan(criteria, operands()));
    }

    private Operands operands() {
        return new Operands(planner.scope, planner.lookups, new Operands.Place(table, alias), linked);
    }

    void expands(List<Expand> expands) {
        if (isDistinct && !expands.isEmpty()) {
            throw new ServiceException(ErrorCode.INVALID_QUERY, "A query for distinct rows cannot expand others.");
        }
        new ExpandPlanner(this).expand(expands, row, new Operands.Place(table, alias));
    }

    /// The orders, made complete by the keys of all tables that can multiply rows.
    void orders(List<OrderExpression> expressions) {
        Operands operands = operands();
        for (OrderExpression order : expressions) {
            Operand operand = sortable(operands.find(order.entityName(), order.attributeName()), order);
            addOrder(operand, order.orderType() == OrderType.DESCENDING);
        }
        if (isDistinct) {
            List.copyOf(fields.operands()).forEach(operand -> addOrder(operand, false));
            return;
        }
        addOrder(new Operand.ColumnOf(alias, table.column(table.primaryId())), false);
        furtherKeys.forEach(key -> addOrder(key, false));
    }

    private Operand sortable(Operands.Found found, OrderExpression order) {
        if (found.operand().type() == ValueType.BINARY) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "Rows cannot be sorted by the column '"
                    + order.attributeName() + "' of type " + found.column().type().wireName() + ".");
        }
        if (found.operand() instanceof Operand.ColumnOf column && column.column().type().isLookup()) {
            Operand name = planner.lookups.nameOf(column.alias(), column.column());
            return name == null ? column : name;
        }
        return found.operand();
    }

    private void addOrder(Operand operand, boolean isDescending) {
        if (orders.stream().anyMatch(order -> order.operand().equals(operand))) {
            return;
        }
        boolean isKey = operand instanceof Operand.ColumnOf column && column.alias().equals(alias)
                && column.column().logicalName().equals(table.primaryId());
        // Behind the row's key nothing decides any more.
        boolean isDecided = !orders.isEmpty() && !orders.getLast().isNullable() && furtherKeys.isEmpty();
        if (!isDecided || isDistinct) {
            orders.add(new OrderPlan(operand, isDescending, !isKey, fields.add(operand)));
        }
    }

    /// Whether a page can begin behind a row: when no two rows share the values of all orders.
    boolean canContinue() {
        return furtherKeys.isEmpty() && !isDistinct
                && orders.stream().noneMatch(order -> order.operand().type() == ValueType.OPTIONS);
    }

    int orderFingerprint() {
        return PagingCookie.fingerprint(table, orders);
    }

    void after(PagingCookie cookie) {
        if (!canContinue() || cookie.orders() != orderFingerprint() || cookie.keys().size() != orders.size()) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_PAGING_ORDER_BY,
                    "The paging cookie belongs to another order of the rows than that of this query.");
        }
        var parts = new ArrayList<AfterPlan>();
        for (int i = 0; i < orders.size(); i++) {
            OrderPlan order = orders.get(i);
            Object last = cookie.last(i, order.operand().type());
            if (last == null && !order.isNullable()) {
                throw PagingCookie.wrong(null);
            }
            parts.add(new AfterPlan(last == null ? null : planner.values.add(order.operand().type(), last)));
        }
        after = parts;
    }

    SelectPlan plan() {
        FilterPlan filter = filters.stream().reduce(FilterPlan.ALL, SelectDraft::both);
        return new SelectPlan(table, alias, fields.operands(), joins, filter, orders, after, limit, offset, isDistinct,
                totalLimit, row.plan());
    }

    RowDraft row() {
        return row;
    }

    /// Whether a column belongs to the rows that are read when all columns are asked for.
    static boolean isAmongAll(Column column) {
        return column.isStored() && column.isValidForRead() && column.type() != ColumnType.IMAGE;
    }
}
