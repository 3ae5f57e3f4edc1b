package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The JSON of every type of column.
@ColonnadeTest
class ColumnTest {

    private static final String FORMATTED = "@OData.Community.Display.V1.FormattedValue";

    private final Http http;
    private final Http annotated;
    private final UUID account;

    ColumnTest(Colonnade colonnade) {
        this.http = colonnade.tables(WebApiTables.THING).http();
        this.annotated = http.with("Prefer", "odata.include-annotations=\"*\"");
        this.account = http.post("accounts", "{\"name\":\"Acme\"}").entityId();
    }

    private String thing(String body) {
        return "ctz_stuff(" + http.post("ctz_stuff", body).expect(204).entityId() + ")";
    }

    private static String formatted(HttpAnswer answer, String property) {
        return answer.text("/" + property + FORMATTED);
    }

    @Test
    @DisplayName("web-api 56: texts, numbers, truths and ids have the JSON of their types")
    void scalarsHaveTheirJson() {
        String thing = thing("""
                {"ctz_name":"a","ctz_notes":"line\\nline","ctz_part":150,"ctz_rate":1.5,"ctz_weight":2.25,
                 "ctz_flag":true,"ctz_token":"7D5C3A10-0000-4000-8000-00000000ABCD"}""");

        JsonNode row = http.get(thing).expect(200).json();

        assertThat(row.get("ctz_name").asString()).isEqualTo("a");
        assertThat(row.get("ctz_notes").asString()).isEqualTo("line\nline");
        assertThat(row.get("ctz_part").isInt()).isTrue();
        assertThat(row.get("ctz_part").asInt()).isEqualTo(150);
        assertThat(row.get("ctz_rate").isNumber()).isTrue();
        assertThat(row.get("ctz_rate").asDouble()).isEqualTo(1.5);
        assertThat(row.get("ctz_weight").asDouble()).isEqualTo(2.25);
        assertThat(row.get("ctz_flag").isBoolean()).isTrue();
        assertThat(row.get("versionnumber").isNumber()).isTrue();
        assertThat(row.get("ctz_token").asString()).isEqualTo("7d5c3a10-0000-4000-8000-00000000abcd");
        http.patch(thing, "{\"ctz_part\":\"200\",\"ctz_flag\":false}").expect(204);
        assertThat(http.get(thing).json().get("ctz_part").asInt()).isEqualTo(200);
        assertThat(http.get(thing).json().get("ctz_flag").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("web-api 57: money has four decimals, is formatted in its currency, and brings the currency along")
    void moneyHasFourDecimals() {
        String row = "accounts(" + http.post("accounts", "{\"name\":\"x\",\"revenue\":20000}").entityId() + ")";

        HttpAnswer answer = annotated.get(row + "?$select=revenue").expect(200);

        assertThat(answer.body()).contains("\"revenue\":20000.0000");
        assertThat(formatted(answer, "revenue")).isEqualTo("$20,000.00");
        assertThat(answer.text("/_transactioncurrencyid_value")).isNotEmpty();
    }

    @Test
    @DisplayName("web-api 58: choices, states and statuses are numbers with labels")
    void choicesAreNumbersWithLabels() {
        HttpAnswer answer = annotated.get(thing("{\"ctz_color\":2}")).expect(200);

        assertThat(answer.json().get("ctz_color").asInt()).isEqualTo(2);
        assertThat(formatted(answer, "ctz_color")).isEqualTo("Blue");
        assertThat(answer.json().get("statecode").asInt()).isZero();
        assertThat(formatted(answer, "statecode")).isEqualTo("Active");
        assertThat(formatted(answer, "statuscode")).isEqualTo("Active");
    }

    @Test
    @DisplayName("web-api 59: several choices come as numbers with commas, at most 150 of them")
    void severalChoicesComeWithCommas() {
        for (String given : List.of("2,3", "2, 3", "3,2")) {
            HttpAnswer answer = annotated.get(thing("{\"ctz_hobbies\":\"" + given + "\"}")).expect(200);
            assertThat(answer.text("/ctz_hobbies")).isEqualTo("2,3");
            assertThat(formatted(answer, "ctz_hobbies")).isEqualTo("Hiking; Camping");
        }
        String many = IntStream.rangeClosed(1, 151).mapToObj(String::valueOf).collect(Collectors.joining(","));
        assertThat(http.post("ctz_stuff", "{\"ctz_hobbies\":\"" + many + "\"}").expect(400).errorMessage())
                .contains("ctz_hobbies");
    }

    @Test
    @DisplayName("web-api 60: a local date and time is told in UTC, and formatted in the user's time zone")
    void localTimesAreToldInUtc() {
        HttpAnswer answer = annotated.get(thing("{\"ctz_at\":\"2023-04-19T03:00:00+07:00\"}")).expect(200);

        assertThat(answer.text("/ctz_at")).isEqualTo("2023-04-18T20:00:00Z");
        assertThat(formatted(answer, "ctz_at")).isEqualTo("4/18/2023 8:00 PM");
        assertThat(http.get(thing("{\"ctz_at\":\"2023-04-19T03:00:00\"}")).text("/ctz_at"))
                .isEqualTo("2023-04-19T03:00:00Z");
    }

    @Test
    @DisplayName("web-api 61: times without a zone keep their digits, days are days, and the past has an end")
    void timesWithoutZoneKeepTheirDigits() {
        HttpAnswer answer = annotated
                .get(thing("{\"ctz_clock\":\"2023-04-19T03:00:00+07:00\",\"ctz_day\":\"1974-03-25\"}")).expect(200);

        assertThat(answer.text("/ctz_clock")).isEqualTo("2023-04-19T03:00:00Z");
        assertThat(formatted(answer, "ctz_clock")).isEqualTo("4/19/2023 3:00 AM");
        assertThat(answer.text("/ctz_day")).isEqualTo("1974-03-25");
        assertThat(formatted(answer, "ctz_day")).isEqualTo("3/25/1974");
        for (String body : List.of("{\"ctz_day\":\"1752-12-31\"}", "{\"ctz_at\":\"1752-12-31T00:00:00Z\"}")) {
            assertThat(http.post("ctz_stuff", body).expect(400).errorCode()).isEqualTo("0x80040239");
        }
    }

    @Test
    @DisplayName("web-api 62: a lookup tells its table, its navigation property and its name when asked")
    void aLookupTellsWhereItLeads() {
        String row = thing("{\"ctz_holder_account@odata.bind\":\"accounts(" + account + ")\"}");

        assertThat(http.get(row).json().propertyNames()).contains("_ctz_holder_value")
                .noneMatch(name -> name.startsWith("_ctz_holder_value@"));
        HttpAnswer answer = annotated.get(row);
        assertThat(formatted(answer, "_ctz_holder_value")).isEqualTo("Acme");
        assertThat(answer.text("/_ctz_holder_value@Microsoft.Dynamics.CRM.associatednavigationproperty"))
                .isEqualTo("ctz_holder_account");
        assertThat(answer.text("/_ctz_holder_value@Microsoft.Dynamics.CRM.lookuplogicalname")).isEqualTo("account");
        assertThat(answer.json().propertyNames()).contains("_ctz_accountid_value")
                .noneMatch(name -> name.startsWith("_ctz_accountid_value@"));
    }

    @Test
    @DisplayName("web-api 63: an empty column is null")
    void anEmptyColumnIsNull() {
        JsonNode row = http.get(thing("{\"ctz_name\":\"a\"}")).json();

        assertThat(row.get("ctz_part").isNull()).isTrue();
        assertThat(row.get("_ctz_accountid_value").isNull()).isTrue();
    }

    @Test
    @DisplayName("web-api 64: keys, owner ids and composed addresses come along unasked")
    void someColumnsComeAlong() {
        HttpAnswer contact = http.with("Prefer", "return=representation")
                .post("contacts?$select=address1_line1", "{\"lastname\":\"Lee\",\"address1_line1\":\"Main St\"}");

        assertThat(contact.expect(201).json().propertyNames()).containsExactly("@odata.context", "@odata.etag",
                "address1_line1", "address1_composite", "contactid");
        HttpAnswer user = http.get("systemusers?$select=fullname&$top=1");
        assertThat(user.text("/value/0/ownerid")).isEqualTo(user.text("/value/0/systemuserid")).isNotEmpty();
        HttpAnswer team = http.get("teams?$select=name&$top=1");
        assertThat(team.expect(200).text("/value/0/ownerid")).isEqualTo(team.text("/value/0/teamid"));
    }

    @Test
    @DisplayName("web-api 65: context, etag, columns as selected, added columns, key, expands")
    void theOrderOfARecordIsFixed() {
        String row = "accounts(" + account + ")";

        assertThat(http.get(row + "?$select=telephone1,revenue,name&$expand=primarycontactid($select=fullname)").json()
                .propertyNames()).containsExactly("@odata.context", "@odata.etag", "telephone1", "revenue", "name",
                        "_transactioncurrencyid_value", "accountid", "primarycontactid");
    }

    @Test
    @DisplayName("web-api 66: without a selection all columns come, but images")
    void imagesAreAskedFor() {
        assertThat(http.get(thing("{\"ctz_name\":\"a\"}")).json().propertyNames())
                .contains("ctz_name", "ctz_price", "_ctz_accountid_value", "createdon", "versionnumber")
                .doesNotContain("ctz_picture");
    }

    @Test
    @DisplayName("web-api 67: a managed property is an object, and taken as one")
    void managedPropertiesAreObjects() {
        String row = thing("{\"iscustomizable\":{\"Value\":false}}");

        JsonNode property = http.get(row + "?$select=iscustomizable").expect(200).json().get("iscustomizable");

        assertThat(property.propertyNames()).containsExactly("Value", "CanBeChanged", "ManagedPropertyLogicalName");
        assertThat(property.get("Value").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("web-api 68: what a client has read, it may send back")
    void whatWasReadMayBeSentBack() {
        String read = annotated.get("accounts(" + account + ")").body();

        http.patch("accounts(" + account + ")", read).expect(204);
        UUID copy = http.post("accounts", """
                {"@odata.context":"x","@odata.etag":"W/\\"1\\"","@odata.type":"#Microsoft.Dynamics.CRM.account",
                 "name@x.y":"z","name":"copy","createdon":"2001-01-01T00:00:00Z","versionnumber":1,
                 "_ownerid_value":"%s"}""".formatted(account)).expect(204).entityId();
        http.post("accounts", "{\"@odata.type\":\"Microsoft.Dynamics.CRM.account\",\"name\":\"b\"}").expect(204);
        assertThat(http.get("accounts(" + copy + ")").text("/createdon")).doesNotStartWith("2001");
    }

    @Test
    @DisplayName("web-api 69: a text over its length is told with both")
    void longTextsAreTold() {
        HttpAnswer answer = http.post("tasks", "{\"subject\":\"" + "x".repeat(201) + "\"}").expect(400);

        assertThat(answer.errorCode()).isEqualTo("0x80044331");
        assertThat(answer.errorMessage()).isEqualTo("A validation error occurred.  The length of the 'subject'"
                + " attribute of the 'task' entity exceeded the maximum allowed length of '200'.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"ctz_color\":9}|0x8004431a|ctz_color",
            "{\"ctz_part\":1000001}|0x8004432f|ctz_part", "{\"ctz_part\":2147483648}|0x80048d19|ctz_part",
            "{\"ctz_part\":1.5}|0x80048d19|ctz_part", "{\"ctz_rate\":100.5}|0x80044330|ctz_rate",
            "{\"ctz_price\":922337203685478}|0x80040317|ctz_price", "{\"ctz_hobbies\":\"9\"}|0x8004431a|ctz_hobbies"})
    @DisplayName("web-api 70: values out of range are told with their column")
    void valuesOutOfRangeAreTold(String body, String code, String column) {
        HttpAnswer answer = http.post("ctz_stuff", body).expect(400);

        assertThat(answer.errorCode()).startsWith(code);
        assertThat(answer.errorMessage()).contains(column);
    }

    @Test
    @DisplayName("web-api 70: a required column takes no null")
    void requiredColumnsTakeNoNull() {
        String row = thing("{\"ctz_name\":\"a\"}");

        assertThat(http.patch(row, "{\"ctz_must\":null}").expect(400).errorMessage()).contains("ctz_must");
        assertThat(http.get(row).text("/ctz_must")).isEqualTo("set");
    }

    @Test
    @DisplayName("web-api 71: a state brings its default status, and a status must fit it")
    void aStatusFitsItsState() {
        String row = thing("{\"ctz_name\":\"a\"}");

        assertThat(http.patch(row, "{\"statecode\":0,\"statuscode\":2}").expect(400).errorCode())
                .isEqualTo("0x80048408");
        assertThat(http.patch(row, "{\"statecode\":7}").expect(400).errorMessage()).contains("statecode");
        http.patch(row, "{\"statecode\":1}").expect(204);
        assertThat(http.get(row).json().get("statuscode").asInt()).isEqualTo(2);
    }
}
