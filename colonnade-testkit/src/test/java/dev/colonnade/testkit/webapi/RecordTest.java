package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Addressing, creating and reading records.
@ColonnadeTest
class RecordTest {

    private static final String MISSING = "00000000-0000-0000-0000-00000000dead";

    private final Colonnade colonnade;
    private final Http http;
    private final Http representing;

    RecordTest(Colonnade colonnade) {
        this.colonnade = colonnade.tables(WebApiTables.THING);
        this.http = colonnade.http();
        this.representing = http.with("Prefer", "return=representation");
    }

    private String create(String set, String body) {
        return set + "(" + http.post(set, body).expect(204).entityId() + ")";
    }

    private static String id(String row) {
        return row.substring(row.indexOf('(') + 1, row.length() - 1);
    }

    @Test
    @DisplayName("web-api 72: a record has three addresses, for every method and every link")
    void aRecordHasThreeAddresses() {
        String row = create("ctz_stuff", "{\"ctz_name\":\"a\",\"ctz_code\":\"A1\"}");
        String id = id(row);

        for (String address : List.of(row, "ctz_stuff(ctz_thingid=" + id + ")", "ctz_stuff(ctz_code='A1')",
                "ctz_stuff(" + id.toUpperCase(Locale.ROOT) + ")")) {
            assertThat(http.get(address).expect(200).text("/ctz_thingid")).isEqualTo(id);
            http.patch(address, "{\"ctz_notes\":\"" + address.length() + "\"}").expect(204);
            assertThat(http.get(row).text("/ctz_notes")).isEqualTo(String.valueOf(address.length()));
        }
        String account = create("accounts", "{\"name\":\"x\"}");
        for (String link : List.of("ctz_stuff(ctz_code='A1')", "ctz_stuff(ctz_thingid=" + id + ")", row)) {
            http.post(account + "/ctz_Account_Things/$ref", "{\"@odata.id\":\"" + link + "\"}").expect(204);
            assertThat(http.get(row).text("/_ctz_accountid_value")).isEqualTo(id(account));
            http.delete(row + "/ctz_AccountId/$ref").expect(204);
        }
        http.delete("ctz_stuff(ctz_code='A1')").expect(204);
        http.get(row).expect(404);
    }

    @Test
    @DisplayName("web-api 73: keys of several columns, of lookups and with quotes")
    void keysMayHaveSeveralColumns() {
        String account = create("accounts", "{\"name\":\"x\"}");
        String id = id(create("ctz_stuff", "{\"ctz_code\":\"O'Brien\",\"ctz_part\":7,\"ctz_AccountId@odata.bind\":\""
                + account + "\"}"));

        for (String key : List.of("ctz_code='O''Brien',ctz_part=7", "ctz_part=7,ctz_code='O%27%27Brien'",
                "_ctz_accountid_value=" + id(account), "ctz_code='O''Brien'")) {
            assertThat(http.get("ctz_stuff(" + key + ")").expect(200).text("/ctz_thingid")).isEqualTo(id);
        }
    }

    @Test
    @DisplayName("web-api 74: the key of a user is ownerid")
    void theKeyOfAUserIsItsOwnerId() {
        String id = http.get("WhoAmI").text("/UserId");

        assertThat(http.get("systemusers(ownerid=" + id + ")").expect(200).text("/systemuserid")).isEqualTo(id);
        assertThat(http.get("systemusers(systemuserid=" + id + ")").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("web-api 75: a key that matches nothing is 404")
    void aKeyMayMatchNothing() {
        assertThat(http.get("ctz_stuff(ctz_code='none')").expect(404).errorCode()).isEqualTo("0x80060891");
    }

    @Test
    @DisplayName("web-api 76: a second record with the same key is 412")
    void keysAreUnique() {
        create("ctz_stuff", "{\"ctz_code\":\"once\"}");
        String other = create("ctz_stuff", "{\"ctz_code\":\"twice\"}");

        HttpAnswer created = http.post("ctz_stuff", "{\"ctz_code\":\"ONCE\"}").expect(412);
        assertThat(created.errorCode()).isEqualTo("0x80060892");
        assertThat(created.errorMessage()).contains("ctz_ByCode");
        assertThat(http.patch(other, "{\"ctz_code\":\"once\"}").expect(412).errorCode()).isEqualTo("0x80060892");
    }

    @Test
    @DisplayName("web-api 78: a create answers with the address of the record, and nothing else")
    void aCreateAnswersWithTheAddress() {
        HttpAnswer answer = http.post("accounts", "{\"name\":\"x\"}").expect(204);

        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("OData-EntityId")).isEqualTo(answer.header("Location"))
                .matches(Pattern.quote(colonnade.baseUrl()) + "accounts\\([0-9a-f-]{36}\\)");
    }

    @Test
    @DisplayName("web-api 79: a create can answer with the record")
    void aCreateCanAnswerWithTheRecord() {
        String contact = create("contacts", "{\"lastname\":\"Lee\"}");

        HttpAnswer answer = representing.post("accounts?$select=name", "{\"name\":\"x\"}").expect(201);
        HttpAnswer expanded = representing.post("accounts?$select=name&$expand=primarycontactid($select=lastname)",
                "{\"name\":\"x\",\"primarycontactid@odata.bind\":\"" + contact + "\"}").expect(201);

        assertThat(answer.text("/@odata.context")).isEqualTo(colonnade.baseUrl() + "$metadata#accounts(name)/$entity");
        assertThat(answer.json().propertyNames()).containsExactly("@odata.context", "@odata.etag", "name", "accountid");
        assertThat(answer.header("Preference-Applied")).isEqualTo("return=representation");
        assertThat(answer.header("OData-EntityId")).isNull();
        assertThat(expanded.text("/primarycontactid/lastname")).isEqualTo("Lee");
    }

    @Test
    @DisplayName("web-api 80: a client may choose the id, once")
    void aClientMayChooseTheId() {
        UUID id = UUID.randomUUID();

        assertThat(http.post("accounts", "{\"accountid\":\"" + id + "\",\"name\":\"x\"}").expect(204).entityId())
                .isEqualTo(id);
        HttpAnswer second = http.post("accounts", "{\"accountid\":\"" + id + "\",\"name\":\"y\"}").expect(412);
        assertThat(second.errorCode()).isEqualTo("0x80040237");
        assertThat(second.errorMessage()).isEqualTo("Cannot insert duplicate key.");
        assertThat(http.get("accounts(" + id + ")").text("/name")).isEqualTo("x");
    }

    @Test
    @DisplayName("web-api 81: links come in every form, and must lead somewhere")
    void linksComeInEveryForm() {
        String target = create("accounts", "{\"name\":\"x\"}");
        String thing = create("ctz_stuff", "{\"ctz_code\":\"link\"}");

        for (String link : List.of(target, "/" + target, colonnade.baseUrl() + target)) {
            String row = create("contacts",
                    "{\"lastname\":\"a\",\"parentcustomerid_account@odata.bind\":\"" + link + "\"}");
            assertThat(http.get(row).text("/_parentcustomerid_value")).isEqualTo(id(target));
        }
        String account = create("accounts",
                "{\"name\":\"keyed\",\"ctz_Account_Things@odata.bind\":[\"ctz_stuff(ctz_code='link')\"]}");
        assertThat(http.get(thing).text("/_ctz_accountid_value")).isEqualTo(id(account));
        HttpAnswer lost = http.post("contacts",
                "{\"lastname\":\"lost\",\"parentcustomerid_account@odata.bind\":\"accounts(" + MISSING + ")\"}");
        assertThat(lost.errorCode()).isEqualTo("0x80040217");
        assertThat(lost.status()).isEqualTo(404);
        assertThat(http.get("contacts?$filter=lastname eq 'lost'").json().get("value")).isEmpty();
    }

    @Test
    @DisplayName("web-api 82: many are linked at once, and a team may own")
    void manyAreLinkedAtOnce() {
        String first = create("tasks", "{\"subject\":\"a\"}");
        String second = create("tasks", "{\"subject\":\"b\"}");
        String team = "teams(" + http.get("teams?$top=1").text("/value/0/teamid") + ")";

        String row = create("accounts",
                "{\"name\":\"x\",\"Account_Tasks@odata.bind\":[\"" + first + "\",\"" + second + "\"]}");

        assertThat(http.get(row + "/Account_Tasks?$select=subject").json().get("value")).hasSize(2);
        HttpAnswer owned = http.post("accounts", "{\"name\":\"x\",\"ownerid@odata.bind\":\"" + team + "\"}");
        assertThat(owned.status()).as(owned.body()).isEqualTo(204);
        assertThat(http.get("accounts(" + owned.entityId() + ")").text("/_owningteam_value")).isEqualTo(id(team));
    }

    @Test
    @DisplayName("web-api 85: records nest on create, and are linked")
    void recordsNestOnCreate() {
        String bound = create("tasks", "{\"subject\":\"bound\"}");

        HttpAnswer answer = http.post("accounts", """
                {"name":"root","primarycontactid":{"lastname":"Inner","Contact_Tasks":[{"subject":"deep"}]},
                 "Account_Tasks":[{"subject":"one"},{"subject":"two"}],"Account_Tasks@odata.bind":["%s"]}"""
                .formatted(bound)).expect(204);

        String row = "accounts(" + answer.entityId() + ")";
        assertThat(answer.header("OData-EntityId")).isEqualTo(colonnade.baseUrl() + row);
        assertThat(http.get(row + "/Account_Tasks").json().get("value")).hasSize(3);
        assertThat(http.get(row + "/primarycontactid").text("/lastname")).isEqualTo("Inner");
        assertThat(http.get(row + "/primarycontactid/Contact_Tasks").text("/value/0/subject")).isEqualTo("deep");
    }

    @Test
    @DisplayName("web-api 86: one bad nested record undoes them all")
    void nestedRecordsAreAllOrNone() {
        http.post("accounts",
                "{\"name\":\"undone\",\"primarycontactid\":{\"lastname\":\"undone\"},\"Account_Tasks\":[{\"subject\":\""
                        + "x".repeat(201) + "\"}]}")
                .expect(400);

        assertThat(http.get("accounts?$filter=name eq 'undone'").json().get("value")).isEmpty();
        assertThat(http.get("contacts?$filter=lastname eq 'undone'").json().get("value")).isEmpty();
    }

    @Test
    @DisplayName("web-api 87: the context lists the selected columns")
    void theContextListsTheColumns() {
        String row = create("accounts", "{\"name\":\"x\"}");

        assertThat(http.get(row + "?$select=name, telephone1").text("/@odata.context"))
                .isEqualTo(colonnade.baseUrl() + "$metadata#accounts(name,telephone1)/$entity");
        assertThat(http.get(row).text("/@odata.context")).isEqualTo(colonnade.baseUrl() + "$metadata#accounts/$entity");
    }

    @Test
    @DisplayName("web-api 88: one property is a value with its context")
    void onePropertyIsAValue() {
        String row = create("accounts", "{\"name\":\"x\"}");

        HttpAnswer answer = http.get(row + "/name").expect(200);

        assertThat(answer.json().propertyNames()).containsExactly("@odata.context", "value");
        assertThat(answer.text("/@odata.context")).isEqualTo(colonnade.baseUrl() + "$metadata#" + row + "/name");
        assertThat(answer.text("/value")).isEqualTo("x");
        http.get(row + "/telephone1").expect(204);
    }

    @Test
    @DisplayName("web-api 89: a raw value is its text")
    void aRawValueIsText() {
        String row = create("accounts", "{\"name\":\"Grüße\"}");

        HttpAnswer answer = http.get(row + "/name/$value").expect(200);

        assertThat(answer.body()).isEqualTo("Grüße");
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
    }

    @Test
    @DisplayName("web-api 90: a lookup leads to its record")
    void aLookupLeadsToItsRecord() {
        String row = create("accounts",
                "{\"name\":\"x\",\"primarycontactid\":{\"firstname\":\"Ann\",\"lastname\":\"Lee\"}}");

        HttpAnswer answer = http.get(row + "/primarycontactid?$select=fullname").expect(200);

        assertThat(answer.text("/@odata.context"))
                .isEqualTo(colonnade.baseUrl() + "$metadata#contacts(fullname)/$entity");
        assertThat(answer.text("/fullname")).isEqualTo("Ann Lee");
        http.get(row + "/parentaccountid").expect(204);
    }

    @Test
    @DisplayName("web-api 91: a related collection takes the query options")
    void relatedCollectionsTakeOptions() {
        String row = create("accounts",
                "{\"name\":\"x\",\"Account_Tasks\":[{\"subject\":\"a\"},{\"subject\":\"b\"},{\"subject\":\"c\"}]}");

        JsonNode tasks = http
                .get(row + "/Account_Tasks?$select=subject&$filter=subject ne 'b'&$orderby=subject desc&$count=true")
                .expect(200).json();

        assertThat(tasks.get("@odata.count").asInt()).isEqualTo(2);
        assertThat(tasks.get("value").findValuesAsString("subject")).containsExactly("c", "a");
        http.get("accounts(" + MISSING + ")/Account_Tasks").expect(404);
    }

    @Test
    @DisplayName("web-api 92: links of a collection are URLs")
    void linksAreUrls() {
        String row = create("accounts",
                "{\"name\":\"x\",\"primarycontactid\":{\"lastname\":\"Lee\"},\"Account_Tasks\":[{\"subject\":\"a\"}]}");

        HttpAnswer links = http.get(row + "/Account_Tasks/$ref").expect(200);
        HttpAnswer link = http.get(row + "/primarycontactid/$ref").expect(200);

        assertThat(links.text("/@odata.context")).isEqualTo(colonnade.baseUrl() + "$metadata#Collection($ref)");
        assertThat(links.json().at("/value/0").propertyNames()).containsExactly("@odata.id");
        assertThat(links.text("/value/0/@odata.id")).startsWith(colonnade.baseUrl() + "tasks(");
        assertThat(link.text("/@odata.id")).startsWith(colonnade.baseUrl() + "contacts(");
    }

    @Test
    @DisplayName("web-api 92: the page size wins over $top for links too")
    void linksHavePages() {
        String row = create("accounts",
                "{\"name\":\"x\",\"Account_Tasks\":[{\"subject\":\"a\"},{\"subject\":\"b\"},{\"subject\":\"c\"}]}");

        HttpAnswer first = http.with("Prefer", "odata.maxpagesize=2").get(row + "/Account_Tasks/$ref?$top=1")
                .expect(200);
        HttpAnswer second = http.with("Prefer", "odata.maxpagesize=2").get(first.text("/@odata.nextLink"))
                .expect(200);

        assertThat(first.json().get("value")).hasSize(2);
        assertThat(second.json().get("value")).hasSize(1);
        assertThat(second.json().has("@odata.nextLink")).isFalse();
    }

    @Test
    @DisplayName("web-api 93: a related collection is counted as text")
    void relatedCollectionsAreCounted() {
        String row = create("accounts", "{\"name\":\"x\",\"Account_Tasks\":[{\"subject\":\"a\"},{\"subject\":\"b\"}]}");

        HttpAnswer answer = http.get(row + "/Account_Tasks/$count").expect(200);

        assertThat(answer.body().replace("\ufeff", "")).isEqualTo("2");
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
    }

    @Test
    @DisplayName("web-api 94: an expanded lookup has an etag on one record, and none in a collection")
    void expandedLookupsHaveEtagsOnOneRecord() {
        String row = create("accounts", "{\"name\":\"x\",\"primarycontactid\":{\"lastname\":\"Lee\"}}");
        String expand = "$expand=primarycontactid($select=lastname)";

        assertThat(http.get(row + "?" + expand).text("/primarycontactid/@odata.etag")).startsWith("W/\"");
        assertThat(http.get("accounts?$filter=accountid eq " + id(row) + "&" + expand).json()
                .at("/value/0/primarycontactid").propertyNames()).containsExactly("lastname", "contactid");
    }

    @Test
    @DisplayName("web-api 95: expanded collections of a query carry etags, links back and a next link, unless nested")
    void expandedCollectionsOfAQuery() {
        String row = create("accounts",
                "{\"name\":\"x\",\"Account_Tasks\":[{\"subject\":\"a\"}],\"contact_customer_accounts\":[{\"lastname\":\"Lee\"}]}");
        String query = "accounts?$select=name&$filter=accountid eq " + id(row)
                + "&$expand=Account_Tasks($select=subject)";

        JsonNode flat = http.get(query).expect(200).json().at("/value/0");
        JsonNode nested = http
                .get(query + ",contact_customer_accounts($select=lastname;$expand=Contact_Tasks($select=subject))")
                .expect(200).json().at("/value/0");

        assertThat(flat.at("/Account_Tasks/0").propertyNames()).contains("@odata.etag", "subject",
                "_regardingobjectid_value");
        assertThat(flat.propertyNames()).contains("Account_Tasks@odata.nextLink");
        assertThat(http.get(flat.get("Account_Tasks@odata.nextLink").asString()).expect(200).text("/value/0/subject"))
                .isEqualTo("a");
        assertThat(nested.at("/Account_Tasks/0").propertyNames()).containsExactly("subject", "activityid");
        assertThat(nested.at("/contact_customer_accounts/0/Contact_Tasks")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts(00000000-0000-0000-0000-00000000dead)/name",
            "accounts(00000000-0000-0000-0000-00000000dead)/primarycontactid",
            "accounts(00000000-0000-0000-0000-00000000dead)/Account_Tasks/$count",
            "accounts(00000000-0000-0000-0000-00000000dead)/Account_Tasks/$ref",
            "accounts(00000000-0000-0000-0000-00000000dead)/primarycontactid/$ref"})
    void nothingIsBelowAMissingRecord(String path) {
        assertThat(http.get(path).expect(404).errorCode()).isEqualTo("0x80040217");
    }
}
