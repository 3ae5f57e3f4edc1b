package dev.colonnade.testkit.query;

import dev.colonnade.sdk.query.AggregateType;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.JoinOperator;
import dev.colonnade.testkit.query.Question.Column;
import dev.colonnade.testkit.query.Question.Filter;
import dev.colonnade.testkit.query.Question.Groups;
import dev.colonnade.testkit.query.Question.Related;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Questions as FetchXML.
final class FetchForm {

    /// How comparisons are called, in FetchXML as in OData.
    static final Map<ConditionOperator, String> COMPARISONS = Map.of(ConditionOperator.EQUAL, "eq",
            ConditionOperator.NOT_EQUAL, "ne", ConditionOperator.GREATER_THAN, "gt", ConditionOperator.GREATER_EQUAL,
            "ge",
            ConditionOperator.LESS_THAN, "lt", ConditionOperator.LESS_EQUAL, "le");

    private FetchForm() {}

    static String of(Question question) {
        var xml = new StringBuilder("<fetch useraworderby='1'");
        if (question.groups() != null) {
            xml.append(" aggregate='true'");
        }
        if (question.top() != null) {
            xml.append(" top='").append(question.top()).append('\'');
        }
        xml.append("><entity name='account'>");
        columns(xml, question.groups());
        question.orders().forEach(order -> xml.append("<order attribute='").append(order.column().name())
                .append(order.alias() == null ? "'" : "' entityname='" + order.alias() + "'")
                .append(order.isDescending() ? " descending='true'" : "").append("/>"));
        filter(xml, question.filter());
        for (Question.Link link : question.links()) {
            link(xml, link.related(), link.operator());
            if (question.groups() == null && Naive.returned(question).contains(link)) {
                xml.append("<attribute name='").append(link.related().key()).append("'/>");
            }
            filter(xml, link.filter());
            xml.append("</link-entity>");
        }
        return xml.append("</entity></fetch>").toString();
    }

    private static void columns(StringBuilder xml, @Nullable Groups groups) {
        if (groups == null) {
            xml.append("<attribute name='accountid'/>");
            return;
        }
        for (int i = 0; i < groups.by().size(); i++) {
            xml.append("<attribute groupby='true' name='").append(groups.by().get(i).name()).append("' alias='g")
                    .append(i).append("'/>");
        }
        for (int i = 0; i < groups.aggregates().size(); i++) {
            Question.Aggregate aggregate = groups.aggregates().get(i);
            xml.append("<attribute name='").append(aggregate.column().name()).append("' alias='a").append(i)
                    .append("' aggregate='").append(name(aggregate.type()))
                    .append(aggregate.isDistinct() ? "' distinct='true'/>" : "'/>");
        }
    }

    private static String name(AggregateType type) {
        return type == AggregateType.COUNT_COLUMN ? "countcolumn" : type.name().toLowerCase(Locale.ROOT);
    }

    private static void link(StringBuilder xml, Related related, JoinOperator operator) {
        String type = switch (operator) {
            case LEFT_OUTER -> "outer";
            case MATCH_FIRST_ROW_USING_CROSS_APPLY -> "matchfirstrowusingcrossapply";
            default -> operator.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
        xml.append("<link-entity name='").append(related.table()).append("' from='").append(related.to())
                .append("' to='").append(related.from()).append("' link-type='").append(type)
                .append(operator.isFilter() ? "'>" : "' alias='" + related.table() + "'>");
    }

    private static void filter(StringBuilder xml, @Nullable Filter filter) {
        if (filter != null) {
            xml.append("<filter>");
            part(xml, filter);
            xml.append("</filter>");
        }
    }

    private static void part(StringBuilder xml, Filter filter) {
        switch (filter) {
            case Filter.Condition condition -> {
                xml.append("<condition attribute='").append(condition.column().name()).append("' operator='")
                        .append(name(condition.operator())).append('\'');
                if (condition.alias() != null) {
                    xml.append(" entityname='").append(condition.alias()).append('\'');
                }
                xml.append('>');
                condition.values().forEach(value -> xml.append("<value>").append(value).append("</value>"));
                xml.append("</condition>");
            }
            case Filter.Compare(Column column, ConditionOperator operator, Column other) ->
                xml.append("<condition attribute='").append(column.name()).append("' operator='")
                        .append(name(operator)).append("' valueof='").append(other.name()).append("'/>");
            case Filter.Linked(Related related, JoinOperator operator, Filter inner) -> {
                link(xml, related, operator);
                filter(xml, inner);
                xml.append("</link-entity>");
            }
            case Filter.Group(boolean isAnd, List<Filter> parts) -> {
                xml.append("<filter type='").append(isAnd ? "and" : "or").append("'>");
                parts.forEach(part -> part(xml, part));
                xml.append("</filter>");
            }
        }
    }

    private static String name(ConditionOperator operator) {
        String comparison = COMPARISONS.get(operator);
        if (comparison != null) {
            return comparison;
        }
        return switch (operator) {
            case DOES_NOT_BEGIN_WITH -> "not-begin-with";
            case DOES_NOT_END_WITH -> "not-end-with";
            default -> operator.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }
}
