package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Query options, over a handful of rows of one table.
@ColonnadeTest
class QueryTest {

    private static final String TOO_MUCH = "Only $select and $filter clause can be provided while doing $expand on many-to-one"
            + " relationship or nested one-to-many relationship.";
    private static final int ROWS = 5;

    private final Colonnade colonnade;
    private final Http http;
    private final UUID acme;

    QueryTest(Colonnade colonnade) {
        this.colonnade = colonnade.tables(WebApiTables.THING);
        this.http = colonnade.http();
        this.acme = http.post("accounts", "{\"name\":\"Acme\",\"primarycontactid\":{\"lastname\":\"Lee\"}}").expect(204)
                .entityId();
        UUID zeta = http.post("accounts", "{\"name\":\"Zeta\"}").expect(204).entityId();
        row("{\"ctz_name\":\"Ann\",\"ctz_notes\":\"Ann\",\"ctz_part\":1,\"ctz_price\":10,\"ctz_flag\":true,\"ctz_color\":1,"
                + "\"ctz_day\":\"2024-01-31\",\"ctz_at\":\"2024-01-31T10:00:00Z\",\"ctz_AccountId@odata.bind\":\"accounts("
                + zeta + ")\"}");
        row("{\"ctz_name\":\"ben\",\"ctz_notes\":\"x\",\"ctz_part\":2,\"ctz_price\":20.5,\"ctz_color\":2,"
                + "\"ctz_AccountId@odata.bind\":\"accounts(" + acme + ")\"}");
        row("{\"ctz_name\":\"O'Brien\",\"ctz_part\":3,\"ctz_color\":3,\"iscustomizable\":{\"Value\":false}}");
        row("{\"ctz_name\":\"100%\",\"ctz_part\":4,\"ctz_rate\":-1.5}");
        row("{\"ctz_part\":5,\"ctz_notes\":\"nameless\"}");
    }

    private void row(String body) {
        http.post("ctz_stuff", body).expect(204);
    }

    /// The parts of the rows that a query gives, in its order.
    private String parts(String options) {
        JsonNode rows = http.get("ctz_stuff?$select=ctz_part&" + options).expect(200).json().get("value");
        var parts = new ArrayList<String>();
        rows.forEach(row -> parts.add(row.get("ctz_part").asString()));
        return String.join(",", parts);
    }

    @Test
    @DisplayName("web-api 115: a selection may have blanks and a comma at its end, but no navigation property")
    void selectionsMayBeUntidy() {
        for (String select : List.of("$select=ctz_name,ctz_part,", "$select = ctz_name , ctz_part",
                "%24select=ctz_name,ctz_part", "$select=ctz_name,%20ctz_part")) {
            assertThat(http.get("ctz_stuff?$top=1&" + select).expect(200).json().at("/value/0").propertyNames())
                    .containsExactly("@odata.etag", "ctz_name", "ctz_part", "ctz_thingid");
        }
        http.get("ctz_stuff?$select=ctz_AccountId").expect(400);
        http.get("accounts?$select=Account_Tasks").expect(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ctz_part eq 2|2", "ctz_part ne 2|1,3,4,5", "ctz_part gt 3|4,5",
            "ctz_part ge 3|3,4,5", "ctz_part lt 2|1", "ctz_part le 2|1,2", "2 eq ctz_part|2",
            "ctz_part gt 1 and ctz_part lt 4|2,3", "ctz_part eq 1 or ctz_part eq 5|1,5",
            "not (ctz_part gt 1 and ctz_part lt 4)|1,4,5", "not ctz_part eq 3|1,2,4,5",
            "(ctz_part eq 1)or (ctz_part eq 2)and ctz_color eq 2|1,2", "ctz_name eq 'ANN'|1", "ctz_name eq 'bEn'|2",
            "ctz_name gt 'ANN' and ctz_name lt 'c'|2", "ctz_flag eq true|1", "ctz_flag|1",
            "ctz_price gt 10.00|2", "ctz_rate lt 0|4", "ctz_rate eq -1.5|4", "statecode eq 0 and ctz_part eq 1|1",
            "contains(ctz_name,'(')or ctz_part eq 1|1"})
    @DisplayName("web-api 116: comparisons and logic give the right rows")
    void comparisonsAndLogic(String filter, String expected) {
        assertThat(parts("$orderby=ctz_part&$filter=" + filter)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"contains(ctz_name,'N')|1,2,3", "startswith(ctz_name,'an')|1",
            "endswith(ctz_name,'EN')|2,3", "not contains(ctz_name,'n')|4,5", "not startswith(ctz_name,'a')|2,3,4,5",
            "not endswith(ctz_name,'n')|4,5", "contains(ctz_name,'b%25e')|2,3", "startswith(ctz_name,'_nn')|1",
            "startswith(ctz_name,'[ab]')|1,2", "contains(ctz_name,'O''B')|3"})
    @DisplayName("web-api 117: text functions give the right rows, with wildcards")
    void textFunctions(String filter, String expected) {
        assertThat(parts("$orderby=ctz_part&$filter=" + filter)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ctz_name eq null|5", "ctz_name ne null|1,2,3,4", "ctz_name ne 'ben'|1,3,4,5",
            "_ctz_accountid_value eq null|3,4,5", "ctz_part ne null and ctz_day ne null|1"})
    @DisplayName("web-api 118: null finds empty columns, and ne does too")
    void nullFindsEmptyColumns(String filter, String expected) {
        assertThat(parts("$orderby=ctz_part&$filter=" + filter)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ctz_name eq 'O''Brien'|3", "ctz_name eq 'O%27%27Brien'|3",
            "ctz_day eq 2024-01-31|1", "ctz_at eq 2024-01-31T10:00:00Z|1", "ctz_at gt 2024-01-31T11:00:00%2B02:00|1",
            "ctz_at lt 2024-01-31|", "ctz_part eq '3'|3", "ctz_flag eq true|1"})
    @DisplayName("web-api 119: each form of a literal is taken")
    void literals(String filter, String expected) {
        assertThat(parts("$orderby=ctz_part&$filter=" + filter)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    @DisplayName("web-api 119: ids come bare and quoted, in any case")
    void idsComeBareAndQuoted() {
        String upper = acme.toString().toUpperCase(Locale.ROOT);

        for (String literal : List.of(acme.toString(), "'" + acme + "'", upper)) {
            assertThat(parts("$filter=_ctz_accountid_value eq " + literal)).isEqualTo("2");
        }
    }

    @Test
    @DisplayName("web-api 120: columns of a row are compared with each other")
    void columnsAreCompared() {
        assertThat(parts("$filter=ctz_name eq ctz_notes")).isEqualTo("1");
        http.get("ctz_stuff?$filter=ctz_name eq ctz_part").expect(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ctz_AccountId/name eq 'acme'|2",
            "ctz_AccountId/primarycontactid/lastname eq 'Lee'|2", "ctz_AccountId/createdby/fullname ne null|1,2",
            "ctz_AccountId/accountid ne null|1,2", "iscustomizable/Value eq false|3",
            "startswith(ctz_AccountId/name,'z')|1", "ctz_AccountId/name eq 'acme' or ctz_part eq 5|2,5"})
    @DisplayName("web-api 121: paths lead through lookups and into managed properties")
    void pathsLeadThroughLookups(String filter, String expected) {
        assertThat(parts("$orderby=ctz_part&$filter=" + filter)).isEqualTo(expected);
    }

    @Test
    @DisplayName("web-api 121: rows of an owner")
    void rowsOfAnOwner() {
        String user = http.get("WhoAmI").text("/UserId");

        assertThat(http.get("accounts?$filter=_ownerid_value eq " + user).json().get("value")).hasSize(2);
        http.get("accounts?$filter=primarycontactid/Contact_Tasks/any(t:t/subject eq 'x')").expect(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tolower(ctz_name) eq 'ann'", "length(ctz_name) eq 3", "year(ctz_at) eq 2024",
            "concat(ctz_name,'x') eq 'annx'", "ctz_part add 1 eq 2", "ctz_name has 'x'", "ctz_name in ('ann','ben')",
            "ctz_part mod 2 eq 0"})
    @DisplayName("web-api 123: what the platform does not know in a filter is 400")
    void otherFunctionsAreRefused(String filter) {
        HttpAnswer answer = http.get("ctz_stuff?$filter=" + filter).expect(400);

        assertThat(answer.errorMessage()).isNotEmpty();
    }

    @Test
    @DisplayName("web-api 124: aliases stand for properties and values, and are null without one")
    void aliasesStandForPropertiesAndValues() {
        assertThat(parts("$filter=@p1 eq @p2&$orderby=@p3 desc&@p1=ctz_color&@p2=2&@p3=ctz_part")).isEqualTo("2");
        assertThat(parts("$filter=ctz_part gt @from&$orderby=@by desc&@by=ctz_part&@from=2")).isEqualTo("5,4,3");
        assertThat(parts("$filter=ctz_name eq @none")).isEqualTo("5");
        assertThat(parts("$filter=contains(ctz_name,@text)&@text='bri'")).isEqualTo("3");
    }

    @Test
    @DisplayName("web-api 125: rows are ordered by values, names of lookups, and numbers of choices")
    void rowsAreOrdered() {
        String filled = "$filter=ctz_part le 3&";

        assertThat(parts("$orderby=ctz_part")).isEqualTo("1,2,3,4,5");
        assertThat(parts("$orderby=ctz_part desc")).isEqualTo("5,4,3,2,1");
        assertThat(parts(filled + "$orderby=ctz_color desc")).isEqualTo("3,2,1");
        assertThat(parts("$filter=ctz_part le 2&$orderby=_ctz_accountid_value")).isEqualTo("2,1");
        assertThat(parts("$filter=ctz_part le 2&$orderby=_ctz_accountid_value desc,ctz_part asc")).isEqualTo("1,2");
        assertThat(parts("$orderby=statecode desc,ctz_part desc")).isEqualTo("5,4,3,2,1");
    }

    @Test
    @DisplayName("web-api 126: $top limits without a next page, and yields to a page size")
    void topLimits() {
        HttpAnswer top = http.get("ctz_stuff?$top=3").expect(200);
        HttpAnswer paged = http.with("Prefer", "odata.maxpagesize=4").get("ctz_stuff?$top=2").expect(200);

        assertThat(top.json().get("value")).hasSize(3);
        assertThat(top.json().propertyNames()).doesNotContain("@odata.nextLink");
        assertThat(paged.json().get("value")).hasSize(4);
        assertThat(paged.json().propertyNames()).contains("@odata.nextLink");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$orderby=ctz_name", "$orderby=ctz_color desc,ctz_name",
            "$orderby=_ctz_accountid_value",
            "$filter=ctz_part gt 0&$orderby=ctz_flag", "$expand=ctz_AccountId($select=name)", "$orderby=ctz_at desc"})
    @DisplayName("web-api 128: all pages together hold each row once")
    void pagesHoldEachRowOnce(String options) {
        for (int size = 1; size <= ROWS + 1; size++) {
            Http paged = http.with("Prefer", "odata.maxpagesize=" + size);
            var parts = new ArrayList<String>();
            String url = "ctz_stuff?$select=ctz_part&" + options;
            while (!url.isEmpty()) {
                HttpAnswer page = paged.get(url).expect(200);
                assertThat(page.header("Preference-Applied")).isEqualTo("odata.maxpagesize=" + size);
                JsonNode rows = page.json().get("value");
                assertThat(rows.size()).isLessThanOrEqualTo(size);
                rows.forEach(row -> parts.add(row.get("ctz_part").asString()));
                url = page.text("/@odata.nextLink");
            }
            assertThat(parts).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ctz_name", "ctz_part desc", "_ctz_accountid_value,ctz_name desc", "ctz_color desc",
            "ctz_AccountId/name desc"})
    @DisplayName("web-api 128: rows written between two pages move nothing")
    void pagesSurviveWritesInBetween(String order) {
        Http paged = http.with("Prefer", "odata.maxpagesize=2");
        var parts = new ArrayList<String>();
        var written = new ArrayList<UUID>();
        String url = "ctz_stuff?$select=ctz_part&$filter=ctz_part le 5&$orderby=" + order;
        while (!url.isEmpty()) {
            HttpAnswer page = paged.get(url).expect(200);
            page.json().get("value").forEach(row -> parts.add(row.get("ctz_part").asString()));
            url = page.text("/@odata.nextLink");
            if (written.isEmpty()) {
                // In each of the orders one of them stands on the first page, and would push a row over to the next.
                written.add(http.post("ctz_stuff", "{\"ctz_part\":0,\"ctz_color\":3}").expect(204).entityId());
                written.add(http.post("ctz_stuff", "{\"ctz_part\":5,\"ctz_name\":\"zz\"}").expect(204).entityId());
            }
        }
        written.forEach(id -> http.delete("ctz_stuff(" + id + ")").expect(204));

        assertThat(parts).contains("1", "2", "3", "4", "5");
        assertThat(parts.stream().filter(part -> part.matches("[1-4]"))).doesNotHaveDuplicates();
    }

    @Test
    void aSingleRecordShowsItsCollectionsWhole() {
        UUID id = http.post("accounts", """
                {"name":"Whole","Account_Tasks":[{"subject":"a"},{"subject":"b"},{"subject":"c"}]}""").expect(204)
                .entityId();

        JsonNode row = http.with("Prefer", "odata.maxpagesize=2")
                .get("accounts(" + id + ")?$expand=Account_Tasks($expand=regardingobjectid_account_task)").expect(200)
                .json();

        assertThat(row.get("Account_Tasks")).hasSize(3);
        http.delete("accounts(" + id + ")").expect(204);
    }

    @Test
    @DisplayName("web-api 129: the count stands before the rows, whatever the page")
    void theCountStandsBeforeTheRows() {
        HttpAnswer answer = http.with("Prefer", "odata.maxpagesize=2")
                .get("ctz_stuff?$count=true&$filter=ctz_part gt 1");

        assertThat(answer.expect(200).json().propertyNames()).startsWith("@odata.context", "@odata.count", "value");
        assertThat(answer.json().get("@odata.count").asInt()).isEqualTo(4);
        assertThat(http.get("ctz_stuff?$count=true&$top=1").json().get("@odata.count").asInt()).isEqualTo(5);
        assertThat(http.get("ctz_stuff?$count=false").json().propertyNames()).doesNotContain("@odata.count");
    }

    @Test
    @DisplayName("web-api 130: annotations tell the count and whether there are more")
    void annotationsTellTheCount() {
        Http annotated = http.with("Prefer", "odata.include-annotations=\"*\"");
        JsonNode plain = annotated.get("ctz_stuff").expect(200).json();

        assertThat(plain.get("@Microsoft.Dynamics.CRM.totalrecordcount").asInt()).isEqualTo(-1);
        assertThat(plain.get("@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded").isBoolean()).isTrue();
        assertThat(
                annotated.get("ctz_stuff?$count=true").json().get("@Microsoft.Dynamics.CRM.totalrecordcount").asInt())
                .isEqualTo(5);
    }

    @Test
    @DisplayName("web-api 131: a collection is counted as text, with and without a filter")
    void collectionsAreCounted() {
        assertThat(http.get("ctz_stuff/$count").expect(200).body().replace("\ufeff", "")).isEqualTo("5");
        assertThat(http.get("ctz_stuff/$count?$filter=ctz_part gt 3").body().replace("\ufeff", "")).isEqualTo("2");
    }

    @Test
    @DisplayName("web-api 133: lookups and collections are expanded as asked")
    void expandsAreAnswered() {
        http.post("accounts",
                "{\"name\":\"Family\",\"Account_Tasks\":[{\"subject\":\"a\"},{\"subject\":\"b\"},{\"subject\":\"c\"}]}")
                .expect(204);
        JsonNode family = http
                .get("accounts?$select=name&$filter=name eq 'Family'&$expand=primarycontactid($select=lastname),"
                        + "Account_Tasks($select=subject;$filter=subject ne 'a';$orderby=subject desc;$top=1),"
                        + " contact_customer_accounts($select=lastname)")
                .expect(200).json().at("/value/0");
        JsonNode lee = http.get("accounts(" + acme
                + ")?$select=name&$expand=primarycontactid($select=lastname),ctz_Account_Things($select=ctz_part)")
                .expect(200).json();

        assertThat(family.get("primarycontactid").isNull()).isTrue();
        assertThat(family.get("Account_Tasks").findValuesAsString("subject")).containsExactly("c");
        assertThat(family.get("contact_customer_accounts").isArray()).isTrue();
        assertThat(family.get("contact_customer_accounts")).isEmpty();
        assertThat(lee.at("/primarycontactid/lastname").asString()).isEqualTo("Lee");
        assertThat(lee.at("/ctz_Account_Things/0/ctz_part").asInt()).isEqualTo(2);
        http.delete("accounts(" + http.get("accounts?$filter=name eq 'Family'").text("/value/0/accountid") + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"primarycontactid($top=1)", "primarycontactid($orderby=lastname)",
            "Account_Tasks($top=1),contact_customer_accounts($expand=Contact_Tasks)",
            "contact_customer_accounts($orderby=lastname;$expand=Contact_Tasks)"})
    @DisplayName("web-api 134: orders and limits do not fit lookups and nested expands")
    void ordersDoNotFitNestedExpands(String expand) {
        HttpAnswer answer = http.get("accounts?$expand=" + expand).expect(400);

        assertThat(answer.errorCode()).isEqualTo("0x80060888");
        assertThat(answer.errorMessage()).isEqualTo(TOO_MUCH);
    }

    @Test
    @DisplayName("web-api 135: nested expands are paged, others are not")
    void nestedExpandsArePaged() {
        UUID id = http.post("accounts", """
                {"name":"Nest","Account_Tasks":[{"subject":"a"},{"subject":"b"},{"subject":"c"}],
                 "contact_customer_accounts":[{"lastname":"n","Contact_Tasks":[{"subject":"x"}]}]}""").expect(204)
                .entityId();
        Http paged = http.with("Prefer", "odata.maxpagesize=2");
        String query = "accounts?$select=name&$filter=accountid eq " + id + "&$expand=Account_Tasks($select=subject)";

        JsonNode flat = paged.get(query).expect(200).json().at("/value/0");
        JsonNode nested = paged
                .get(query + ",contact_customer_accounts($select=lastname;$expand=Contact_Tasks($select=subject))")
                .expect(200).json().at("/value/0");

        assertThat(flat.get("Account_Tasks")).hasSize(3);
        assertThat(nested.get("Account_Tasks")).hasSize(2);
        assertThat(nested.at("/contact_customer_accounts/0/Contact_Tasks/0/subject").asString()).isEqualTo("x");
        String link = nested.get("Account_Tasks@odata.nextLink").asString();
        assertThat(link).contains("$skiptoken");
        assertThat(paged.get(link).expect(200).json().get("value")).hasSize(1);
        http.delete("accounts(" + id + ")").expect(204);
    }

    @Test
    @DisplayName("web-api 136: the reference of a lookup is expanded, of a collection not")
    void referencesOfLookupsAreExpanded() {
        JsonNode row = http.get("accounts(" + acme + ")?$select=name&$expand=primarycontactid/$ref").expect(200).json();
        HttpAnswer collection = http.get("accounts?$expand=Account_Tasks/$ref").expect(400);

        assertThat(row.at("/primarycontactid/@odata.id").asString()).startsWith(colonnade.baseUrl() + "contacts(");
        assertThat(row.get("_primarycontactid_value").asString()).isNotEmpty();
        assertThat(collection.errorCode()).isEqualTo("0x80060888");
        assertThat(collection.errorMessage())
                .isEqualTo("Expand with $ref is only supported on lookup type navigation property.");
    }

    @Test
    @DisplayName("web-api 137: fifteen joins are served, sixteen are not")
    void fifteenJoinsAreServed() {
        http.get("accounts?$select=name&$filter=" + joins(15)).expect(200);

        assertThat(http.get("accounts?$select=name&$filter=" + joins(16)).expect(400).errorCode())
                .isEqualTo("0x8004430d");
    }

    /// A filter over a path through a number of lookups.
    private static String joins(int count) {
        return IntStream.range(0, count).mapToObj(step -> "parentaccountid/").collect(Collectors.joining())
                + "name eq 'x'";
    }

    @ParameterizedTest
    @ValueSource(strings = {"$skip=5", "$search=x", "$compute=ctz_part as x", "$levels=2", "$top=-1", "$top=x",
            "$count=maybe", "$orderby=ctz_part up", "$filter=", "$nosuch=1", "$Filter=ctz_part eq 1"})
    @DisplayName("web-api 141: options that are not supported, or are no options, are 400")
    void otherOptionsAreRefused(String option) {
        assertThat(http.get("ctz_stuff?" + option).expect(400).errorMessage()).isNotEmpty();
    }
}
