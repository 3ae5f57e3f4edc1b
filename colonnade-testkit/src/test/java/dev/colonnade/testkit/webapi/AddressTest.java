package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// URLs, versions, methods, and the service document.
@ColonnadeTest
class AddressTest {

    private final Colonnade colonnade;
    private final Http http;

    AddressTest(Colonnade colonnade) {
        this.colonnade = colonnade.tables(WebApiTables.THING);
        this.http = colonnade.http();
        http.post("accounts", "{\"name\":\"first\"}").expect(204);
        http.post("accounts", "{\"name\":\"second\"}").expect(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v9.0", "v9.1", "v9.2"})
    @DisplayName("web-api 1: each version is served, and stands in every URL of its answers")
    void everyVersionIsServed(String version) {
        String root = colonnade.address() + "/api/data/" + version + "/";

        assertThat(http.get(root + "WhoAmI").expect(200).text("/@odata.context"))
                .isEqualTo(root + "$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse");
        HttpAnswer created = http.post(root + "accounts", "{\"name\":\"x\"}").expect(204);
        assertThat(created.header("OData-EntityId")).startsWith(root + "accounts(");
        assertThat(created.header("Location")).startsWith(root + "accounts(");
        HttpAnswer page = http.with("Prefer", "odata.maxpagesize=1").get(root + "accounts?$select=name").expect(200);
        assertThat(page.text("/@odata.context")).isEqualTo(root + "$metadata#accounts(name)");
        assertThat(page.text("/@odata.nextLink")).startsWith(root + "accounts?");
    }

    @Test
    @DisplayName("web-api 2: the path may leave out 'data'")
    void theShortPathIsServedToo() {
        JsonNode shorter = http.get(colonnade.address() + "/api/v9.1/WhoAmI").expect(200).json();

        assertThat(shorter.get("UserId")).isEqualTo(http.get("WhoAmI").json().get("UserId"));
    }

    @Test
    @DisplayName("web-api 3: doubled slashes are one, in URLs and in links")
    void doubledSlashesAreOne() {
        UUID contact = http.post("contacts", "{\"lastname\":\"Lee\"}").entityId();
        UUID account = http.post("accounts", "{\"name\":\"x\"}").entityId();
        String doubled = colonnade.address() + "/api/data/v9.2//contacts(" + contact + ")";

        assertThat(http.get(doubled).expect(200).text("/lastname")).isEqualTo("Lee");
        http.post("accounts(" + account + ")/contact_customer_accounts/$ref", "{\"@odata.id\":\"" + doubled + "\"}")
                .expect(204);
        assertThat(http.get("contacts(" + contact + ")").text("/_parentcustomerid_value"))
                .isEqualTo(account.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accounts", "nosuchthing"})
    @DisplayName("web-api 4: an unknown segment is 404 with its name, and case counts")
    void unknownSegmentsAreNotFound(String segment) {
        HttpAnswer answer = http.get(segment).expect(404);

        assertThat(answer.errorCode()).isEqualTo("0x8006088a");
        assertThat(answer.errorMessage()).isEqualTo("Resource not found for the segment '" + segment + "'.");
    }

    @Test
    @DisplayName("web-api 5: a plus in a query is a blank, %2B is a plus")
    void aPlusIsABlank() {
        http.post("accounts", "{\"name\":\"one two\"}").expect(204);
        http.post("accounts", "{\"name\":\"one+two\"}").expect(204);

        assertThat(names("accounts?$select=name&$filter=name+eq+'one+two'")).containsExactly("one two");
        assertThat(names("accounts?$select=name&$filter=name%20eq%20'one%2Btwo'")).containsExactly("one+two");
    }

    private List<String> names(String query) {
        var names = new ArrayList<String>();
        http.get(query).expect(200).json().get("value").forEach(row -> names.add(row.get("name").asString()));
        return names;
    }

    @ParameterizedTest
    @CsvSource({"PATCH,{}", "DELETE,", "PUT,{}"})
    @DisplayName("web-api 6: PATCH and DELETE of a collection are 405")
    void collectionsTakeNoWrites(String method, String body) {
        HttpAnswer answer = http.send(method, "accounts", body).expect(405);

        assertThat(answer.errorCode()).startsWith("0x8004");
        assertThat(answer.errorMessage()).contains(method).contains("accounts");
    }

    @Test
    @DisplayName("web-api 7: a function by POST is 404 with an empty code and its URL")
    void aFunctionByPostIsNotFound() {
        HttpAnswer answer = http.post("WhoAmI", "{}").expect(404);

        assertThat(answer.json().at("/error/code").asString("none")).isEmpty();
        assertThat(answer.errorMessage()).isEqualTo(
                "No HTTP resource was found that matches the request URI '" + colonnade.baseUrl() + "WhoAmI'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/data/v9.2/", "/api/data/v9.2", "/api/v9.0"})
    @DisplayName("web-api 8: the service document, with and without the slash at its end")
    void theServiceDocumentListsTheSets(String path) {
        HttpAnswer answer = http.get(colonnade.address() + path).expect(200);

        assertThat(answer.text("/@odata.context")).endsWith("/$metadata").startsWith(colonnade.address());
        var names = new ArrayList<String>();
        answer.json().get("value").forEach(set -> {
            assertThat(set.get("kind").asString()).isEqualTo("EntitySet");
            assertThat(set.get("url")).isEqualTo(set.get("name"));
            names.add(set.get("name").asString());
        });
        assertThat(names).contains("accounts", "contacts", "customapis").isSorted();
    }

    @Test
    @DisplayName("web-api 9: each listed set answers, under its own name only")
    void everyListedSetAnswers() {
        JsonNode sets = http.get("").expect(200).json().get("value");

        for (JsonNode set : sets) {
            String url = set.get("url").asString();
            assertThat(http.get(url + "?$top=1").status()).as(url).isEqualTo(200);
        }
        assertThat(sets.findValuesAsString("name")).contains("ctz_stuff").doesNotContain("ctz_things");
        http.get("ctz_things").expect(404);
    }
}
