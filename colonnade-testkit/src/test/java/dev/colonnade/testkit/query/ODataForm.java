package dev.colonnade.testkit.query;

import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.JoinOperator;
import dev.colonnade.testkit.query.Question.Aggregate;
import dev.colonnade.testkit.query.Question.Column;
import dev.colonnade.testkit.query.Question.Filter;
import dev.colonnade.testkit.query.Question.Groups;
import dev.colonnade.testkit.query.Question.Kind;
import dev.colonnade.testkit.query.Question.Link;
import dev.colonnade.testkit.query.Question.Order;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Questions as a URL of the Web API, as far as OData can ask them: joins become conditions and expands, rows of linked tables are
/// nested in those of the accounts.
final class ODataForm {

    private static final String ACCOUNT = "";
    private static final String CONTACT = "primarycontactid/";
    private static final String FUNCTION = "Microsoft.Dynamics.CRM.";

    private ODataForm() {}

    /// Thrown inwards where a question has no such form.
    private static final class NoForm extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoForm() {
            super(null, null, false, false);
        }
    }

    /// The question as a relative URL; `null` when OData cannot ask it.
    static @Nullable String of(Question question) {
        try {
            return "accounts?" + (question.groups() == null ? rows(question) : groups(question, question.groups()));
        } catch (NoForm e) {
            return null;
        }
    }

    private static String rows(Question question) {
        var options = new ArrayList<String>();
        options.add(option("$select", "accountid"));
        String filter = filter(question);
        if (!filter.isEmpty()) {
            options.add(option("$filter", filter));
        }
        if (!question.orders().isEmpty()) {
            options.add(option("$orderby",
                    question.orders().stream().map(ODataForm::order).collect(Collectors.joining(","))));
        }
        List<Link> expanded = Naive.returned(question);
        if (!expanded.isEmpty()) {
            options.add(option("$expand", expanded.stream().map(link -> expand(question, link))
                    .collect(Collectors.joining(","))));
        }
        if (question.top() != null) {
            options.add(option("$top", question.top().toString()));
        }
        return String.join("&", options);
    }

    private static String option(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String order(Order order) {
        return prefix(order.alias()) + name(order.column()) + (order.isDescending() ? " desc" : "");
    }

    private static String prefix(@Nullable String alias) {
        if (alias == null) {
            return ACCOUNT;
        }
        if (alias.equals("contact")) {
            return CONTACT;
        }
        throw new NoForm();
    }

    private static String expand(Question question, Link link) {
        if (link.related().equals(Questions.TASK)) {
            if (question.top() != null) {
                throw new NoForm();
            }
            return "Account_Tasks($select=activityid;$orderby=activityid"
                    + (link.filter() == null ? "" : ";$filter=" + part(link.filter(), ACCOUNT, true)) + ")";
        }
        boolean isFiltered = link.filter() != null && link.operator() == JoinOperator.LEFT_OUTER;
        if (isFiltered && looksAtContact(question)) {
            throw new NoForm();
        }
        return "primarycontactid($select=contactid"
                + (isFiltered ? ";$filter=" + part(Objects.requireNonNull(link.filter()), ACCOUNT, true) : "") + ")";
    }

    /// Whether a condition or an order of the question itself is about the contact, of which an expand shows none that its filter
    /// leaves out, while a path leads to it.
    private static boolean looksAtContact(Question question) {
        return question.orders().stream().anyMatch(order -> order.alias() != null)
                || (question.filter() != null && looksAtContact(question.filter()));
    }

    private static boolean looksAtContact(Filter filter) {
        return switch (filter) {
            case Filter.Condition condition -> condition.alias() != null;
            case Filter.Group group -> group.parts().stream().anyMatch(ODataForm::looksAtContact);
            case Filter.Compare _,Filter.Linked _ -> false;
        };
    }

    /// The filter of the question, and that there is a row where a join asks for one.
    private static String filter(Question question) {
        var parts = new ArrayList<String>();
        for (Link link : question.links()) {
            if (link.operator() != JoinOperator.LEFT_OUTER) {
                parts.add(linked(link.related(), link.filter(), true));
            }
        }
        if (question.filter() != null) {
            parts.add(part(question.filter(), ACCOUNT, true));
        }
        return String.join(" and ", parts);
    }

    /// @param isHeld whether the part is not negated, which query functions cannot be
    private static String part(Filter filter, String prefix, boolean isHeld) {
        return switch (filter) {
            case Filter.Group(boolean isAnd, List<Filter> parts) ->
                parts.stream().map(part -> part(part, prefix, isHeld))
                        .collect(Collectors.joining(isAnd ? " and " : " or ", "(", ")"));
            case Filter.Linked(var related, JoinOperator operator, Filter inner) -> switch (operator) {
                case ANY, NOT_ALL -> "(" + linked(related, inner, isHeld) + ")";
                case NOT_ANY -> "not (" + linked(related, inner, false) + ")";
                default -> "(" + linked(related, null, isHeld) + " and not (" + linked(related, inner, false) + "))";
            };
            case Filter.Compare(Column column, ConditionOperator operator, Column other) ->
                prefix + name(column) + " " + comparison(operator) + " " + prefix + name(other);
            case Filter.Condition condition -> condition(condition,
                    condition.alias() == null ? prefix : prefix(condition.alias()), isHeld);
        };
    }

    /// That there is a linked row, and one that satisfies a filter.
    private static String linked(Question.Related related, @Nullable Filter filter, boolean isHeld) {
        if (related.equals(Questions.TASK)) {
            return filter == null ? "Account_Tasks/any()" : "Account_Tasks/any(t:" + part(filter, "t/", true) + ")";
        }
        return "primarycontactid/contactid ne null"
                + (filter == null ? "" : " and " + part(filter, CONTACT, isHeld));
    }

    private static String condition(Filter.Condition condition, String prefix, boolean isHeld) {
        Column column = condition.column();
        String path = prefix + name(column);
        ConditionOperator operator = condition.operator();
        List<String> values = condition.values();
        return switch (operator) {
            case NULL -> path + " eq null";
            case NOT_NULL -> path + " ne null";
            case LIKE -> like(path, values.getFirst());
            case NOT_LIKE -> "not " + like(path, values.getFirst());
            case BEGINS_WITH -> text("startswith", path, values.getFirst());
            case DOES_NOT_BEGIN_WITH -> "not " + text("startswith", path, values.getFirst());
            case ENDS_WITH -> text("endswith", path, values.getFirst());
            case DOES_NOT_END_WITH -> "not " + text("endswith", path, values.getFirst());
            case IN -> function("In", path, "PropertyValues=" + array(values), isHeld);
            case NOT_IN -> function("NotIn", path, "PropertyValues=" + array(values), isHeld);
            case BETWEEN -> function("Between", path, "PropertyValues=" + array(values), isHeld);
            case NOT_BETWEEN -> function("NotBetween", path, "PropertyValues=" + array(values), isHeld);
            case ON -> function("On", path, "PropertyValue=" + values.getFirst(), isHeld);
            case ON_OR_AFTER -> function("OnOrAfter", path, "PropertyValue=" + values.getFirst(), isHeld);
            case ON_OR_BEFORE -> function("OnOrBefore", path, "PropertyValue='" + values.getFirst() + "'", isHeld);
            case IN_FISCAL_YEAR -> function("InFiscalYear", path, "PropertyValue=" + values.getFirst(), isHeld);
            case NOT_ON -> throw new NoForm();
            default -> path + " " + comparison(operator) + " " + literal(column.kind(), values.getFirst());
        };
    }

    /// The text functions search at both ends or at one; a pattern that is open at none has no form.
    private static String like(String path, String pattern) {
        boolean isOpenBefore = pattern.startsWith("%");
        boolean isOpenBehind = pattern.endsWith("%");
        if (isOpenBefore) {
            return isOpenBehind
                    ? text("contains", path, pattern.substring(1, pattern.length() - 1))
                    : text("endswith", path, pattern.substring(1));
        }
        if (isOpenBehind) {
            return text("startswith", path, pattern.substring(0, pattern.length() - 1));
        }
        throw new NoForm();
    }

    private static String text(String function, String path, String value) {
        return function + "(" + path + ",'" + value + "')";
    }

    private static String function(String name, String path, String values, boolean isHeld) {
        if (!isHeld) {
            throw new NoForm();
        }
        return FUNCTION + name + "(PropertyName='" + path + "'," + values + ")";
    }

    private static String array(List<String> values) {
        return values.stream().map(value -> "'" + value + "'").collect(Collectors.joining(",", "[", "]"));
    }

    private static String literal(Kind kind, String value) {
        return switch (kind) {
            case TEXT -> "'" + value + "'";
            case NUMBER, AMOUNT, CHOICE, DATE, ID -> value;
            case FLAG -> value.equals("1") ? "true" : "false";
            case MOMENT -> value + "T00:00:00Z";
        };
    }

    private static String comparison(ConditionOperator operator) {
        String name = FetchForm.COMPARISONS.get(operator);
        if (name == null) {
            throw new NoForm();
        }
        return name;
    }

    private static String name(Column column) {
        return column.kind() == Kind.ID ? "_" + column.name() + "_value" : column.name();
    }

    private static String groups(Question question, Groups groups) {
        // A joined task multiplies the accounts, which no expand does.
        if (Naive.returned(question).stream().anyMatch(link -> link.related().equals(Questions.TASK))) {
            throw new NoForm();
        }
        if (question.links().stream().anyMatch(link -> link.operator() == JoinOperator.LEFT_OUTER
                && link.filter() != null && looksAtContact(question))) {
            throw new NoForm();
        }
        String filter = filter(question);
        String aggregates = aggregates(groups.aggregates());
        String grouped = groups.by().isEmpty()
                ? aggregates
                : "groupby((" + groups.by().stream().map(ODataForm::name).collect(Collectors.joining(",")) + "),"
                        + aggregates + ")";
        return option("$apply", filter.isEmpty() ? grouped : "filter(" + filter + ")/" + grouped);
    }

    private static String aggregates(List<Aggregate> aggregates) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < aggregates.size(); i++) {
            parts.add(aggregate(aggregates.get(i)) + " as a" + i);
        }
        return "aggregate(" + String.join(",", parts) + ")";
    }

    private static String aggregate(Aggregate aggregate) {
        String column = aggregate.column().name();
        return switch (aggregate.type()) {
            case COUNT -> "$count";
            case SUM -> column + " with sum";
            case AVG -> column + " with average";
            case MIN -> column + " with min";
            case MAX -> column + " with max";
            case COUNT_COLUMN, NONE -> throw new NoForm();
        };
    }

    /// The rows of an answer as [Naive] tells them.
    static List<String> texts(Question question, JsonNode answer) {
        var texts = new ArrayList<String>();
        Groups groups = question.groups();
        for (JsonNode row : answer.get("value")) {
            if (groups == null) {
                texts.addAll(rows(question, row));
            } else {
                texts.add(group(groups, row));
            }
        }
        return groups == null ? texts : texts.stream().sorted().toList();
    }

    /// A row for each task of the account, where tasks are joined.
    private static List<String> rows(Question question, JsonNode row) {
        List<String> texts = List.of(row.get("accountid").asString());
        for (Link link : Naive.returned(question)) {
            List<String> keys = keys(link, row);
            texts = texts.stream().flatMap(text -> keys.stream().map(key -> text + " " + key)).toList();
        }
        return texts;
    }

    private static List<String> keys(Link link, JsonNode row) {
        if (!link.related().equals(Questions.TASK)) {
            return List.of(row.at("/primarycontactid/contactid").asString("null"));
        }
        var keys = new ArrayList<String>();
        row.get("Account_Tasks").forEach(task -> keys.add(task.get("activityid").asString()));
        return keys.isEmpty() ? List.of("null") : keys;
    }

    private static String group(Groups groups, JsonNode row) {
        var text = new StringBuilder();
        groups.by().forEach(column -> text.append(shown(row.path(name(column)))).append('|'));
        for (int i = 0; i < groups.aggregates().size(); i++) {
            text.append(shown(row.path("a" + i))).append('|');
        }
        return text.toString();
    }

    private static String shown(JsonNode value) {
        return Naive.shown(value.isMissingNode() || value.isNull()
                ? null
                : value.isNumber()
                        ? value.decimalValue()
                        : value.isBoolean() ? BigDecimal.valueOf(value.asBoolean() ? 1 : 0) : value.asString());
    }
}
