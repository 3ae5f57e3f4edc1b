package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Query functions over HTTP: which operator each is, and the forms of its values. What the operators find at the ends of years and
/// in other time zones is tested where they are made.
@ColonnadeTest
class QueryFunctionTest {

    private static final String CRM = "Microsoft.Dynamics.CRM.";

    private final Http http;
    private final String user;

    QueryFunctionTest(Colonnade colonnade) {
        this.http = colonnade.tables(WebApiTables.THING).http();
        this.user = http.get("WhoAmI").text("/UserId");
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        row(1, now.minus(Duration.ofMinutes(10)), today, "\"2\"");
        row(2, now.minus(Duration.ofDays(3)), today.minusDays(3), "\"2,3\"");
        row(3, now.minus(Duration.ofDays(400)), today.minusDays(400), "\"3\"");
        row(4, now.plus(Duration.ofDays(2)), today.plusDays(2), "null");
        http.post("ctz_stuff", "{\"ctz_part\":5,\"ctz_name\":\"bare\"}").expect(204);
    }

    private void row(int part, Instant at, LocalDate day, String hobbies) {
        http.post("ctz_stuff", "{\"ctz_part\":" + part + ",\"ctz_name\":\"n" + part + "\",\"ctz_at\":\"" + at
                + "\",\"ctz_day\":\"" + day + "\",\"ctz_color\":" + Math.min(3, part) + ",\"ctz_price\":" + part
                + ",\"ctz_hobbies\":" + hobbies + "}").expect(204);
    }

    private String parts(String filter) {
        JsonNode rows = http.get("ctz_stuff?$select=ctz_part&$orderby=ctz_part&$filter=" + filter).expect(200).json()
                .get("value");
        var parts = new ArrayList<String>();
        rows.forEach(row -> parts.add(row.get("ctz_part").asString()));
        return String.join(",", parts);
    }

    @Test
    @DisplayName("web-api 142: values stand in aliases, as numbers and texts, and in place")
    void valuesHaveManyForms() {
        for (String options : new String[]{CRM + "LastXDays(PropertyName=@p1,PropertyValue=@p2)&@p1='ctz_at'&@p2=5",
                CRM + "LastXDays(PropertyName=@p1,PropertyValue=@p2)&@p1='ctz_at'&@p2='5'",
                CRM + "LastXDays(PropertyName='ctz_at',PropertyValue=5)",
                CRM + "LastXDays(PropertyValue='5',PropertyName='ctz_at')"}) {
            assertThat(parts(options)).isEqualTo("1,2");
        }
        assertThat(parts(CRM + "LastXHours(PropertyName='ctz_at',PropertyValue=2) and ctz_part lt 9")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"In(PropertyName='ctz_part',PropertyValues=['1','2'])",
            "In(PropertyName='ctz_part',PropertyValues=[\"1\",\"2\"])",
            "In(PropertyName='ctz_part',PropertyValues=[1,2])",
            "In(PropertyName='ctz_part',PropertyValues=%5B'1','2'%5D)",
            "In(PropertyName=@p,PropertyValues=@v)&@p='ctz_part'&@v=['1','2']",
            "In(PropertyName='ctz_name',PropertyValues=['N1','n2'])",
            "In(PropertyName='ctz_price',PropertyValues=['1','2.0'])",
            "In(PropertyName='ctz_color',PropertyValues=['1','2'])"})
    @DisplayName("web-api 143: In takes arrays in each form, on texts and numbers")
    void inTakesArrays(String function) {
        assertThat(parts(CRM + function)).isEqualTo("1,2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"NotIn(PropertyName='ctz_part',PropertyValues=['1','2'])|3,4,5",
            "Between(PropertyName='ctz_part',PropertyValues=['2','3'])|2,3",
            "NotBetween(PropertyName='ctz_part',PropertyValues=['2','3'])|1,4,5",
            "ContainValues(PropertyName='ctz_hobbies',PropertyValues=['2'])|1,2",
            "ContainValues(PropertyName='ctz_hobbies',PropertyValues=['2','3'])|1,2,3",
            "DoesNotContainValues(PropertyName='ctz_hobbies',PropertyValues=['2'])|3,4,5"})
    @DisplayName("web-api 144: ranges, lists and selections")
    void rangesAndSelections(String function, String expected) {
        assertThat(parts(CRM + function)).isEqualTo(expected);
    }

    @Test
    @DisplayName("web-api 145: functions about the caller find the caller's rows")
    void functionsAboutTheCaller() {
        http.post("accounts", "{\"name\":\"mine\"}").expect(204);
        String other = http.get("systemusers?$filter=fullname eq 'SYSTEM'").text("/value/0/systemuserid");
        http.post("accounts", "{\"name\":\"other\",\"ownerid@odata.bind\":\"systemusers(" + other + ")\"}").expect(204);

        assertThat(accounts("EqualUserId(PropertyName='ownerid')")).isEqualTo("mine");
        assertThat(accounts("EqualUserId(PropertyName='_ownerid_value')")).isEqualTo("mine");
        assertThat(accounts("NotEqualUserId(PropertyName='ownerid')")).isEqualTo("other");
        assertThat(accounts("EqualBusinessId(PropertyName='owningbusinessunit')")).isEqualTo("mine,other");
        assertThat(accounts("EqualUserTeams(PropertyName='ownerid')")).isEmpty();
        assertThat(accounts("EqualUserOrUserTeams(PropertyName='ownerid')")).isEqualTo("mine");
        assertThat(accounts("EqualUserOrUserHierarchy(PropertyName='ownerid')")).isEqualTo("mine");
        assertThat(http.get("systemusers?$filter=" + CRM + "EqualUserId(PropertyName='systemuserid')").expect(200)
                .text("/value/0/systemuserid")).isEqualTo(user);
        http.delete("accounts(" + id("mine") + ")").expect(204);
        http.delete("accounts(" + id("other") + ")").expect(204);
    }

    private String id(String name) {
        return http.get("accounts?$filter=name eq '" + name + "'").text("/value/0/accountid");
    }

    private String accounts(String function) {
        var names = new ArrayList<String>();
        http.get("accounts?$select=name&$orderby=name&$filter=" + CRM + function).expect(200).json().get("value")
                .forEach(row -> names.add(row.get("name").asString()));
        return String.join(",", names);
    }

    @Test
    @DisplayName("web-api 146: hierarchies are asked without and with the record itself")
    void hierarchies() {
        UUID root = http.post("accounts", """
                {"name":"h1","account_parent_account":[{"name":"h2","account_parent_account":[{"name":"h3"}]}]}""")
                .expect(204).entityId();
        String middle = id("h2");

        assertThat(accounts(hierarchy("Under", root.toString()))).isEqualTo("h2,h3");
        assertThat(accounts(hierarchy("UnderOrEqual", root.toString()))).isEqualTo("h1,h2,h3");
        assertThat(accounts(hierarchy("Above", middle))).isEqualTo("h1");
        assertThat(accounts(hierarchy("AboveOrEqual", middle))).isEqualTo("h1,h2");
        assertThat(accounts(hierarchy("NotUnder", middle))).contains("h1").doesNotContain("h3");
        for (String name : new String[]{"h3", "h2", "h1"}) {
            http.delete("accounts(" + id(name) + ")").expect(204);
        }
    }

    private static String hierarchy(String function, String id) {
        return function + "(PropertyName='accountid',PropertyValue='" + id + "')";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Today(PropertyName='ctz_day')|1", "Last7Days(PropertyName='ctz_day')|1,2",
            "Next7Days(PropertyName='ctz_at') and ctz_part gt 1|4",
            "LastXWeeks(PropertyName='ctz_at',PropertyValue=1)|1,2",
            "NextXMonths(PropertyName='ctz_at',PropertyValue=2)|4",
            "OlderThanXDays(PropertyName='ctz_at',PropertyValue=30)|3",
            "OlderThanXMinutes(PropertyName='ctz_at',PropertyValue=5)|1,2,3",
            "OlderThanXYears(PropertyName='ctz_day',PropertyValue=1)|3",
            "LastXFiscalYears(PropertyName='ctz_day',PropertyValue=5) and ctz_part eq 3|3",
            "OnOrBefore(PropertyName='ctz_day',PropertyValue='2001-01-01')|",
            "OnOrAfter(PropertyName='ctz_day',PropertyValue='2001-01-01')|1,2,3,4",
            "OnOrAfter(PropertyName='ctz_at',PropertyValue=2001-01-01)|1,2,3,4"})
    @DisplayName("web-api 147: date functions find the rows of their operator")
    void dateFunctions(String function, String expected) {
        assertThat(parts(CRM + function)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    @DisplayName("web-api 147: a day is named by each of its forms")
    void daysHaveForms() {
        String today = LocalDate.now(ZoneOffset.UTC).toString();

        for (String value : new String[]{today, "'" + today + "'"}) {
            assertThat(parts(CRM + "On(PropertyName='ctz_day',PropertyValue=" + value + ")")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LastXHours(PropertyName='ctz_day',PropertyValue=2)",
            "NextXHours(PropertyName='ctz_day',PropertyValue=2)",
            "OlderThanXHours(PropertyName='ctz_day',PropertyValue=2)",
            "OlderThanXMinutes(PropertyName='ctz_day',PropertyValue=2)"})
    @DisplayName("web-api 148: hours and minutes do not fit a column of days")
    void hoursDoNotFitDays(String function) {
        assertThat(http.get("ctz_stuff?$filter=" + CRM + function).expect(400).errorMessage()).contains("ctz_day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not %s", "not (%s)", "not (ctz_part eq 1 or %s)", "not (not (not %s))"})
    @DisplayName("web-api 149: query functions cannot be negated")
    void queryFunctionsCannotBeNegated(String form) {
        String filter = form.formatted(CRM + "Today(PropertyName='ctz_day')");

        assertThat(http.get("ctz_stuff?$filter=" + filter).expect(400).errorMessage())
                .isEqualTo("Not operator along with the Custom Named Condition operators is not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Today(PropertyName='ctz_part')", "LastXDays(PropertyName='ctz_name',PropertyValue=1)",
            "LastXDays(PropertyName='ctz_at',PropertyValue=-1)",
            "LastXYears(PropertyName='ctz_at',PropertyValue=999999999)", "LastXDays(PropertyName='ctz_at')",
            "LastXDays(PropertyName='ctz_at',PropertyValue=1.5)", "LastXDays(PropertyName='ctz_at',PropertyValue=null)",
            "In(PropertyName='ctz_part',PropertyValues=['x'])", "In(PropertyName='ctz_part',PropertyValues=[])",
            "In(PropertyName='ctz_part',PropertyValues=[null])", "In(PropertyName='ctz_part',PropertyValues=[[1]])",
            "Between(PropertyName='ctz_part',PropertyValues=['1'])",
            "On(PropertyName='ctz_at',PropertyValue='yesterday')",
            "ContainValues(PropertyName='ctz_color',PropertyValues=['1'])",
            "Under(PropertyName='ctz_thingid',PropertyValue='x')",
            "EqualUserId(PropertyName='ctz_name')", "EqualUserId()", "EqualUserId(PropertyName='nosuch')",
            "InFiscalPeriodAndYear(PropertyName='ctz_at',PropertyValue1=1)", "Nosuch(PropertyName='ctz_at')",
            "today(PropertyName='ctz_at')"})
    void wrongArgumentsAreRefused(String function) {
        assertThat(http.get("ctz_stuff?$filter=" + CRM + function).expect(400).errorMessage()).isNotBlank();
    }
}
