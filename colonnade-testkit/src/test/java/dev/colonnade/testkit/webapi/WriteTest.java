package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Updates, upserts, deletes, links, and the conditions of all of them.
@ColonnadeTest
class WriteTest {

    private static final String STALE = "The version of the existing record doesn't match the RowVersion property provided.";

    private final Colonnade colonnade;
    private final Http http;
    private final Http representing;

    WriteTest(Colonnade colonnade) {
        this.colonnade = colonnade.tables(WebApiTables.THING);
        this.http = colonnade.http();
        this.representing = http.with("Prefer", "return=representation");
    }

    private String create(String set, String body) {
        return set + "(" + http.post(set, body).expect(204).entityId() + ")";
    }

    private String account() {
        return create("accounts", "{\"name\":\"x\",\"telephone1\":\"1\"}");
    }

    private static String id(String row) {
        return row.substring(row.indexOf('(') + 1, row.length() - 1);
    }

    private String etag(String row) {
        return http.get(row).expect(200).text("/@odata.etag");
    }

    @Test
    @DisplayName("web-api 96: an update changes what it names")
    void anUpdateChangesWhatItNames() {
        String row = account();

        HttpAnswer answer = http.patch(row, "{\"telephone1\":\"2\"}").expect(204);

        assertThat(answer.header("OData-EntityId")).isEqualTo(colonnade.baseUrl() + row);
        assertThat(http.get(row).text("/telephone1")).isEqualTo("2");
        assertThat(http.get(row).text("/name")).isEqualTo("x");
    }

    @Test
    @DisplayName("web-api 97: an update can answer with the record, without expands")
    void anUpdateCanAnswerWithTheRecord() {
        String row = account();
        String before = etag(row);

        HttpAnswer answer = representing.patch(row + "?$select=name&$expand=primarycontactid", "{\"name\":\"y\"}")
                .expect(200);

        assertThat(answer.json().propertyNames()).containsExactly("@odata.context", "@odata.etag", "name", "accountid");
        assertThat(answer.text("/name")).isEqualTo("y");
        assertThat(answer.text("/@odata.etag")).isEqualTo(etag(row)).isNotEqualTo(before);
    }

    @Test
    @DisplayName("web-api 98: an update of a missing record creates it")
    void anUpdateOfAMissingRecordCreatesIt() {
        String first = "accounts(" + UUID.randomUUID() + ")";
        String second = "accounts(" + UUID.randomUUID() + ")";

        assertThat(http.patch(first, "{\"name\":\"a\"}").expect(204).header("OData-EntityId"))
                .isEqualTo(colonnade.baseUrl() + first);
        assertThat(representing.patch(second, "{\"name\":\"b\"}").expect(201).text("/accountid")).isEqualTo(id(second));
        assertThat(http.get(first).expect(200).text("/name")).isEqualTo("a");
    }

    @Test
    @DisplayName("web-api 99: an upsert by key answers in its form")
    void anUpsertByKeyAnswersInItsForm() {
        String key = "ctz_stuff(ctz_code='up')";

        for (String name : List.of("created", "updated")) {
            assertThat(http.patch(key, "{\"ctz_name\":\"" + name + "\"}").expect(204).header("OData-EntityId"))
                    .isEqualTo(colonnade.baseUrl() + key);
            assertThat(http.get(key).text("/ctz_name")).isEqualTo(name);
        }
        assertThat(http.get("ctz_stuff?$filter=ctz_code eq 'up'").json().get("value")).hasSize(1);
    }

    @Test
    @DisplayName("web-api 100: a key in the body wins on create, and is dropped on update")
    void aKeyInTheBodyWinsOnCreate() {
        http.patch("ctz_stuff(ctz_code='url')", "{\"ctz_code\":\"body\"}").expect(204);
        http.get("ctz_stuff(ctz_code='body')").expect(200);
        http.get("ctz_stuff(ctz_code='url')").expect(404);

        http.patch("ctz_stuff(ctz_code='body')", "{\"ctz_code\":\"other\",\"ctz_name\":\"n\"}").expect(204);
        assertThat(http.get("ctz_stuff(ctz_code='body')").expect(200).text("/ctz_name")).isEqualTo("n");
        String row = account();
        http.patch(row, "{\"accountid\":\"" + id(row) + "\",\"name\":\"z\"}").expect(204);
        assertThat(http.get(row).text("/name")).isEqualTo("z");
    }

    @Test
    @DisplayName("web-api 101: a star says that the record must be there, or must not")
    void starsForbidHalfOfAnUpsert() {
        String missing = "accounts(" + UUID.randomUUID() + ")";
        String row = account();

        assertThat(http.with("If-Match", "*").patch(missing, "{\"name\":\"a\"}").expect(404).errorCode())
                .isEqualTo("0x80040217");
        http.get(missing).expect(404);
        assertThat(http.with("If-None-Match", "*").patch(row, "{\"name\":\"a\"}").expect(412).errorMessage())
                .isEqualTo("A record with matching key values already exists.");
        assertThat(http.get(row).text("/name")).isEqualTo("x");
        http.with("If-None-Match", "*").patch(missing, "{\"name\":\"a\"}").expect(204);
    }

    @Test
    @DisplayName("web-api 102: a lookup is cleared by null, and holds one table at a time")
    void lookupsAreClearedByNull() {
        String contact = create("contacts", "{\"lastname\":\"Lee\"}");
        String account = account();
        for (String clear : List.of("{\"primarycontactid@odata.bind\":null}", "{\"primarycontactid\":null}")) {
            http.patch(account, "{\"primarycontactid@odata.bind\":\"" + contact + "\"}").expect(204);
            assertThat(http.get(account).text("/_primarycontactid_value")).isEqualTo(id(contact));
            http.patch(account, clear).expect(204);
            assertThat(http.get(account).json().get("_primarycontactid_value").isNull()).isTrue();
        }
        String thing = create("ctz_stuff", "{\"ctz_holder_account@odata.bind\":\"" + account + "\"}");
        http.patch(thing, "{\"ctz_holder_contact@odata.bind\":\"" + contact + "\"}").expect(204);
        JsonNode row = http.get(thing + "?$expand=ctz_holder_account,ctz_holder_contact").expect(200).json();
        assertThat(row.get("ctz_holder_account").isNull()).isTrue();
        assertThat(row.at("/ctz_holder_contact/contactid").asString()).isEqualTo(id(contact));
    }

    @Test
    @DisplayName("web-api 103: an update takes no collections")
    void anUpdateTakesNoCollections() {
        assertThat(http.patch(account(), "{\"Account_Tasks\":[{\"subject\":\"a\"}]}").expect(400).errorMessage())
                .contains("Account_Tasks");
        assertThat(http.get("tasks?$filter=subject eq 'a'").json().get("value")).isEmpty();
    }

    @Test
    @DisplayName("web-api 104: one property is set and cleared")
    void onePropertyIsSetAndCleared() {
        String row = account();

        HttpAnswer answer = http.put(row + "/name", "{\"value\":\"new\"}").expect(204);

        assertThat(answer.header("OData-EntityId")).isNull();
        assertThat(http.get(row + "/name").text("/value")).isEqualTo("new");
        http.delete(row + "/telephone1").expect(204);
        assertThat(http.get(row).json().get("telephone1").isNull()).isTrue();
    }

    @Test
    @DisplayName("web-api 105: a record is deleted once")
    void aRecordIsDeletedOnce() {
        String row = account();

        http.delete(row).expect(204);
        assertThat(http.delete(row).expect(404).errorCode()).isEqualTo("0x80040217");
    }

    @Test
    @DisplayName("web-api 106: records are linked by absolute and relative URLs")
    void recordsAreLinked() {
        String account = account();
        String contact = create("contacts", "{\"lastname\":\"Lee\"}");
        String lead = create("leads", "{\"lastname\":\"Lead\",\"subject\":\"s\"}");
        String competitor = create("competitors", "{\"name\":\"c\"}");

        for (String link : List.of(contact, colonnade.baseUrl() + contact)) {
            HttpAnswer answer = http
                    .post(account + "/contact_customer_accounts/$ref", "{\"@odata.id\":\"" + link + "\"}")
                    .expect(204);
            assertThat(answer.header("OData-EntityId")).isNull();
        }
        assertThat(http.get(contact).text("/_parentcustomerid_value")).isEqualTo(id(account));
        http.post(lead + "/leadcompetitors_association/$ref",
                "{\"@odata.id\":\"" + colonnade.baseUrl() + competitor + "\"}")
                .expect(204);
        assertThat(http.get(competitor + "/leadcompetitors_association").json().get("value")).hasSize(1);
    }

    @Test
    @DisplayName("web-api 107: a lookup is set and cleared by its link")
    void aLookupIsSetByItsLink() {
        String account = account();
        String opportunity = create("opportunities", "{\"name\":\"o\"}");

        http.put(opportunity + "/customerid_account/$ref", "{\"@odata.id\":\"" + account + "\"}").expect(204);
        assertThat(http.get(opportunity).text("/_customerid_value")).isEqualTo(id(account));
        http.delete(opportunity + "/customerid_account/$ref").expect(204);
        assertThat(http.get(opportunity).json().get("_customerid_value").isNull()).isTrue();
    }

    @Test
    @DisplayName("web-api 108: links are removed in both forms, and the records stay")
    void linksAreRemovedInBothForms() {
        String account = account();
        String contact = create("contacts", "{\"lastname\":\"Lee\"}");
        String lead = create("leads", "{\"lastname\":\"Lead\",\"subject\":\"s\"}");
        String competitor = create("competitors", "{\"name\":\"c\"}");
        for (String removal : List.of("/contact_customer_accounts(" + id(contact) + ")/$ref",
                "/contact_customer_accounts/$ref?$id=" + colonnade.baseUrl() + contact)) {
            http.post(account + "/contact_customer_accounts/$ref", "{\"@odata.id\":\"" + contact + "\"}").expect(204);
            http.delete(account + removal).expect(204);
            assertThat(http.get(contact).expect(200).json().get("_parentcustomerid_value").isNull()).isTrue();
        }
        for (String removal : List.of("/leadcompetitors_association(" + id(competitor) + ")/$ref",
                "/leadcompetitors_association/$ref?$id=" + colonnade.baseUrl() + competitor)) {
            http.post(lead + "/leadcompetitors_association/$ref", "{\"@odata.id\":\"" + competitor + "\"}").expect(204);
            http.delete(lead + removal).expect(204);
            assertThat(http.get(lead + "/leadcompetitors_association").expect(200).json().get("value")).isEmpty();
        }
        http.get(account).expect(200);
        http.get(competitor).expect(200);
    }

    @Test
    @DisplayName("web-api 109: the same pair twice is 412")
    void aPairIsLinkedOnce() {
        String lead = create("leads", "{\"lastname\":\"Lead\",\"subject\":\"s\"}");
        String link = "{\"@odata.id\":\"" + create("competitors", "{\"name\":\"c\"}") + "\"}";
        http.post(lead + "/leadcompetitors_association/$ref", link).expect(204);

        HttpAnswer answer = http.post(lead + "/leadcompetitors_association/$ref", link).expect(412);

        assertThat(answer.errorCode()).isEqualTo("0x80040237");
        assertThat(answer.errorMessage()).isEqualTo("Cannot insert duplicate key.");
    }

    @Test
    @DisplayName("web-api 110: etags grow with every write")
    void etagsGrow() {
        String row = account();
        long before = version(etag(row));
        http.patch(row, "{\"name\":\"x\"}").expect(204);

        assertThat(version(etag(row))).isGreaterThan(before);
    }

    private static long version(String etag) {
        assertThat(etag).matches("W/\"[0-9]+\"");
        return Long.parseLong(etag.substring(3, etag.length() - 1));
    }

    @Test
    @DisplayName("web-api 111: a known version is not sent again")
    void aKnownVersionIsNotSentAgain() {
        String row = account();
        Http conditional = http.with("If-None-Match", etag(row));

        assertThat(conditional.get(row).expect(304).body()).isEmpty();
        http.patch(row, "{\"name\":\"y\"}").expect(204);
        assertThat(conditional.get(row).expect(200).text("/@odata.etag")).isEqualTo(etag(row));
    }

    @Test
    @DisplayName("web-api 112: with expands or annotations a record is always sent")
    void expandsAndAnnotationsAreAlwaysSent() {
        String row = account();
        Http conditional = http.with("If-None-Match", etag(row));

        conditional.get(row + "?$expand=primarycontactid").expect(200);
        conditional.with("Prefer", "odata.include-annotations=\"*\"").get(row).expect(200);
    }

    @Test
    @DisplayName("web-api 113: a stale version is neither updated nor deleted")
    void staleVersionsAreRefused() {
        String row = account();
        String stale = etag(row);
        http.patch(row, "{\"name\":\"y\"}").expect(204);

        for (HttpAnswer answer : List.of(http.with("If-Match", stale).patch(row, "{\"name\":\"z\"}"),
                http.with("If-Match", stale).delete(row))) {
            assertThat(answer.expect(412).errorMessage()).isEqualTo(STALE);
            assertThat(answer.errorCode()).isIn("0x80060882", "");
        }
        assertThat(http.get(row).text("/name")).isEqualTo("y");
        http.with("If-Match", etag(row)).patch(row, "{\"name\":\"z\"}").expect(204);
        http.with("If-Match", etag(row)).delete(row).expect(204);
    }

    @Test
    @DisplayName("web-api 114: the sample of conditional operations")
    void theSampleOfConditionalOperations() {
        HttpAnswer created = representing
                .post("accounts", "{\"name\":\"Contoso\",\"telephone1\":\"555-0000\",\"revenue\":5000000}")
                .expect(201);
        String row = "accounts(" + created.text("/accountid") + ")";
        String initial = created.text("/@odata.etag");

        http.with("If-None-Match", initial).get(row + "?$select=name").expect(304);
        http.put(row + "/telephone1", "{\"value\":\"555-0001\"}").expect(204);
        HttpAnswer read = http.with("If-None-Match", initial).get(row + "?$select=name,telephone1").expect(200);
        String updated = Objects.requireNonNull(read.text("/@odata.etag"));
        assertThat(updated).isNotEqualTo(initial);
        http.with("If-Match", initial).delete(row).expect(412);
        http.with("If-Match", initial).patch(row, "{\"telephone1\":\"555-0002\"}").expect(412);
        http.with("If-Match", updated).patch(row, "{\"telephone1\":\"555-0003\"}").expect(204);
        http.with("If-None-Match", "*").patch(row, "{\"telephone1\":\"555-0004\"}").expect(412);
        http.with("If-Match", "*").patch(row, "{\"telephone1\":\"555-0005\"}").expect(204);
        assertThat(http.get(row).text("/telephone1")).isEqualTo("555-0005");
        http.delete(row).expect(204);
        http.with("If-Match", "*").patch(row, "{\"telephone1\":\"555-0006\"}").expect(404);
        http.get(row).expect(404);
    }
}
