package dev.colonnade.sdk.query;

import java.util.ArrayList;
import java.util.List;

/// A table joined to a query, or to another linked table. Its columns come back as aliased values named `alias.column`. Not
/// safe for use by several threads at once.
public final class LinkEntity {

    private final String linkFromAttributeName;
    private final String linkToEntityName;
    private final String linkToAttributeName;
    private final JoinOperator joinOperator;
    private final String entityAlias;
    private ColumnSet columns = ColumnSet.of();
    private FilterExpression linkCriteria = new FilterExpression();
    private final List<LinkEntity> linkEntities = new ArrayList<>();
    private final List<OrderExpression> orders = new ArrayList<>();

    public LinkEntity(String linkFromAttributeName, String linkToEntityName, String linkToAttributeName,
            JoinOperator joinOperator, String entityAlias) {
        this.linkFromAttributeName = linkFromAttributeName;
        this.linkToEntityName = linkToEntityName;
        this.linkToAttributeName = linkToAttributeName;
        this.joinOperator = joinOperator;
        this.entityAlias = entityAlias;
    }

    public String linkFromAttributeName() {
        return linkFromAttributeName;
    }

    public String linkToEntityName() {
        return linkToEntityName;
    }

    public String linkToAttributeName() {
        return linkToAttributeName;
    }

    public JoinOperator joinOperator() {
        return joinOperator;
    }

    public String entityAlias() {
        return entityAlias;
    }

    public ColumnSet columns() {
        return columns;
    }

    public LinkEntity columns(ColumnSet newColumns) {
        columns = newColumns;
        return this;
    }

    public FilterExpression linkCriteria() {
        return linkCriteria;
    }

    public LinkEntity linkCriteria(FilterExpression criteria) {
        linkCriteria = criteria;
        return this;
    }

    public List<LinkEntity> linkEntities() {
        return linkEntities;
    }

    public LinkEntity add(LinkEntity link) {
        linkEntities.add(link);
        return this;
    }

    /// Orders by columns of the linked table, which decide behind those of the query.
    public List<OrderExpression> orders() {
        return orders;
    }

    public LinkEntity orderBy(String attributeName, OrderType orderType) {
        orders.add(new OrderExpression(attributeName, orderType));
        return this;
    }
}
