package dev.colonnade.server.webapi;

import dev.colonnade.sdk.query.AttributeExpression;
import dev.colonnade.sdk.query.ConditionExpression;
import dev.colonnade.sdk.query.FilterExpression;
import dev.colonnade.sdk.query.LinkEntity;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Queries as one line of text, for tests to compare.
final class QueryText {

    private QueryText() {}

    static String of(FilterExpression filter) {
        LinkEntity link = filter.filterLink();
        String parts = Stream.of(filter.conditions().stream().map(QueryText::of),
                filter.filters().stream().map(QueryText::of),
                Stream.ofNullable(link).map(QueryText::of)).flatMap(part -> part).collect(Collectors.joining(","));
        boolean isLinkAlone = link != null && filter.conditions().isEmpty() && filter.filters().isEmpty();
        return isLinkAlone
                ? parts
                : (filter.isNegated() ? "not " : "") + filter.operator().name().toLowerCase(Locale.ROOT) + "("
                        + parts + ")";
    }

    static String of(ConditionExpression condition) {
        return (condition.entityName() == null ? "" : condition.entityName() + ".") + condition.attributeName() + " "
                + condition.operator() + (condition.compareColumns() ? " column " : " ") + condition.values();
    }

    /// `ANY task.regardingobjectid=accountid[…]`
    static String of(LinkEntity link) {
        String inner = Stream.of(
                Stream.of(link.linkCriteria()).filter(criteria -> !criteria.isEmpty()).map(QueryText::of),
                attributes(link.columns().attributeExpressions()), links(link.linkEntities()))
                .flatMap(part -> part).collect(Collectors.joining(" "));
        return link.joinOperator() + " " + link.linkToEntityName() + "." + link.linkToAttributeName() + "="
                + link.linkFromAttributeName() + "[" + inner + "]";
    }

    /// Columns under aliases, links, and criteria of a query.
    static String of(QueryExpression query) {
        return Stream.of(attributes(query.columnSet().attributeExpressions()), links(query.linkEntities()),
                Stream.of(query.criteria()).filter(criteria -> !criteria.isEmpty()).map(QueryText::of),
                query.orders().stream().map(order -> "by " + order.alias() + " " + order.orderType()))
                .flatMap(part -> part).collect(Collectors.joining(" "));
    }

    private static Stream<String> links(List<LinkEntity> links) {
        return links.stream().map(QueryText::of);
    }

    private static Stream<String> attributes(Collection<AttributeExpression> attributes) {
        return attributes.stream().map(attribute -> (attribute.hasGroupBy()
                ? "group "
                : attribute.aggregateType().name().toLowerCase(Locale.ROOT) + " ") + attribute.attributeName() + " as "
                + attribute.alias());
    }
}
