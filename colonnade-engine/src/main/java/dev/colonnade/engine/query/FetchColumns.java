package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.sdk.query.AggregateType;
import dev.colonnade.sdk.query.AttributeExpression;
import dev.colonnade.sdk.query.DateTimeGrouping;
import dev.colonnade.sdk.query.RowAggregate;
import org.jspecify.annotations.Nullable;

/// Reads the elements `attribute` and `order` of FetchXML.
///
/// Source: reference/web-api.md, "FetchXML", "Aggregates", "FetchXML errors"
final class FetchColumns {

    private FetchColumns() {}

    /// The column under a name of its own; `null` for a plain column.
    ///
    /// @param isAggregate whether the query is for groups of rows
    static @Nullable AttributeExpression expression(FetchElement attribute, String column, boolean isAggregate) {
        if (attribute.findText("rowaggregate") != null && !isAggregate) {
            return rowAggregate(attribute, column);
        }
        if (isAggregate) {
            return aggregate(attribute, column);
        }
        for (String name : new String[]{"aggregate", "groupby", "dategrouping"}) {
            String value = attribute.findText(name);
            if (value != null && !value.equals("false") && !value.equals("0")) {
                throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_AGGREGATE, "The attribute '" + name
                        + "' on the column '" + column + "' needs aggregate='true' on the element 'fetch'.");
            }
        }
        return attribute.findText("alias") == null ? null : new AttributeExpression(column, alias(attribute));
    }

    private static String alias(FetchElement attribute) {
        String alias = attribute.findText("alias");
        if (alias == null || !FetchXmlReader.ALIAS.matcher(alias).matches()) {
            throw FetchXmlReader.invalidAlias(alias == null ? "" : alias);
        }
        return alias;
    }

    private static AttributeExpression rowAggregate(FetchElement attribute, String column) {
        String value = attribute.require("rowaggregate");
        if (!value.equalsIgnoreCase("CountChildren")) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_AGGREGATE,
                    "The attribute 'rowaggregate' of the column '" + column + "' is 'CountChildren', not '" + value
                            + "'.");
        }
        return new AttributeExpression(column, alias(attribute), AggregateType.NONE, false, DateTimeGrouping.NONE,
                false, false, RowAggregate.COUNT_CHILDREN);
    }

    private static AttributeExpression aggregate(FetchElement attribute, String column) {
        String alias = alias(attribute);
        boolean hasGroupBy = attribute.flag("groupby", ErrorCode.QUERY_BUILDER_INVALID_GROUP_BY);
        AggregateType type = type(attribute, column);
        if (hasGroupBy && type != AggregateType.NONE) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_GROUP_AND_AGGREGATE, "The column '" + column
                    + "' under the alias '" + alias + "' is either aggregated or groups the rows.");
        }
        if (!hasGroupBy && type == AggregateType.NONE) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_COLUMN_IN_AGGREGATE, "The column '" + column
                    + "' of an aggregate query needs the attribute 'aggregate' or 'groupby'.");
        }
        DateTimeGrouping grouping = grouping(attribute, column);
        if (grouping != DateTimeGrouping.NONE && !hasGroupBy) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_DATE_GROUPING, "The column '" + column
                    + "' has the attribute 'dategrouping' without groupby='true'.");
        }
        boolean isInUserTimeZone = attribute.findText("usertimezone") == null
                || attribute.flag("usertimezone", ErrorCode.INVALID_FETCH_XML);
        boolean isDistinct = attribute.flag("distinct", ErrorCode.QUERY_BUILDER_INVALID_DISTINCT_VALUE);
        return new AttributeExpression(column, alias, type, hasGroupBy, grouping, isDistinct, isInUserTimeZone,
                RowAggregate.NONE);
    }

    private static AggregateType type(FetchElement attribute, String column) {
        String value = attribute.findText("aggregate");
        return switch (value == null ? "" : value) {
            case "" -> AggregateType.NONE;
            case "avg" -> AggregateType.AVG;
            case "count" -> AggregateType.COUNT;
            case "countcolumn" -> AggregateType.COUNT_COLUMN;
            case "max" -> AggregateType.MAX;
            case "min" -> AggregateType.MIN;
            case "sum" -> AggregateType.SUM;
            default ->
                throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_AGGREGATE, "The aggregate of the column '"
                        + column + "' is 'avg', 'count', 'countcolumn', 'max', 'min' or 'sum', not '" + value + "'.");
        };
    }

    private static DateTimeGrouping grouping(FetchElement attribute, String column) {
        String value = attribute.findText("dategrouping");
        return switch (value == null ? "" : value) {
            case "" -> DateTimeGrouping.NONE;
            case "day" -> DateTimeGrouping.DAY;
            case "week" -> DateTimeGrouping.WEEK;
            case "month" -> DateTimeGrouping.MONTH;
            case "quarter" -> DateTimeGrouping.QUARTER;
            case "year" -> DateTimeGrouping.YEAR;
            case "fiscal-period" -> DateTimeGrouping.FISCAL_PERIOD;
            case "fiscal-year" -> DateTimeGrouping.FISCAL_YEAR;
            default -> throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_DATE_GROUPING,
                    "The attribute 'dategrouping' of the column '" + column + "' is 'day', 'week', 'month', "
                            + "'quarter', 'year', 'fiscal-period' or 'fiscal-year', not '" + value + "'.");
        };
    }

    /// The alias that an order of an aggregate query names.
    static String orderAlias(FetchElement order) {
        String alias = order.findText("alias");
        if (order.findText("attribute") != null) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_AGGREGATE_ORDER_BY_ATTRIBUTE,
                    "An aggregate query is sorted by an alias: the element 'order' has the attribute 'attribute'.");
        }
        if (alias == null) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_ORDER_WITHOUT_ALIAS,
                    "The element 'order' of an aggregate query lacks the attribute 'alias'.");
        }
        return alias;
    }

    /// The column that an order of a query for rows names.
    static String orderAttribute(FetchElement order) {
        String attribute = order.findText("attribute");
        if (order.findText("alias") != null) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_ORDER_BY_ALIAS,
                    "Only an aggregate query is sorted by an alias: the element 'order' has the attribute 'alias'.");
        }
        if (attribute == null) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_ORDER_WITHOUT_ATTRIBUTE,
                    "The element 'order' lacks the attribute 'attribute'.");
        }
        return attribute;
    }
}
