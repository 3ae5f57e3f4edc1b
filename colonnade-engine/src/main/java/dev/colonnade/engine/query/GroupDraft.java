package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.query.GroupPlan.GroupField;
import dev.colonnade.engine.query.RowPlan.Content;
import dev.colonnade.engine.query.SelectPlan.OrderPlan;
import dev.colonnade.sdk.query.AggregateType;
import dev.colonnade.sdk.query.AttributeExpression;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.DateTimeGrouping;
import dev.colonnade.sdk.query.OrderExpression;
import dev.colonnade.sdk.query.OrderType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A [GroupPlan] in the making.
///
/// Source: reference/web-api.md, "FetchXML", "Aggregates"
final class GroupDraft {

    private final QueryPlanner planner;
    private final FieldList inputs;
    private final List<GroupField> fields = new ArrayList<>();
    private final Map<String, RowPlan.Output> outputs = new LinkedHashMap<>();
    /// By alias, the field of the result that orders go by.
    private final Map<String, Sorted> sorted = new LinkedHashMap<>();

    private record Sorted(int field, ValueType type) {}

    /// @param inputs the fields of the select that groups are made of
    GroupDraft(QueryPlanner planner, FieldList inputs) {
        this.planner = planner;
        this.inputs = inputs;
    }

    void columns(ColumnSet columns, Operands.Place place) {
        if (columns.allColumns() || !columns.columns().isEmpty()) {
            throw plainColumn(place);
        }
        columns.attributeExpressions().forEach(expression -> add(expression, place));
    }

    private static ServiceException plainColumn(Operands.Place place) {
        return new ServiceException(ErrorCode.QUERY_BUILDER_COLUMN_IN_AGGREGATE,
                "An aggregate query returns columns of '" + place.table().logicalName()
                        + "' that are aggregated or group its rows, and no others.");
    }

    private void add(AttributeExpression expression, Operands.Place place) {
        boolean isAggregated = expression.aggregateType() != AggregateType.NONE;
        if (expression.hasGroupBy() && isAggregated) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_GROUP_AND_AGGREGATE, "The column '"
                    + expression.attributeName() + "' is either aggregated or groups the rows.");
        }
        if (!expression.hasGroupBy() && !isAggregated) {
            throw plainColumn(place);
        }
        Column column = Operands.require(place.table(), expression.attributeName());
        if (outputs.containsKey(expression.alias())) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_DUPLICATE_ALIAS,
                    "The query returns two columns under the name '" + expression.alias() + "'.");
        }
        var operands = new Operands(planner.scope, planner.lookups, place, Map.of());
        Content content = expression.hasGroupBy()
                ? key(expression, operands.find(null, expression.attributeName()))
                : aggregate(expression, operands.find(null, expression.attributeName()));
        outputs.put(expression.alias(), new RowPlan.Output(expression.alias(),
                new RowPlan.Source(place.table().logicalName(), column.logicalName()), content));
    }

    private int field(GroupField field) {
        fields.add(field);
        return fields.size() - 1;
    }

    private int key(Operand operand) {
        return field(new GroupField.Key(inputs.add(operand), operand.type()));
    }

    private Content key(AttributeExpression expression, Operands.Found found) {
        Operand operand = found.operand();
        if (expression.dateTimeGrouping() != DateTimeGrouping.NONE) {
            int field = key(datePart(expression, found));
            sorted.put(expression.alias(), new Sorted(field, ValueType.LONG));
            return new Content.Whole(field);
        }
        if (operand.type() == ValueType.BINARY) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_GROUP_BY,
                    "Rows cannot be grouped by the column '"
                            + expression.attributeName() + "' of type " + found.column().type().wireName() + ".");
        }
        int field = key(operand);
        sorted.put(expression.alias(), new Sorted(field, operand.type()));
        if (!(operand instanceof Operand.ColumnOf column)) {
            return new Content.Text(field);
        }
        return column.column().type().isLookup()
                ? reference(expression, column, field)
                : new Content.Value(column.column(), field, -1);
    }

    private Content reference(AttributeExpression expression, Operand.ColumnOf lookup, int field) {
        Operand type = planner.lookups.typeOf(lookup.alias(), lookup.column());
        int typeField = type == null ? -1 : key(type);
        Operand.NameOf name = planner.lookups.nameOf(lookup.alias(), lookup.column());
        int nameField = name == null
                ? -1
                : field(new GroupField.KeyName(name, inputs.add(lookup),
                        type == null ? -1 : inputs.add(type)));
        if (nameField >= 0) {
            sorted.put(expression.alias(), new Sorted(nameField, ValueType.TEXT));
        }
        return new Content.Reference(lookup.column(), field, typeField, nameField);
    }

    private Operand datePart(AttributeExpression expression, Operands.Found found) {
        ValueType type = found.operand().type();
        if (type != ValueType.INSTANT && type != ValueType.CLOCK && type != ValueType.DATE) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_DATE_GROUPING, "The column '"
                    + expression.attributeName() + "' of type " + found.column().type().wireName()
                    + " has no parts of a date to group by.");
        }
        QueryCalendar calendar = planner.scope.calendar();
        String zone = expression.isInUserTimeZone() ? calendar.zone().getId() : ZoneOffset.UTC.getId();
        return new Operand.DatePartOf(found.operand(), expression.dateTimeGrouping(),
                planner.values.add(ValueType.TEXT, zone), calendar.firstDayOfWeek(), calendar.fiscal());
    }

    private Content aggregate(AttributeExpression expression, Operands.Found found) {
        AggregateType aggregate = expression.aggregateType();
        boolean isCount = aggregate == AggregateType.COUNT || aggregate == AggregateType.COUNT_COLUMN;
        ValueType type = found.operand().type();
        if (!isCount && !fits(aggregate, type, found.operand())) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_AGGREGATE, "The aggregate " + aggregate
                    + " does not fit the column '" + expression.attributeName() + "' of type "
                    + found.column().type().wireName() + ".");
        }
        boolean takesRows = aggregate == AggregateType.COUNT && !expression.isDistinct();
        int input = takesRows ? -1 : inputs.add(found.operand());
        int field = field(new GroupField.Aggregate(aggregate, input, takesRows ? null : type,
                expression.isDistinct()));
        boolean isWhole = isCount || (type == ValueType.LONG && aggregate != AggregateType.MIN
                && aggregate != AggregateType.MAX);
        sorted.put(expression.alias(), new Sorted(field, isWhole ? ValueType.LONG : type));
        return isWhole ? new Content.Whole(field) : new Content.Value(found.column(), field, -1);
    }

    private static boolean fits(AggregateType aggregate, ValueType type, Operand operand) {
        boolean isColumn = operand instanceof Operand.ColumnOf;
        return isColumn && switch (type) {
            case LONG, DECIMAL, DOUBLE -> true;
            case INSTANT, DATE, CLOCK -> aggregate == AggregateType.MIN || aggregate == AggregateType.MAX;
            default -> false;
        };
    }

    /// The orders by alias, made complete by what the rows are grouped by.
    List<OrderPlan> orders(List<OrderExpression> expressions) {
        var orders = new ArrayList<OrderPlan>();
        for (OrderExpression order : expressions) {
            String alias = order.alias();
            Sorted field = alias == null ? null : sorted.get(alias);
            if (field == null) {
                throw new ServiceException(alias == null
                        ? ErrorCode.QUERY_BUILDER_AGGREGATE_ORDER_BY_ATTRIBUTE
                        : ErrorCode.QUERY_BUILDER_ALIAS_DOES_NOT_EXIST,
                        alias == null
                                ? "An aggregate query is sorted by the alias of a column, not by the column '"
                                        + order.attributeName() + "'."
                                : "The aggregate query returns no column under the alias '" + alias + "'.");
            }
            add(orders, field.field, field.type, order.orderType() == OrderType.DESCENDING);
        }
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i) instanceof GroupField.Key(int input, ValueType type)) {
                add(orders, i, type, false);
            }
        }
        return orders;
    }

    private static void add(List<OrderPlan> orders, int field, ValueType type, boolean isDescending) {
        if (orders.stream().noneMatch(order -> order.field() == field)) {
            orders.add(new OrderPlan(new Operand.ResultOf(field, type), isDescending, true, field));
        }
    }

    GroupPlan plan() {
        return new GroupPlan(fields);
    }

    RowPlan row(Operands.Place place) {
        return new RowPlan(place.table(), -1, -1, List.copyOf(outputs.values()), List.of(), List.of());
    }
}
