package dev.colonnade.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.sdk.query.AggregateType;
import dev.colonnade.sdk.query.AttributeExpression;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.ConditionExpression;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.DateTimeGrouping;
import dev.colonnade.sdk.query.FilterExpression;
import dev.colonnade.sdk.query.JoinOperator;
import dev.colonnade.sdk.query.LinkEntity;
import dev.colonnade.sdk.query.LogicalOperator;
import dev.colonnade.sdk.query.OrderExpression;
import dev.colonnade.sdk.query.OrderType;
import dev.colonnade.sdk.query.PagingInfo;
import dev.colonnade.sdk.query.QueryExpression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The SQL of each construct, held in `golden/sql`; `-Dgolden=update` writes it anew.
class SelectGoldenTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/sql");
    private static final MetadataSnapshot METADATA = Scopes.metadata();
    private static final UUID ID = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final RowAccess OWN = (table, alias) -> table.hasColumn("owninguser")
            ? DSL.field(DSL.name(alias, DSL.name("owninguser"))).eq(DSL.val((Object) Scopes.USER))
            : DSL.noCondition();

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theStatementOfAConstructIsTheOneWrittenDown(Case example) throws IOException {
        String sql = sql(example) + "\n";

        Path file = GOLDEN.resolve(example.name + ".sql");
        if ("update".equals(System.getProperty("golden"))) {
            Files.writeString(file, sql);
        }
        assertThat(sql).isEqualTo(Files.readString(file));
    }

    private static String sql(Case example) {
        QueryScope scope = Scopes.of(METADATA, example.access, NoDatabase.work(), example.formatted);
        var planner = new QueryPlanner(scope);
        QueryPlanner.Planned planned = planner.page(example.query, example.expands);
        Map<String, Condition> access = new LinkedHashMap<>();
        planned.secured().forEach(secured -> access.put(secured.alias(),
                scope.access().visible(secured.table(), DSL.quotedName(secured.alias()))));
        Select<?> select = new SelectBuilder(new Binder(planned.values()), access).select(planned.plan());
        return DSL.using(SQLDialect.POSTGRES, new Settings().withRenderFormatted(true)).render(select);
    }

    static Stream<Case> cases() {
        var cases = new ArrayList<Case>();
        cases.add(new Case("columns", accounts("name", "numberofemployees")));
        cases.add(new Case("all-columns", new QueryExpression("customapi").columnSet(ColumnSet.all())));
        cases.add(new Case("lookup", accounts("primarycontactid", "ownerid")));
        cases.add(new Case("lookup-names", accounts("primarycontactid", "ownerid")).withFormattedValues());
        cases.add(new Case("companions", accounts("primarycontactidname", "statuscodename", "owneridname")));
        cases.add(new Case("money", accounts("revenue")).withFormattedValues());
        cases.add(new Case("top", accounts("name").topCount(3)));
        cases.add(new Case("page-by-number", accounts("name").pageInfo(new PagingInfo(10, 3, null, false))));
        cases.add(new Case("total", accounts("name").where("statecode", ConditionOperator.EQUAL, 0)
                .pageInfo(new PagingInfo(10, 1, null, true))));
        cases.add(new Case("distinct", accounts("address1_city").distinct(true)
                .orderBy("address1_city", OrderType.DESCENDING)));
        cases.add(new Case("orders", accounts("name").orderBy("primarycontactid", OrderType.ASCENDING)
                .orderBy("industrycode", OrderType.DESCENDING)));
        cases.add(new Case("security", accounts("name").add(contacts(JoinOperator.LEFT_OUTER, "c")),
                List.of(tasks()), OWN, false));
        conditions().forEach((name, filter) -> cases.add(
                new Case("where-" + name, accounts("name").criteria(filter))));
        cases.addAll(pages());
        cases.addAll(links());
        cases.addAll(expands());
        cases.addAll(dialect());
        cases.addAll(groups());
        return cases.stream();
    }

    private static Map<String, FilterExpression> conditions() {
        var filters = new LinkedHashMap<String, FilterExpression>();
        filters.put("equal", filter("name", ConditionOperator.EQUAL, "Acme"));
        filters.put("not-equal", filter("name", ConditionOperator.NOT_EQUAL, "Acme"));
        filters.put("greater", filter("revenue", ConditionOperator.GREATER_EQUAL, 100));
        filters.put("null", filter("name", ConditionOperator.NULL));
        filters.put("in-numbers", filter("statecode", ConditionOperator.IN, 0, 1));
        filters.put("in-texts", filter("name", ConditionOperator.IN, "a", "b"));
        filters.put("in-ids", filter("primarycontactid", ConditionOperator.IN, ID));
        filters.put("not-in-times", filter("createdon", ConditionOperator.NOT_IN, "2024-01-31T00:00:00Z"));
        filters.put("between", filter("numberofemployees", ConditionOperator.BETWEEN, 1, 9));
        filters.put("not-between", filter("numberofemployees", ConditionOperator.NOT_BETWEEN, 1, 9));
        filters.put("like", filter("name", ConditionOperator.LIKE, "%ac_e[%]\\"));
        filters.put("like-with-prefix", filter("name", ConditionOperator.LIKE, "ac%e"));
        filters.put("like-with-set", filter("name", ConditionOperator.LIKE, "[a-c]%"));
        filters.put("not-like", filter("name", ConditionOperator.NOT_LIKE, "%a%"));
        filters.put("begins-with", filter("name", ConditionOperator.BEGINS_WITH, "ac"));
        filters.put("ends-with", filter("name", ConditionOperator.ENDS_WITH, "me"));
        filters.put("user", filter("ownerid", ConditionOperator.EQUAL_USER_ID));
        filters.put("lookup-name", filter("primarycontactidname", ConditionOperator.EQUAL, "Ann"));
        filters.put("choice-label", filter("statuscodename", ConditionOperator.EQUAL, "Active"));
        filters.put("columns", new FilterExpression().add(new ConditionExpression(null, "createdon",
                ConditionOperator.LESS_THAN, List.of("modifiedon"), true)));
        filters.put("nested", new FilterExpression(LogicalOperator.OR, true)
                .add("name", ConditionOperator.EQUAL, "a")
                .add(new FilterExpression().add("statecode", ConditionOperator.EQUAL, 0)
                        .add("telephone1", ConditionOperator.NOT_NULL)));
        return filters;
    }

    /// Operators on dates, hierarchies, teams and choices, and links that ask whether there are rows.
    private static List<Case> dialect() {
        var cases = new ArrayList<Case>();
        var filters = new LinkedHashMap<String, FilterExpression>();
        filters.put("today", filter("createdon", ConditionOperator.TODAY));
        filters.put("on-or-after", filter("createdon", ConditionOperator.ON_OR_AFTER, "2024-01-31"));
        filters.put("not-on", filter("createdon", ConditionOperator.NOT_ON, "2024-01-31"));
        filters.put("in-fiscal-period", filter("createdon", ConditionOperator.IN_FISCAL_PERIOD, 2));
        filters.put("under", filter("accountid", ConditionOperator.UNDER, ID));
        filters.put("not-under", filter("accountid", ConditionOperator.NOT_UNDER, ID));
        filters.put("above-or-equal", filter("parentaccountid", ConditionOperator.ABOVE_OR_EQUAL, ID));
        filters.put("child-of", filter("accountid", ConditionOperator.CHILD_OF, ID));
        filters.put("user-or-teams", filter("ownerid", ConditionOperator.EQUAL_USER_OR_USER_TEAMS));
        filters.put("hierarchy-and-teams",
                filter("ownerid", ConditionOperator.EQUAL_USER_OR_USER_HIERARCHY_AND_TEAMS));
        filters.put("role-business-unit", filter("owningbusinessunit", ConditionOperator.EQUAL_ROLE_BUSINESS_ID));
        filters.put("contains", filter("name", ConditionOperator.CONTAINS, "cm"));
        filters.put("mask", filter("numberofemployees", ConditionOperator.MASK, 6));
        for (JoinOperator operator : List.of(JoinOperator.ANY, JoinOperator.NOT_ANY, JoinOperator.ALL)) {
            filters.put("link-" + operator.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                    new FilterExpression(LogicalOperator.OR).add("name", ConditionOperator.EQUAL, "Acme")
                            .filterLink(lees(operator)));
        }
        filters.forEach((name, filter) -> cases.add(new Case("where-" + name, accounts("name").criteria(filter))));
        cases.add(new Case("link-exists", accounts("name").add(lees(JoinOperator.EXISTS))));
        cases.add(new Case("link-first", accounts("name").add(new LinkEntity("accountid", "task",
                "regardingobjectid", JoinOperator.MATCH_FIRST_ROW_USING_CROSS_APPLY, "t")
                .columns(ColumnSet.of("subject")))));
        cases.add(new Case("count-children", accounts("name").columnSet(new ColumnSet(false, List.of("name"),
                List.of(AttributeExpression.countChildren("accountid", "children"))))));
        return cases;
    }

    private static LinkEntity lees(JoinOperator operator) {
        return new LinkEntity("primarycontactid", "contact", "contactid", operator, "c")
                .linkCriteria(filter("lastname", ConditionOperator.EQUAL, "Lee"));
    }

    private static List<Case> groups() {
        var number = new AttributeExpression("accountid", "number", AggregateType.COUNT);
        QueryExpression byOwner = groups(number, AttributeExpression.groupBy("ownerid", "owner"),
                new AttributeExpression("revenue", "total", AggregateType.SUM));
        byOwner.orders().add(OrderExpression.byAlias("total", OrderType.DESCENDING));
        QueryExpression byMonth = groups(number, AttributeExpression
                .groupBy("createdon", "month", DateTimeGrouping.MONTH).inUserTimeZone());
        byMonth.orders().add(OrderExpression.byAlias("month", OrderType.ASCENDING));
        QueryExpression ofLinked = groups(AttributeExpression.groupBy("name", "name"))
                .add(new LinkEntity("accountid", "task", "regardingobjectid", JoinOperator.LEFT_OUTER, "t")
                        .columns(new ColumnSet(false, List.of(),
                                List.of(new AttributeExpression("activityid", "tasks", AggregateType.COUNT_COLUMN)))));
        return List.of(new Case("group-none", groups(number,
                new AttributeExpression("numberofemployees", "average", AggregateType.AVG),
                new AttributeExpression("createdon", "latest", AggregateType.MAX),
                new AttributeExpression("name", "names", AggregateType.COUNT_COLUMN).distinct())),
                new Case("group-lookup", byOwner), new Case("group-month", byMonth),
                new Case("group-week", groups(number, AttributeExpression.groupBy("createdon", "week",
                        DateTimeGrouping.WEEK))),
                new Case("group-fiscal-year", groups(number, AttributeExpression.groupBy("createdon", "year",
                        DateTimeGrouping.FISCAL_YEAR))),
                new Case("group-linked", ofLinked));
    }

    private static QueryExpression groups(AttributeExpression... columns) {
        return new QueryExpression("account").columnSet(new ColumnSet(false, List.of(), List.of(columns)));
    }

    private static List<Case> pages() {
        QueryExpression query = accounts("name").orderBy("name", OrderType.ASCENDING)
                .orderBy("revenue", OrderType.DESCENDING);
        QueryPlanner.Planned first = new QueryPlanner(
                Scopes.of(METADATA, RowAccess.ALL, NoDatabase.work(), false)).page(query, List.of());
        List<@Nullable String> last = new ArrayList<>(List.of("Acme", "12.5", ID.toString()));
        String cookie = PagingCookie.of(1, first.orders(), first.plan().orders(), last, last).text();
        last.set(0, null);
        last.set(1, null);
        String empty = PagingCookie.of(1, first.orders(), first.plan().orders(), last, last).text();
        return List.of(
                new Case("page-after-row", copy(query).pageInfo(new PagingInfo(10, 2, cookie, false))),
                new Case("page-after-row-with-empty-values",
                        copy(query).pageInfo(new PagingInfo(10, 2, empty, false))));
    }

    private static QueryExpression copy(QueryExpression query) {
        QueryExpression copy = new QueryExpression(query.entityName()).columnSet(query.columnSet());
        copy.orders().addAll(query.orders());
        return copy;
    }

    private static List<Case> links() {
        LinkEntity nested = contacts(JoinOperator.LEFT_OUTER, "c")
                .add(new LinkEntity("contactid", "task", "regardingobjectid", JoinOperator.INNER, "t"));
        QueryExpression filtered = accounts("name").add(contacts(JoinOperator.LEFT_OUTER, "c"));
        filtered.criteria().add(new ConditionExpression("contactid", ConditionOperator.NULL).ofEntity("c"));
        filtered.orders().add(new OrderExpression("c", "lastname", OrderType.ASCENDING));
        LinkEntity criteria = contacts(JoinOperator.INNER, "c")
                .linkCriteria(filter("lastname", ConditionOperator.BEGINS_WITH, "L"));
        return List.of(new Case("link-inner", accounts("name").add(criteria)),
                new Case("link-outer", filtered), new Case("link-nested", accounts("name").add(nested)));
    }

    private static List<Case> expands() {
        Expand contact = new Expand("primarycontactid", new QueryExpression("contact").columns("fullname"), List.of());
        Expand nested = new Expand("primarycontactid", new QueryExpression("contact").columns("fullname"),
                List.of(new Expand("createdby", new QueryExpression("systemuser").columns("domainname"), List.of()),
                        new Expand("Contact_Tasks", new QueryExpression("task").columns("subject"), List.of())));
        Expand roles = new Expand("systemuserroles_association", new QueryExpression("role").columns("name"),
                List.of());
        return List.of(new Case("expand-lookup", accounts("name"), List.of(contact), RowAccess.ALL, false),
                new Case("expand-collection", accounts("name"), List.of(tasks()), RowAccess.ALL, false),
                new Case("expand-pairs", new QueryExpression("systemuser").columns("domainname"), List.of(roles),
                        RowAccess.ALL, false),
                new Case("expand-nested", accounts("name"), List.of(nested), RowAccess.ALL, false));
    }

    private static Expand tasks() {
        return new Expand("Account_Tasks", new QueryExpression("task").columns("subject")
                .where("statecode", ConditionOperator.EQUAL, 0).orderBy("subject", OrderType.DESCENDING).topCount(5),
                List.of());
    }

    private static LinkEntity contacts(JoinOperator operator, String alias) {
        return new LinkEntity("primarycontactid", "contact", "contactid", operator, alias)
                .columns(ColumnSet.of("lastname"));
    }

    private static QueryExpression accounts(String... columns) {
        return new QueryExpression("account").columns(columns);
    }

    private static FilterExpression filter(String column, ConditionOperator operator, Object... values) {
        return new FilterExpression().add(column, operator, values);
    }

    record Case(String name, QueryExpression query, List<Expand> expands, RowAccess access, boolean formatted) {

        Case(String name, QueryExpression query) {
            this(name, query, List.of(), RowAccess.ALL, false);
        }

        Case withFormattedValues() {
            return new Case(name, query, expands, access, true);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
