package dev.colonnade.engine.query;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.storage.Database;
import dev.colonnade.engine.storage.TestDatabase;
import dev.colonnade.engine.storage.UnitOfWork;
import dev.colonnade.sdk.AliasedValue;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.query.QueryExpression;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Operators, links and groups as FetchXML asks for them, on rows in PostgreSQL.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DialectTest {

    /// `A` over `B` over `C`; `D` beside them.
    private static final UUID A = id(1);
    private static final UUID B = id(2);
    private static final UUID C = id(3);
    private static final UUID D = id(4);
    private static final UUID REPORT = id(91);

    private final MetadataSnapshot metadata = Scopes.metadata();
    private final Database database = TestDatabase.open();
    private final QueryRunner runner = new QueryRunner();
    private final Rows rows = new Rows(database, metadata);

    @BeforeAll
    void rows() {
        Rows.createTables(database);
        rows.insert("systemuser", Scopes.USER, Map.of("fullname", "Me"));
        rows.insert("systemuser", REPORT, Map.of("fullname", "Report", "parentsystemuserid",
                new EntityReference("systemuser", Scopes.USER)));
        rows.insert("systemuser", id(92), Map.of("fullname", "Report's report", "parentsystemuserid",
                new EntityReference("systemuser", REPORT)));
        rows.insert("systemuser", id(93), Map.of("fullname", "Other"));
        rows.insert("team", Scopes.TEAM, Map.of("name", "Mine"));
        rows.insert("team", id(95), Map.of("name", "Of the report"));
        rows.insert("teammembership", id(96), Map.of("teamid", id(95), "systemuserid", REPORT));
        account(A, "A", null, "systemuser", Scopes.USER, "2024-01-15T12:00:00Z", 10, "100");
        account(B, "B", A, "team", Scopes.TEAM, "2024-05-15T09:00:00Z", 20, "50.5");
        account(C, "C", B, "systemuser", id(92), "2023-12-31T23:30:00Z", null, null);
        account(D, "D", null, "team", id(95), "2024-05-14T22:30:00Z", 5, "1");
        for (int i = 0; i < 3; i++) {
            rows.insert("task", id(50 + i), Map.of("subject", i == 0 ? "Call" : "Write", "regardingobjectid",
                    new EntityReference("account", i == 2 ? B : A), "regardingobjecttypecode", "account"));
        }
    }

    private void account(UUID id, String name, @Nullable UUID parent, String ownerType, UUID owner, String createdOn,
            @Nullable Integer employees, @Nullable String revenue) {
        var values = new HashMap<String, Object>(Map.of("name", name, "ownerid", new EntityReference(ownerType, owner),
                "owneridtype", ownerType, "createdon", Instant.parse(createdOn)));
        if (parent != null) {
            values.put("parentaccountid", new EntityReference("account", parent));
        }
        if (employees != null) {
            values.put("numberofemployees", employees);
        }
        if (revenue != null) {
            values.put("revenue", new Money(new BigDecimal(revenue)));
        }
        rows.insert("account", id, values);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(nullValues = "-", value = {"accountid, above, C, AB", "accountid, eq-or-above, C, ABC",
            "accountid, under, A, BC", "accountid, eq-or-under, A, ABC", "accountid, not-under, A, AD",
            "parentaccountid, under, A, C", "accountid, child-of, A, B", "ownerid, eq-userid, -, A",
            "ownerid, eq-userteams, -, B", "ownerid, eq-useroruserteams, -, AB",
            "ownerid, eq-useroruserhierarchy, -, AC", "ownerid, eq-useroruserhierarchyandteams, -, ACD",
            "createdon, today, -, BD", "createdon, yesterday, -, ''", "createdon, this-year, -, ABCD",
            "createdon, last-x-hours, 3, B", "createdon, on, 2024-01-01, C", "createdon, not-on, 2024-01-01, ABD",
            "createdon, on-or-before, 2024-01-01, C", "createdon, on-or-after, 2024-05-15, BD",
            "createdon, olderthan-x-months, 4, C", "createdon, in-fiscal-period, 4, AC",
            "createdon, in-fiscal-period, 1, BD", "createdon, in-fiscal-year, 2024, AC",
            "createdon, this-fiscal-period, -, BD", "createdon, last-fiscal-period, -, AC",
            "createdon, last-x-fiscal-periods, 1, AC", "name, containing, b, B", "numberofemployees, mask, 8, A",
            "numberofemployees, not-mask, 8, BCD"})
    void operatorsFindTheirRows(String column, String operator, @Nullable String value, String expected) {
        String given = value != null && value.matches("[A-D]") ? id(value.charAt(0) - '@').toString() : value;
        String condition = "<condition attribute='%s' operator='%s'%s/>".formatted(column, operator,
                given == null ? "" : " value='" + given + "'");

        assertThat(names("<filter>" + condition + "</filter>")).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"any, A", "not any, BCD", "all, B", "not all, A"})
    void linksInFiltersAskForLinkedRows(String type, String expected) {
        assertThat(names("""
                <filter><link-entity name='task' from='regardingobjectid' to='accountid' link-type='%s'>
                  <filter><condition attribute='subject' operator='eq' value='call'/></filter>
                </link-entity></filter>""".formatted(type))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"inner, AAB", "natural, AAB", "outer, AABCD", "exists, AB", "in, AB",
            "matchfirstrowusingcrossapply, ABCD"})
    void linksJoinRows(String type, String expected) {
        assertThat(names("<link-entity name='task' from='regardingobjectid' to='accountid' link-type='" + type
                + "' alias='t'/>")).isEqualTo(expected);
    }

    @Test
    void theFirstOfTheLinkedRowsHasItsColumns() {
        List<Entity> found = fetch("""
                <fetch><entity name='account'><attribute name='name'/><order attribute='name'/>
                  <link-entity name='task' from='regardingobjectid' to='accountid' alias='t'
                      link-type='matchfirstrowusingcrossapply'><attribute name='subject'/></link-entity>
                </entity></fetch>""").entities();

        assertThat(found).extracting(row -> row.get("t.subject")).containsExactly(
                new AliasedValue("task", "subject", "Call"), new AliasedValue("task", "subject", "Write"), null, null);
    }

    @Test
    void conditionsOfALinkReachTheTablesAroundIt() {
        assertThat(names("""
                <filter><link-entity name='task' from='regardingobjectid' to='accountid' link-type='any' alias='t'>
                  <filter><condition attribute='subject' operator='eq' value='Write'/>
                    <condition entityname='u' attribute='fullname' operator='eq' value='Me'/></filter>
                </link-entity></filter>
                <link-entity name='systemuser' from='systemuserid' to='ownerid' alias='u' link-type='outer'/>"""))
                .isEqualTo("A");
    }

    @Test
    void childrenAreCountedForEachRow() {
        assertThat(fetch("""
                <fetch><entity name='account'><attribute name='name'/><order attribute='name'/>
                  <attribute name='accountid' alias='n' rowaggregate='CountChildren'/></entity></fetch>""").entities())
                .extracting(row -> row.get("n", AliasedValue.class)).extracting(n -> n == null ? null : n.value())
                .containsExactly(1, 1, 0, 0);
    }

    @Test
    void aggregatesAreMadeOfAllRows() {
        assertThat(groups("""
                <attribute name='accountid' alias='count' aggregate='count'/>
                <attribute name='numberofemployees' alias='column' aggregate='countcolumn'/>
                <attribute name='ownerid' alias='owners' aggregate='countcolumn' distinct='true'/>
                <attribute name='numberofemployees' alias='sum' aggregate='sum'/>
                <attribute name='numberofemployees' alias='avg' aggregate='avg'/>
                <attribute name='numberofemployees' alias='min' aggregate='min'/>
                <attribute name='createdon' alias='max' aggregate='max'/>
                <attribute name='revenue' alias='revenue' aggregate='sum'/>""")).singleElement().isEqualTo(Map.of(
                "count", 4, "column", 3, "owners", 4, "sum", 35, "avg", 11, "min", 5, "max",
                Instant.parse("2024-05-15T09:00:00Z"), "revenue", new Money(new BigDecimal("151.5000"))));
        assertThat(groups("""
                <attribute name='numberofemployees' alias='sum' aggregate='sum'/>
                <attribute name='numberofemployees' alias='max' aggregate='max'/>
                <filter><condition attribute='name' operator='eq' value='nobody'/></filter>"""))
                .singleElement().isEqualTo(Map.of("sum", 0));
    }

    @Test
    void datesAreGroupedAsTheCallerReadsThem() {
        String months = """
                <attribute name='accountid' alias='count' aggregate='count'/>
                <attribute name='createdon' alias='%s' groupby='true' dategrouping='%s'%s/><order alias='%s'/>""";

        assertThat(groups(months.formatted("m", "month", "", "m")))
                .containsExactly(Map.of("count", 2, "m", 1), Map.of("count", 2, "m", 5));
        assertThat(groups(months.formatted("m", "month", " usertimezone='false'", "m"))).containsExactly(
                Map.of("count", 1, "m", 1), Map.of("count", 2, "m", 5), Map.of("count", 1, "m", 12));
        assertThat(groups(months.formatted("d", "day", "", "d")))
                .containsExactly(Map.of("count", 1, "d", 1), Map.of("count", 3, "d", 15));
        assertThat(groups(months.formatted("q", "quarter", "", "q")))
                .containsExactly(Map.of("count", 2, "q", 1), Map.of("count", 2, "q", 2));
        assertThat(groups(months.formatted("w", "week", "", "w"))).containsExactly(Map.of("count", 1, "w", 1),
                Map.of("count", 1, "w", 3), Map.of("count", 2, "w", 20));
        assertThat(groups(months.formatted("p", "fiscal-period", "", "p")))
                .containsExactly(Map.of("count", 2, "p", 1), Map.of("count", 2, "p", 4));
        assertThat(groups(months.formatted("y", "fiscal-year", "", "y")))
                .containsExactly(Map.of("count", 2, "y", 2024), Map.of("count", 2, "y", 2025));
    }

    @Test
    void fourWeeksAreAPeriodOfTheirOwn() {
        var calendar = new QueryCalendar(InstantSource.fixed(Instant.parse("2024-05-15T10:30:00Z")), Scopes.BERLIN,
                DayOfWeek.SUNDAY, new FiscalCalendar(MonthDay.of(4, 6), FiscalCalendar.Periods.FOUR_WEEKS, false));

        assertThat(values(fetch("<fetch aggregate='true'><entity name='account'>"
                + "<attribute name='createdon' alias='p' groupby='true' dategrouping='fiscal-period'/>"
                + "<order alias='p' descending='true'/></entity></fetch>", calendar, Limits.DEFAULT)))
                .containsExactly(Map.of("p", 11), Map.of("p", 10), Map.of("p", 2));
    }

    @Test
    void rowsAreGroupedByLookupsAndSortedByTheirNames() {
        List<Map<String, Object>> groups = groups("""
                <attribute name='ownerid' alias='o' groupby='true'/><attribute name='name' alias='n' aggregate='count'/>
                <order alias='o' descending='true'/>""");
        List<EntityReference> owners = groups.stream().map(group -> (EntityReference) requireNonNull(group.get("o")))
                .toList();

        assertThat(owners).extracting(EntityReference::name)
                .containsExactly("Report's report", "Of the report", "Mine", "Me");
        assertThat(owners).extracting(EntityReference::logicalName)
                .containsExactly("systemuser", "team", "team", "systemuser");
    }

    @Test
    void groupsComeInPages() {
        String fetch = "<fetch aggregate='true' count='3' page='%d' returntotalrecordcount='1'><entity name='account'>"
                + "<attribute name='name' alias='n' groupby='true'/><order alias='n'/></entity></fetch>";
        EntityCollection first = fetch(fetch.formatted(1));
        EntityCollection second = fetch(fetch.formatted(2));

        assertThat(values(first)).extracting(group -> group.get("n")).containsExactly("A", "B", "C");
        assertThat(first.moreRecords()).isTrue();
        assertThat(first.totalRecordCount()).isEqualTo(4);
        assertThat(values(second)).extracting(group -> group.get("n")).containsExactly("D");
        assertThat(second.moreRecords()).isFalse();
    }

    @Test
    void anAggregateOfTooManyRowsIsRefused() {
        String fetch = "<fetch aggregate='true' aggregatelimit='%d'><entity name='account'>"
                + "<attribute name='name' alias='n' aggregate='count'/></entity></fetch>";

        assertThat(values(fetch(fetch.formatted(4)))).containsExactly(Map.of("n", 4));
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> fetch(fetch.formatted(3))).satisfies(
                e -> assertThat(e.code()).isEqualTo(ErrorCode.AGGREGATE_QUERY_RECORD_LIMIT_EXCEEDED));
    }

    @Test
    void aStatementOfGroupsIsKeptLikeOthers() {
        String fetch = "<attribute name='createdon' alias='m' groupby='true' dategrouping='month'/>"
                + "<attribute name='numberofemployees' alias='a' aggregate='avg'/>"
                + "<filter><condition attribute='accountid' operator='under' value='%s'/></filter>";
        groups(fetch.formatted(A));
        List<String> before = runner.statements();

        groups(fetch.formatted(B));

        assertThat(runner.statements()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void daysAreThoseOfTheCallersZone() {
        var newYork = new QueryCalendar(InstantSource.fixed(Instant.parse("2024-05-15T03:00:00Z")),
                ZoneId.of("America/New_York"), DayOfWeek.SUNDAY, FiscalCalendar.CALENDAR_YEAR);

        assertThat(
                fetch("<fetch><entity name='account'><attribute name='name'/><filter><condition attribute='createdon'"
                        + " operator='today'/></filter></entity></fetch>", newYork, Limits.DEFAULT).entities())
                .extracting(row -> row.get("name")).containsExactly("D");
    }

    private String names(String parts) {
        return fetch("<fetch><entity name='account'><attribute name='name'/><order attribute='name'/>" + parts
                + "</entity></fetch>").entities().stream().map(row -> row.require("name", String.class))
                .collect(Collectors.joining());
    }

    private List<Map<String, Object>> groups(String parts) {
        return values(fetch("<fetch aggregate='true'><entity name='account'>" + parts + "</entity></fetch>"));
    }

    private static List<Map<String, Object>> values(EntityCollection groups) {
        return groups.entities().stream().map(group -> {
            Map<String, Object> values = new HashMap<>();
            group.attributes().forEach((name, value) -> {
                if (value instanceof AliasedValue aliased && aliased.value() != null) {
                    values.put(name, aliased.value());
                }
            });
            return values;
        }).toList();
    }

    private EntityCollection fetch(String fetchXml) {
        return fetch(fetchXml, Scopes.CALENDAR, Limits.DEFAULT);
    }

    private EntityCollection fetch(String fetchXml, QueryCalendar calendar, Limits limits) {
        QueryExpression query = FetchXmlReader.read(fetchXml, metadata, limits);
        try (UnitOfWork work = database.begin()) {
            return runner.retrieveMultiple(query, List.of(),
                    Scopes.at(Scopes.of(metadata, RowAccess.ALL, work, true, limits), calendar));
        }
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }
}
