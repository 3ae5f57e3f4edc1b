package dev.colonnade.testkit.query;

import dev.colonnade.sdk.query.AttributeExpression;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.ConditionExpression;
import dev.colonnade.sdk.query.FilterExpression;
import dev.colonnade.sdk.query.LinkEntity;
import dev.colonnade.sdk.query.LogicalOperator;
import dev.colonnade.sdk.query.OrderExpression;
import dev.colonnade.sdk.query.OrderType;
import dev.colonnade.sdk.query.QueryExpression;
import dev.colonnade.testkit.query.Question.Column;
import dev.colonnade.testkit.query.Question.Filter;
import dev.colonnade.testkit.query.Question.Groups;
import dev.colonnade.testkit.query.Question.Related;
import java.util.ArrayList;
import java.util.List;

/// Questions as a `QueryExpression`.
final class ExpressionForm {

    private ExpressionForm() {}

    static QueryExpression of(Question question) {
        var query = new QueryExpression("account").columnSet(columns(question)).topCount(question.top());
        if (question.filter() != null) {
            query.criteria(filter(question.filter()));
        }
        for (Question.Link link : question.links()) {
            var joined = link(link.related(), link.operator());
            if (link.filter() != null) {
                joined.linkCriteria(filter(link.filter()));
            }
            if (question.groups() == null && Naive.returned(question).contains(link)) {
                joined.columns(ColumnSet.of(link.related().key()));
            }
            query.add(joined);
        }
        question.orders().forEach(order -> query.orders().add(new OrderExpression(order.alias(),
                order.column().name(), order.isDescending() ? OrderType.DESCENDING : OrderType.ASCENDING)));
        return query;
    }

    private static ColumnSet columns(Question question) {
        Groups groups = question.groups();
        if (groups == null) {
            return ColumnSet.of("accountid");
        }
        var expressions = new ArrayList<AttributeExpression>();
        for (int i = 0; i < groups.by().size(); i++) {
            expressions.add(AttributeExpression.groupBy(groups.by().get(i).name(), "g" + i));
        }
        for (int i = 0; i < groups.aggregates().size(); i++) {
            Question.Aggregate aggregate = groups.aggregates().get(i);
            var expression = new AttributeExpression(aggregate.column().name(), "a" + i, aggregate.type());
            expressions.add(aggregate.isDistinct() ? expression.distinct() : expression);
        }
        return new ColumnSet(false, List.of(), expressions);
    }

    private static LinkEntity link(Related related, dev.colonnade.sdk.query.JoinOperator operator) {
        return new LinkEntity(related.from(), related.table(), related.to(), operator,
                operator.isFilter() ? "" : related.table());
    }

    private static FilterExpression filter(Filter filter) {
        return switch (filter) {
            case Filter.Condition condition -> new FilterExpression().add(new ConditionExpression(condition.alias(),
                    condition.column().name(), condition.operator(), new ArrayList<>(condition.values()), false));
            case Filter.Compare(Column column, var operator, Column other) -> new FilterExpression()
                    .add(new ConditionExpression(null, column.name(), operator, List.of(other.name()), true));
            case Filter.Linked(Related related, var operator, Filter inner) ->
                FilterExpression.of(link(related, operator).linkCriteria(filter(inner)));
            case Filter.Group(boolean isAnd, List<Filter> parts) -> {
                var group = new FilterExpression(isAnd ? LogicalOperator.AND : LogicalOperator.OR);
                parts.forEach(part -> group.add(filter(part)));
                yield group;
            }
        };
    }
}
