package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Views of the system and queries of users.
@ColonnadeTest
class StoredQueryTest {

    private final Http http;
    private final UUID parent;

    StoredQueryTest(Colonnade colonnade) {
        this.http = colonnade.http();
        this.parent = http.post("accounts", "{\"name\":\"A\"}").expect(204).entityId();
        account("B", ",\"parentaccountid@odata.bind\":\"accounts(" + parent + ")\"");
        account("C", ",\"parentaccountid@odata.bind\":\"accounts(" + parent + ")\"");
        UUID inactive = account("D", "");
        http.patch("accounts(" + inactive + ")", "{\"statecode\":1}").expect(204);
    }

    private UUID account(String name, String more) {
        return http.post("accounts", "{\"name\":\"" + name + "\"" + more + "}").expect(204).entityId();
    }

    private UUID userQuery(String table, String fetchXml) {
        return http
                .post("userqueries", "{\"name\":\"Mine\",\"description\":\"x\",\"querytype\":0,\"returnedtypecode\":\""
                        + table + "\",\"fetchxml\":\"" + fetchXml.replace("\"", "\\\"") + "\"}")
                .expect(204).entityId();
    }

    private String view(String name) {
        return http.get("savedqueries?$select=name,savedqueryid&$filter=name eq '" + name + "'").expect(200)
                .text("/value/0/savedqueryid");
    }

    private static String names(HttpAnswer answer) {
        var names = new ArrayList<String>();
        answer.expect(200).json().get("value").forEach(row -> names.add(row.get("name").asString()));
        return String.join(",", names);
    }

    @Test
    @DisplayName("web-api 170: a view of the system gives its rows")
    void viewsGiveTheirRows() {
        assertThat(names(http.get("accounts?savedQuery=" + view("Active Accounts")))).isEqualTo("A,B,C");
        assertThat(names(http.get("accounts?savedQuery=" + view("Inactive Accounts")))).isEqualTo("D");
        assertThat(http.get("savedqueries(" + view("Active Accounts") + ")").expect(200).text("/isdefault"))
                .isEqualTo("true");
    }

    @Test
    @DisplayName("web-api 63: empty columns are left out of the answers of stored queries")
    void emptyColumnsAreLeftOut() {
        UUID query = userQuery("account", "<fetch><entity name='account'><attribute name='name'/><attribute name="
                + "'telephone1'/></entity></fetch>");

        JsonNode row = http.get("accounts?userQuery=" + query).expect(200).json().at("/value/0");

        assertThat(row.propertyNames()).containsExactly("@odata.etag", "name", "accountid");
    }

    @Test
    @DisplayName("web-api 170: stored queries run on related collections")
    void storedQueriesRunOnRelatedCollections() {
        String view = view("Active Accounts");

        for (String slash : new String[]{"/", ""}) {
            assertThat(
                    names(http.get("accounts(" + parent + ")/account_parent_account" + slash + "?savedQuery=" + view)))
                    .isEqualTo("B,C");
        }
        http.get("accounts(" + UUID.randomUUID() + ")/account_parent_account?savedQuery=" + view).expect(404);
    }

    @Test
    @DisplayName("web-api 170: a page size cuts stored queries into pages with links")
    void storedQueriesComeInPages() {
        Http paged = http.with("Prefer", "odata.maxpagesize=2");

        HttpAnswer first = paged.get("accounts?savedQuery=" + view("Active Accounts")).expect(200);
        HttpAnswer second = paged.get(first.text("/@odata.nextLink")).expect(200);

        assertThat(first.header("Preference-Applied")).isEqualTo("odata.maxpagesize=2");
        assertThat(names(first)).isEqualTo("A,B");
        assertThat(names(second)).isEqualTo("C");
        assertThat(second.json().propertyNames()).doesNotContain("@odata.nextLink");
    }

    @Test
    @DisplayName("web-api 171: a new query of a user can be used at once, for its own table alone")
    void newQueriesCanBeUsedAtOnce() {
        UUID query = userQuery("account",
                "<fetch mapping=\"logical\"><entity name=\"account\"><attribute name=\"name\"/>"
                        + "<filter><condition attribute=\"name\" operator=\"eq\" value=\"B\"/></filter></entity></fetch>");

        assertThat(names(http.get("accounts?userQuery=" + query + "&$count=true"))).isEqualTo("B");
        assertThat(http.get("contacts?userQuery=" + query).expect(400).errorCode()).isEqualTo("0x80041128");
        assertThat(http.get("contacts?savedQuery=" + view("Active Accounts")).expect(400).errorCode())
                .isEqualTo("0x80041128");
    }

    @Test
    void brokenStoredQueriesAreTheCallersMistake() {
        UUID query = userQuery("account", "<fetch");

        assertThat(http.get("accounts?userQuery=" + query).expect(400).errorCode()).isEqualTo("0x80040303");
        http.get("accounts?userQuery=" + UUID.randomUUID()).expect(404);
        http.get("accounts?savedQuery=" + query).expect(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"savedQuery=x", "userQuery=", "savedQuery=00000000-0000-0000-0000-000000000001&userQuery="
            + "00000000-0000-0000-0000-000000000001", "savedQuery=00000000-0000-0000-0000-000000000001&$top=1",
            "savedQuery=00000000-0000-0000-0000-000000000001&$skiptoken=x"})
    void whatDoesNotFitIsRefused(String options) {
        assertThat(http.get("accounts?" + options).status()).isIn(400, 404);
        assertThat(http.get("accounts?" + options).errorMessage()).isNotBlank();
    }
}
