package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ColumnType;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.SelectPlan.AfterPlan;
import dev.colonnade.engine.query.SelectPlan.JoinPlan;
import dev.colonnade.engine.query.SelectPlan.OrderPlan;
import dev.colonnade.sdk.query.AttributeExpression;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.FilterExpression;
import dev.colonnade.sdk.query.LinkEntity;
import dev.colonnade.sdk.query.OrderExpression;
import dev.colonnade.sdk.query.OrderType;
import dev.colonnade.sdk.query.QueryExpression;
import dev.colonnade.sdk.query.RowAggregate;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Kind kind;
    private final LinkPlanner links;
    private final @Nullable GroupDraft groups;
    private final List<OrderPlan> orders = new ArrayList<>();
    private final List<AttributeExpression> expressions = new ArrayList<>();
    private final Map<String, String> linkedExpressions = new HashMap<>();
    private final RowDraft row;
    private List<AfterPlan> after = List.of();
    @Nullable
    Slot limit;
    @Nullable
    Slot offset;
    @Nullable
    Slot totalLimit;

    /// What is read.
    enum Kind {
        ROWS,
        DISTINCT_ROWS,
        GROUPS;

        static Kind of(QueryExpression query) {
            return query.isAggregate() ? GROUPS : query.isDistinct() ? DISTINCT_ROWS : ROWS;
        }
    }

    SelectDraft(QueryPlanner planner, Table table, Kind kind) {
        this.planner = planner;
        this.table = table;
        this.kind = kind;
        this.links = new LinkPlanner(planner, Map.of());
        this.groups = kind == Kind.GROUPS ? new GroupDraft(planner, fields) : null;
        this.alias = planner.nextAlias();
        this.row = new RowDraft(planner, fields, new Operands.Place(table, alias));
        planner.secure(table, alias);
        if (kind == Kind.ROWS) {
            row.identity();
        }
    }

    void links(List<LinkEntity> entities) {
        LinkPlanner.Links planned = links.plan(entities, place());
        joins.addAll(planned.joins());
        filters.add(planned.condition());
    }

    private Operands.Place place() {
        return new Operands.Place(table, alias);
    }

    void columns(ColumnSet columns) {
        expressions.addAll(columns.attributeExpressions());
        if (groups != null) {
            groups.columns(columns, place());
        } else {
            row.columns(columns, null);
        }
    }

    void linkColumns() {
        links.joined().forEach((name, link) -> {
            Operands.Place linked = Objects.requireNonNull(links.places().get(name));
            if (groups != null) {
                groups.columns(link.columns(), linked);
            } else {
                link.columns().attributeExpressions()
                        .forEach(expression -> linkedExpressions.put(expression.alias(), name));
                expressions.addAll(link.columns().attributeExpressions());
                new RowDraft(planner, fields, linked).linkedColumns(link.columns(), name, row);
            }
        });
    }

    void criteria(FilterExpression criteria) {
        filters.add(planner.filters.plan(criteria, operands()));
    }

    private Operands operands() {
        return new Operands(planner.scope, planner.lookups, place(), links.places());
    }

    void expands(List<Expand> expands) {
        if (kind != Kind.ROWS && !expands.isEmpty()) {
            throw new ServiceException(ErrorCode.INVALID_QUERY,
                    "A query for distinct rows, or for groups of rows, cannot expand others.");
        }
        new ExpandPlanner(this).expand(expands, row, new Operands.Place(table, alias));
    }

    /// The orders, those of links behind those of the query, made complete by the keys of all tables that can multiply rows.
    void orders(List<OrderExpression> given) {
        var all = new ArrayList<>(given);
        links.joined().forEach((name, link) -> link.orders().forEach(order -> all.add(
                order.alias() != null || order.entityName() != null
                        ? order
                        : new OrderExpression(name, order.attributeName(), order.orderType()))));
        if (groups != null) {
            orders.addAll(groups.orders(all));
            return;
        }
        Operands operands = operands();
        for (OrderExpression order : all) {
            OrderExpression named = byName(order);
            Operand operand = sortable(operands.find(named.entityName(), named.attributeName()), named);
            addOrder(operand, order.orderType() == OrderType.DESCENDING);
        }
        if (kind == Kind.DISTINCT_ROWS) {
            List.copyOf(fields.operands()).forEach(operand -> addOrder(operand, false));
            return;
        }
        addOrder(new Operand.ColumnOf(alias, table.column(table.primaryId())), false);
        links.furtherKeys().forEach(key -> addOrder(key, false));
    }

    /// The order by the column that an alias stands for.
    private OrderExpression byName(OrderExpression order) {
        String name = order.alias();
        if (name == null) {
            return order;
        }
        for (AttributeExpression expression : expressions) {
            if (expression.alias().equals(name) && expression.rowAggregate() == RowAggregate.NONE) {
                return new OrderExpression(linkedExpressions.get(name), expression.attributeName(), order.orderType());
            }
        }
        throw new ServiceException(ErrorCode.QUERY_BUILDER_ALIAS_DOES_NOT_EXIST,
                "The query returns no column under the alias '" + name + "' to sort by.");
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
        boolean isDecided = !orders.isEmpty() && !orders.getLast().isNullable() && links.furtherKeys().isEmpty();
        if (!isDecided || kind == Kind.DISTINCT_ROWS) {
            orders.add(new OrderPlan(operand, isDescending, !isKey, fields.add(operand)));
        }
    }

    /// Whether a page can begin behind a row: when no two rows share the values of all orders.
    boolean canContinue() {
        return links.furtherKeys().isEmpty() && kind == Kind.ROWS
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
        FilterPlan filter = filters.stream().reduce(FilterPlan.ALL, LinkPlanner::both);
        return new SelectPlan(table, alias, fields.operands(), joins, filter, orders, after, limit, offset,
                kind == Kind.DISTINCT_ROWS, groups == null ? null : groups.plan(), totalLimit,
                groups == null ? row.plan() : groups.row(place()));
    }

    RowDraft row() {
        return row;
    }

    /// Whether a column belongs to the rows that are read when all columns are asked for.
    static boolean isAmongAll(Column column) {
        return column.isStored() && column.isValidForRead() && column.type() != ColumnType.IMAGE;
    }
}
