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
import dev.colonnade.testkit.query.Question.Related;
import dev.colonnade.testkit.query.Sample.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Answers questions by walking over all rows, as the reference describes it and as slowly as it likes.
final class Naive {

    private final Sample sample;

    Naive(Sample sample) {
        this.sample = sample;
    }

    /// A row of the result: a row of each table, none where an outer link found none.
    private record Joined(Map<String, Row> tables) {

        @Nullable
        Object value(@Nullable String alias, Column column) {
            Row row = tables.get(alias == null ? "account" : alias);
            return row == null ? null : row.get(column.name());
        }

        @Nullable
        Object key(String table, String column) {
            Row row = tables.get(table);
            return row == null ? null : row.get(column);
        }
    }

    /// The keys of the rows in their order, those of linked tables behind that of the account.
    List<String> rows(Question question) {
        List<Joined> rows = new ArrayList<>(matching(question));
        List<Link> returned = returned(question);
        rows.sort(order(question, returned));
        return rows.stream().limit(question.top() == null ? Long.MAX_VALUE : question.top())
                .map(row -> text(row, returned)).toList();
    }

    static List<Link> returned(Question question) {
        return question.links().stream().filter(link -> !isExists(link.operator())).toList();
    }

    private static boolean isExists(JoinOperator operator) {
        return operator == JoinOperator.EXISTS || operator == JoinOperator.IN;
    }

    private static String text(Joined row, List<Link> links) {
        var text = new StringBuilder(String.valueOf(row.key("account", "accountid")));
        links.forEach(link -> text.append(' ').append(row.key(link.related().table(), link.related().key())));
        return text.toString();
    }

    private List<Joined> matching(Question question) {
        List<Joined> rows = new ArrayList<>();
        for (Row account : sample.rows("account")) {
            var tables = new LinkedHashMap<String, Row>();
            tables.put("account", account);
            rows.add(new Joined(tables));
        }
        for (Link link : question.links()) {
            rows = rows.stream().flatMap(row -> join(row, link).stream()).toList();
        }
        Filter filter = question.filter();
        return rows.stream().filter(row -> filter == null || holds(filter, row)).toList();
    }

    private List<Joined> join(Joined row, Link link) {
        List<Row> found = linked(row, link.related()).stream()
                .filter(other -> link.filter() == null || holds(link.filter(), only(other))).toList();
        if (isExists(link.operator())) {
            return found.isEmpty() ? List.of() : List.of(row);
        }
        var joined = new ArrayList<Joined>();
        found.forEach(other -> joined.add(with(row, link.related().table(), other)));
        if (found.isEmpty() && link.operator() == JoinOperator.LEFT_OUTER) {
            joined.add(with(row, link.related().table(), null));
        }
        return joined;
    }

    private static Joined only(Row row) {
        var tables = new LinkedHashMap<String, Row>();
        tables.put("account", row);
        return new Joined(tables);
    }

    private static Joined with(Joined row, String table, @Nullable Row other) {
        var tables = new LinkedHashMap<>(row.tables);
        if (other != null) {
            tables.put(table, other);
        }
        return new Joined(tables);
    }

    private List<Row> linked(Joined row, Related related) {
        Object from = row.key("account", related.from());
        return from == null
                ? List.of()
                : sample.rows(related.table()).stream().filter(other -> from.equals(other.get(related.to()))).toList();
    }

    private boolean holds(Filter filter, Joined row) {
        return switch (filter) {
            case Filter.Group(boolean isAnd, List<Filter> parts) -> isAnd
                    ? parts.stream().allMatch(part -> holds(part, row))
                    : parts.stream().anyMatch(part -> holds(part, row));
            case Filter.Linked(Related related, JoinOperator operator, Filter inner) -> {
                List<Row> found = linked(row, related);
                boolean isAny = found.stream().anyMatch(other -> holds(inner, only(other)));
                yield switch (operator) {
                    case ANY, NOT_ALL -> isAny;
                    case NOT_ANY -> !isAny;
                    default -> !found.isEmpty() && !isAny;
                };
            }
            case Filter.Compare(Column column, ConditionOperator operator, Column other) ->
                compares(row.value(null, column), operator, row.value(null, other));
            case Filter.Condition condition -> holds(condition, row.value(condition.alias(), condition.column()));
        };
    }

    private static boolean compares(@Nullable Object left, ConditionOperator operator, @Nullable Object right) {
        if (operator == ConditionOperator.NOT_EQUAL) {
            boolean hasEmpty = left == null || right == null;
            return hasEmpty
                    ? !Objects.equals(left, right)
                    : compare(Objects.requireNonNull(left), Objects.requireNonNull(right)) != 0;
        }
        return left != null && right != null && decides(operator, compare(left, right));
    }

    private static boolean decides(ConditionOperator operator, int comparison) {
        return switch (operator) {
            case EQUAL -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
            case GREATER_THAN -> comparison > 0;
            case GREATER_EQUAL -> comparison >= 0;
            case LESS_THAN -> comparison < 0;
            case LESS_EQUAL -> comparison <= 0;
            default -> throw new IllegalArgumentException(operator.name());
        };
    }

    private static boolean holds(Filter.Condition condition, @Nullable Object value) {
        List<String> values = condition.values();
        return switch (condition.operator()) {
            case NULL -> value == null;
            case NOT_NULL -> value != null;
            // What is empty equals nothing, so it is unequal to everything.
            case NOT_EQUAL, NOT_LIKE, DOES_NOT_BEGIN_WITH, DOES_NOT_END_WITH, NOT_IN, NOT_BETWEEN, NOT_ON ->
                value == null || !positive(condition.column().kind(), opposite(condition.operator()), value, values);
            default -> value != null && positive(condition.column().kind(), condition.operator(), value, values);
        };
    }

    private static ConditionOperator opposite(ConditionOperator operator) {
        return switch (operator) {
            case NOT_EQUAL -> ConditionOperator.EQUAL;
            case NOT_LIKE -> ConditionOperator.LIKE;
            case DOES_NOT_BEGIN_WITH -> ConditionOperator.BEGINS_WITH;
            case DOES_NOT_END_WITH -> ConditionOperator.ENDS_WITH;
            case NOT_IN -> ConditionOperator.IN;
            case NOT_BETWEEN -> ConditionOperator.BETWEEN;
            case NOT_ON -> ConditionOperator.ON;
            default -> operator;
        };
    }

    private static boolean positive(Kind kind, ConditionOperator operator, Object value, List<String> values) {
        String first = values.getFirst();
        return switch (operator) {
            case LIKE -> like(value, first);
            case BEGINS_WITH -> like(value, first + "%");
            case ENDS_WITH -> like(value, "%" + first);
            case IN -> values.stream().anyMatch(other -> compare(value, of(kind, other)) == 0);
            case BETWEEN -> compare(value, of(kind, first)) >= 0 && compare(value, of(kind, values.get(1))) <= 0;
            case ON -> day(value).equals(LocalDate.parse(first));
            case ON_OR_AFTER -> !day(value).isBefore(LocalDate.parse(first));
            case ON_OR_BEFORE -> !day(value).isAfter(LocalDate.parse(first));
            case IN_FISCAL_YEAR -> day(value).getYear() == Integer.parseInt(first);
            default -> decides(operator, compare(value, of(kind, first)));
        };
    }

    private static LocalDate day(Object value) {
        return value instanceof Instant instant ? LocalDate.ofInstant(instant, ZoneOffset.UTC) : (LocalDate) value;
    }

    private static Object of(Kind kind, String value) {
        return switch (kind) {
            case TEXT, ID -> value;
            case NUMBER, AMOUNT, FLAG, CHOICE -> new BigDecimal(value);
            case DATE -> LocalDate.parse(value);
            case MOMENT -> LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC);
        };
    }

    private static boolean like(Object value, String pattern) {
        var expression = new StringBuilder();
        for (char character : folded(pattern).toCharArray()) {
            expression.append(switch (character) {
                case '%' -> ".*";
                case '_' -> ".";
                default -> Pattern.quote(String.valueOf(character));
            });
        }
        return Pattern.matches(expression.toString(), folded(value.toString()));
    }

    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    }

    private static int compare(Object left, Object right) {
        return switch (left) {
            case String text -> folded(text).compareTo(folded((String) right));
            case BigDecimal number -> number.compareTo((BigDecimal) right);
            case LocalDate date -> date.compareTo((LocalDate) right);
            case Instant instant -> instant.compareTo((Instant) right);
            default -> throw new IllegalArgumentException(left.toString());
        };
    }

    private static Comparator<Joined> order(Question question, List<Link> links) {
        Comparator<Joined> order = (_, _) -> 0;
        for (Order part : question.orders()) {
            Comparator<@Nullable Object> ascending = Naive::emptyFirst;
            Comparator<@Nullable Object> values = part.isDescending() ? ascending.reversed() : ascending;
            order = order.thenComparing((left, right) -> values.compare(left.value(part.alias(), part.column()),
                    right.value(part.alias(), part.column())));
        }
        order = order.thenComparing((left, right) -> emptyFirst(left.key("account", "accountid"),
                right.key("account", "accountid")));
        for (Link link : links) {
            order = order.thenComparing((left, right) -> emptyFirst(
                    left.key(link.related().table(), link.related().key()),
                    right.key(link.related().table(), link.related().key())));
        }
        return order;
    }

    private static int emptyFirst(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        return compare(left, right);
    }

    /// The groups in no order, each as the texts of its values.
    List<String> groups(Question question) {
        Groups groups = Objects.requireNonNull(question.groups());
        var byKey = new LinkedHashMap<List<@Nullable Object>, List<Joined>>();
        if (groups.by().isEmpty()) {
            byKey.put(List.of(), new ArrayList<>());
        }
        for (Joined row : matching(question)) {
            List<@Nullable Object> key = new ArrayList<>();
            groups.by().forEach(column -> key.add(normal(row.value(null, column))));
            byKey.computeIfAbsent(key, none -> new ArrayList<>()).add(row);
        }
        var texts = new ArrayList<String>();
        byKey.forEach((key, rows) -> {
            var text = new StringBuilder();
            key.forEach(value -> text.append(shown(value)).append('|'));
            groups.aggregates().forEach(aggregate -> text.append(shown(aggregate(aggregate, rows))).append('|'));
            texts.add(text.toString());
        });
        return texts.stream().sorted().toList();
    }

    private static @Nullable Object normal(@Nullable Object value) {
        return value instanceof String text
                ? folded(text)
                : value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }

    static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            default -> folded(value.toString());
        };
    }

    private static @Nullable Object aggregate(Aggregate aggregate, List<Joined> rows) {
        List<Object> values = new ArrayList<>();
        for (Joined row : rows) {
            Object value = row.value(null, aggregate.column());
            if (value != null) {
                values.add(Objects.requireNonNull(normal(value)));
            }
        }
        return switch (aggregate.type()) {
            case COUNT -> BigDecimal.valueOf(rows.size());
            case COUNT_COLUMN ->
                BigDecimal.valueOf(aggregate.isDistinct() ? new HashSet<>(values).size() : values.size());
            case SUM -> sum(values);
            case MIN -> values.stream().min(Naive::compare).orElse(null);
            case MAX -> values.stream().max(Naive::compare).orElse(null);
            case AVG -> values.isEmpty()
                    ? null
                    : sum(values).divide(BigDecimal.valueOf(values.size()),
                            aggregate.column().kind() == Kind.NUMBER ? 0 : 10,
                            aggregate.column().kind() == Kind.NUMBER ? RoundingMode.DOWN : RoundingMode.HALF_UP);
            case NONE -> throw new IllegalArgumentException("No aggregate.");
        };
    }

    private static BigDecimal sum(List<Object> values) {
        return values.stream().map(BigDecimal.class::cast).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
