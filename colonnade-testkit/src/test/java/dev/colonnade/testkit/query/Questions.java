package dev.colonnade.testkit.query;

import dev.colonnade.sdk.query.AggregateType;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Makes questions of a seed, larger ones the larger the seed's luck.
final class Questions {

    static final Related CONTACT = new Related("contact", "primarycontactid", "contactid", "contactid");
    static final Related TASK = new Related("task", "accountid", "regardingobjectid", "activityid");
    static final List<Column> ACCOUNT_COLUMNS = List.of(new Column("account", "name", Kind.TEXT),
            new Column("account", "fax", Kind.TEXT), new Column("account", "numberofemployees", Kind.NUMBER),
            new Column("account", "revenue", Kind.AMOUNT), new Column("account", "creditonhold", Kind.FLAG),
            new Column("account", "preferredappointmentdaycode", Kind.CHOICE),
            new Column("account", "lastonholdtime", Kind.MOMENT), new Column("account", "parentaccountid", Kind.ID));
    static final List<Column> CONTACT_COLUMNS = List.of(new Column("contact", "lastname", Kind.TEXT),
            new Column("contact", "birthdate", Kind.DATE));
    static final List<Column> TASK_COLUMNS = List.of(new Column("task", "subject", Kind.TEXT),
            new Column("task", "percentcomplete", Kind.NUMBER));

    private final Random random;

    Questions(long seed) {
        this.random = new Random(seed);
    }

    Question next() {
        boolean isGrouped = random.nextInt(5) == 0;
        List<Link> links = links();
        Filter filter = random.nextInt(8) == 0 ? null : filter(3, joined(links));
        return isGrouped
                ? new Question(links, filter, List.of(), null, groups())
                : new Question(links, filter, orders(joined(links)),
                        random.nextInt(4) == 0 ? 1 + random.nextInt(9) : null,
                        null);
    }

    private List<Link> links() {
        var links = new ArrayList<Link>();
        for (Related related : List.of(CONTACT, TASK)) {
            if (random.nextInt(3) == 0) {
                JoinOperator operator = pick(List.of(JoinOperator.INNER, JoinOperator.LEFT_OUTER, JoinOperator.EXISTS,
                        JoinOperator.IN, JoinOperator.NATURAL));
                links.add(new Link(related, operator,
                        random.nextBoolean() ? condition(null, pick(columns(related.table()))) : null));
            }
        }
        return links;
    }

    /// The tables whose columns can be named beside those of the account.
    private static List<Related> joined(List<Link> links) {
        return links.stream().filter(link -> switch (link.operator()) {
            case INNER, NATURAL, LEFT_OUTER -> true;
            default -> false;
        }).map(Link::related).toList();
    }

    static List<Column> columns(String table) {
        return switch (table) {
            case "contact" -> CONTACT_COLUMNS;
            case "task" -> TASK_COLUMNS;
            default -> ACCOUNT_COLUMNS;
        };
    }

    private Filter filter(int depth, List<Related> joined) {
        int kind = random.nextInt(10);
        if (depth > 0 && kind < 4) {
            var parts = new ArrayList<Filter>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                parts.add(filter(depth - 1, joined));
            }
            return new Filter.Group(random.nextBoolean(), parts);
        }
        if (kind == 4) {
            Related related = pick(List.of(CONTACT, TASK));
            return new Filter.Linked(related, pick(List.of(JoinOperator.ANY, JoinOperator.NOT_ANY, JoinOperator.ALL,
                    JoinOperator.NOT_ALL)), condition(null, pick(columns(related.table()))));
        }
        if (kind == 5) {
            return new Filter.Compare(ACCOUNT_COLUMNS.get(0), pick(List.of(ConditionOperator.EQUAL,
                    ConditionOperator.NOT_EQUAL, ConditionOperator.LESS_THAN, ConditionOperator.GREATER_EQUAL)),
                    ACCOUNT_COLUMNS.get(1));
        }
        if (kind == 6 && !joined.isEmpty()) {
            Related related = pick(joined);
            return condition(related.table(), pick(columns(related.table())));
        }
        return condition(null, pick(ACCOUNT_COLUMNS));
    }

    private Filter condition(@Nullable String alias, Column column) {
        if (random.nextInt(7) == 0) {
            return new Filter.Condition(alias, column,
                    random.nextBoolean() ? ConditionOperator.NULL : ConditionOperator.NOT_NULL, List.of());
        }
        ConditionOperator operator = pick(switch (column.kind()) {
            case TEXT -> List.of(ConditionOperator.EQUAL, ConditionOperator.NOT_EQUAL, ConditionOperator.LIKE,
                    ConditionOperator.NOT_LIKE, ConditionOperator.BEGINS_WITH, ConditionOperator.DOES_NOT_BEGIN_WITH,
                    ConditionOperator.ENDS_WITH, ConditionOperator.DOES_NOT_END_WITH, ConditionOperator.IN,
                    ConditionOperator.NOT_IN, ConditionOperator.GREATER_THAN, ConditionOperator.LESS_EQUAL);
            case NUMBER, AMOUNT -> List.of(ConditionOperator.EQUAL, ConditionOperator.NOT_EQUAL,
                    ConditionOperator.GREATER_THAN, ConditionOperator.GREATER_EQUAL, ConditionOperator.LESS_THAN,
                    ConditionOperator.LESS_EQUAL, ConditionOperator.IN, ConditionOperator.NOT_IN,
                    ConditionOperator.BETWEEN, ConditionOperator.NOT_BETWEEN);
            case FLAG -> List.of(ConditionOperator.EQUAL, ConditionOperator.NOT_EQUAL);
            case CHOICE, ID -> List.of(ConditionOperator.EQUAL, ConditionOperator.NOT_EQUAL, ConditionOperator.IN,
                    ConditionOperator.NOT_IN);
            case DATE, MOMENT -> List.of(ConditionOperator.ON, ConditionOperator.NOT_ON,
                    ConditionOperator.ON_OR_AFTER, ConditionOperator.ON_OR_BEFORE, ConditionOperator.GREATER_THAN,
                    ConditionOperator.LESS_EQUAL, ConditionOperator.IN_FISCAL_YEAR);
        });
        int count = switch (operator) {
            case IN, NOT_IN -> 1 + random.nextInt(3);
            case BETWEEN, NOT_BETWEEN -> 2;
            default -> 1;
        };
        var values = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            values.add(operator == ConditionOperator.IN_FISCAL_YEAR
                    ? pick(List.of("2023", "2024"))
                    : pattern(operator, value(column.kind())));
        }
        return new Filter.Condition(alias, column, operator, values);
    }

    private String pattern(ConditionOperator operator, String value) {
        boolean isPattern = operator == ConditionOperator.LIKE || operator == ConditionOperator.NOT_LIKE;
        return isPattern
                ? pick(List.of("%" + value.charAt(0) + "%", value.charAt(0) + "%", "%" + value,
                        "_" + value.substring(1)))
                : operator == ConditionOperator.EQUAL
                        ? value
                        : value.substring(0, Math.max(1, length(operator, value)));
    }

    private static int length(ConditionOperator operator, String value) {
        return switch (operator) {
            case BEGINS_WITH, DOES_NOT_BEGIN_WITH -> 1;
            default -> value.length();
        };
    }

    private String value(Kind kind) {
        return switch (kind) {
            case TEXT -> pick(Sample.TEXTS);
            case NUMBER -> String.valueOf(random.nextInt(6) * 10);
            case AMOUNT -> random.nextInt(6) * 10 + pick(List.of("", ".5", ".25"));
            case FLAG -> String.valueOf(random.nextInt(2));
            case CHOICE -> String.valueOf(random.nextInt(3));
            case DATE, MOMENT -> pick(Sample.DAYS);
            case ID -> Sample.id("account", random.nextInt(6)).toString();
        };
    }

    private List<Order> orders(List<Related> joined) {
        var orders = new ArrayList<Order>();
        for (int i = 0; i < random.nextInt(3); i++) {
            Related related = joined.isEmpty() || random.nextBoolean() ? null : pick(joined);
            Column column = pick(related == null ? ACCOUNT_COLUMNS : columns(related.table()));
            if (column.kind() != Kind.ID) {
                orders.add(new Order(related == null ? null : related.table(), column, random.nextBoolean()));
            }
        }
        return orders;
    }

    private Groups groups() {
        var by = new ArrayList<Column>();
        for (Column column : ACCOUNT_COLUMNS) {
            if (random.nextInt(4) == 0 && column.kind() != Kind.MOMENT) {
                by.add(column);
            }
        }
        var aggregates = new ArrayList<Aggregate>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            AggregateType type = pick(List.of(AggregateType.COUNT, AggregateType.COUNT_COLUMN, AggregateType.SUM,
                    AggregateType.MIN, AggregateType.MAX, AggregateType.AVG));
            boolean isCount = type == AggregateType.COUNT || type == AggregateType.COUNT_COLUMN;
            Column column = isCount ? pick(ACCOUNT_COLUMNS) : ACCOUNT_COLUMNS.get(2 + random.nextInt(2));
            aggregates.add(new Aggregate(type, column,
                    type == AggregateType.COUNT_COLUMN && random.nextBoolean()));
        }
        return new Groups(by, aggregates);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
