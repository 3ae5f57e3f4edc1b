package dev.colonnade.sdk.query;

/// A column that a query returns under a name of its own, as an aliased value: as it is, aggregated, or as what rows are grouped
/// by. A query in which one column is aggregated or groups rows is an aggregate query and returns groups instead of rows.
///
/// @param attributeName logical name of the column
/// @param alias its key in the row, alone, for columns of linked tables too
/// @param aggregateType what is made of the values of a group
/// @param hasGroupBy whether rows are grouped by the column
/// @param dateTimeGrouping by which part of a date they are grouped
/// @param isDistinct whether an aggregate takes each value once
/// @param isInUserTimeZone whether dates are grouped as they stand in the caller's time zone; in UTC otherwise
/// @param rowAggregate what is counted for each row instead of reading the column
public record AttributeExpression(String attributeName, String alias, AggregateType aggregateType, boolean hasGroupBy,
        DateTimeGrouping dateTimeGrouping, boolean isDistinct, boolean isInUserTimeZone, RowAggregate rowAggregate) {

    /// The column as it is.
    public AttributeExpression(String attributeName, String alias) {
        this(attributeName, alias, AggregateType.NONE);
    }

    /// The column aggregated.
    public AttributeExpression(String attributeName, String alias, AggregateType aggregateType) {
        this(attributeName, alias, aggregateType, false, DateTimeGrouping.NONE, false, false, RowAggregate.NONE);
    }

    /// A column that rows are grouped by.
    public static AttributeExpression groupBy(String attributeName, String alias) {
        return groupBy(attributeName, alias, DateTimeGrouping.NONE);
    }

    /// A date that rows are grouped by, as it stands in UTC.
    public static AttributeExpression groupBy(String attributeName, String alias, DateTimeGrouping grouping) {
        return new AttributeExpression(attributeName, alias, AggregateType.NONE, true, grouping, false, false,
                RowAggregate.NONE);
    }

    /// The number of rows directly below each row in the hierarchy of its table.
    public static AttributeExpression countChildren(String attributeName, String alias) {
        return new AttributeExpression(attributeName, alias, AggregateType.NONE, false, DateTimeGrouping.NONE, false,
                false, RowAggregate.COUNT_CHILDREN);
    }

    /// The same, each value taken once.
    public AttributeExpression distinct() {
        return new AttributeExpression(attributeName, alias, aggregateType, hasGroupBy, dateTimeGrouping, true,
                isInUserTimeZone, rowAggregate);
    }

    /// The same, dates taken as they stand in the caller's time zone.
    public AttributeExpression inUserTimeZone() {
        return new AttributeExpression(attributeName, alias, aggregateType, hasGroupBy, dateTimeGrouping, isDistinct,
                true, rowAggregate);
    }

    /// Whether a query with this column is an aggregate query.
    public boolean isAggregate() {
        return hasGroupBy || aggregateType != AggregateType.NONE;
    }
}
