package dev.colonnade.sdk.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A query as data. Not safe for use by several threads at once.
public final class QueryExpression implements QueryBase {

    private final String entityName;
    private ColumnSet columnSet = ColumnSet.of();
    private FilterExpression criteria = new FilterExpression();
    private final List<LinkEntity> linkEntities = new ArrayList<>();
    private final List<OrderExpression> orders = new ArrayList<>();
    private PagingInfo pageInfo = PagingInfo.FIRST;
    private @Nullable Integer topCount;
    private boolean distinct;
    private @Nullable Integer aggregateLimit;
    private boolean noLock;
    private final List<String> queryHints = new ArrayList<>();

    /// @param entityName logical name of the table
    public QueryExpression(String entityName) {
        this.entityName = entityName;
    }

    public String entityName() {
        return entityName;
    }

    public ColumnSet columnSet() {
        return columnSet;
    }

    public QueryExpression columnSet(ColumnSet columns) {
        columnSet = columns;
        return this;
    }

    public QueryExpression columns(String... columns) {
        return columnSet(ColumnSet.of(columns));
    }

    public FilterExpression criteria() {
        return criteria;
    }

    public QueryExpression criteria(FilterExpression filter) {
        criteria = filter;
        return this;
    }

    /// Adds a condition to the criteria.
    public QueryExpression where(String attributeName, ConditionOperator operator, Object... values) {
        criteria.add(attributeName, operator, values);
        return this;
    }

    public List<LinkEntity> linkEntities() {
        return linkEntities;
    }

    public QueryExpression add(LinkEntity link) {
        linkEntities.add(link);
        return this;
    }

    public List<OrderExpression> orders() {
        return orders;
    }

    public QueryExpression orderBy(String attributeName, OrderType orderType) {
        orders.add(new OrderExpression(attributeName, orderType));
        return this;
    }

    public PagingInfo pageInfo() {
        return pageInfo;
    }

    public QueryExpression pageInfo(PagingInfo paging) {
        pageInfo = paging;
        return this;
    }

    /// Number of rows at most; `null` for no limit but the page size.
    public @Nullable Integer topCount() {
        return topCount;
    }

    public QueryExpression topCount(@Nullable Integer count) {
        topCount = count;
        return this;
    }

    public boolean isDistinct() {
        return distinct;
    }

    public QueryExpression distinct(boolean isDistinct) {
        distinct = isDistinct;
        return this;
    }

    /// Whether groups are returned instead of rows: when a column of the query or of a link is aggregated or groups rows.
    public boolean isAggregate() {
        return isAggregate(columnSet) || isAggregate(linkEntities);
    }

    private static boolean isAggregate(List<LinkEntity> links) {
        return links.stream().anyMatch(link -> isAggregate(link.columns()) || isAggregate(link.linkEntities()));
    }

    private static boolean isAggregate(ColumnSet columns) {
        return columns.attributeExpressions().stream().anyMatch(AttributeExpression::isAggregate);
    }

    /// Rows that an aggregate query goes through at most; `null` for the server's own limit, which it cannot exceed.
    public @Nullable Integer aggregateLimit() {
        return aggregateLimit;
    }

    public QueryExpression aggregateLimit(@Nullable Integer rows) {
        aggregateLimit = rows;
        return this;
    }

    /// Of no effect: readers never wait for writers.
    public boolean isNoLock() {
        return noLock;
    }

    public QueryExpression noLock(boolean isNoLock) {
        noLock = isNoLock;
        return this;
    }

    /// Hints for the database, which the server passes over.
    public List<String> queryHints() {
        return queryHints;
    }
}
