package dev.colonnade.testkit.webapi;

import static dev.colonnade.testkit.webapi.Batch.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import dev.colonnade.testkit.webapi.Batch.Answer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Batches of requests in one: how they are written, what is one transaction, and where they stop.
@ColonnadeTest
class BatchTest {

    private static final String ROOT = "/api/data/v9.2/";
    private static final String ACCOUNTS = ROOT + "accounts";

    private final Http http;
    private final String address;
    private final String baseUrl;

    BatchTest(Colonnade colonnade) {
        http = colonnade.http();
        address = colonnade.address();
        baseUrl = colonnade.baseUrl();
        colonnade.push(MakeAccount.class);
        colonnade.push(TellName.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/mixed; boundary=\"batch_b1\"", "multipart/mixed;boundary=batch_b1"})
    @DisplayName("web-api 184: URLs in a batch may be absolute or relative, parts are answered in order")
    void partsAreAnsweredInOrder(String type) {
        String body = new Batch().request("GET", ACCOUNTS + "?$top=1&$select=name", null)
                .part("Content-Type: application/http\n\nGET " + baseUrl + "WhoAmI HTTP/1.1\nHost: elsewhere:1\n\n")
                .part("content-type: application/http\n\nPOST accounts HTTP/1.1\nContent-Length: 15\n\n{\"name\":\"P184\"}\n")
                .part("\nGET /api/data/v9.1/contacts?$filter=lastname eq 'no+one' HTTP/1.1\nAccept: application/json\n")
                .text();

        HttpAnswer answer = http.with("Content-Type", type).post("$batch", body).expect(200);

        assertThat(Answer.of(answer)).extracting(Answer::status).containsExactly(200, 200, 204, 200);
        assertThat(Answer.of(answer).get(1).text("/UserId")).isNotEmpty();
        assertThat(Answer.of(answer).get(3).text("/@odata.context"))
                .isEqualTo(address + "/api/data/v9.1/$metadata#contacts");
        assertThat(accounts("P184")).isPositive();
    }

    @Test
    @DisplayName("web-api 184: lines may end in LF alone")
    void linesMayEndInLineFeedsAlone() {
        String body = new Batch().request("POST", ACCOUNTS, "{\"name\":\"L184\"}").text().replace("\r\n", "\n");

        http.with("Content-Type", Batch.TYPE).post("$batch", body).expect(200);

        assertThat(accounts("L184")).isEqualTo(1);
    }

    @Test
    @DisplayName("web-api 185: a batch is answered by a multipart with named boundaries, CRLF and JSON on one line")
    void theAnswerIsAMultipart() {
        HttpAnswer answer = new Batch().changeSet(change(1, "POST", ACCOUNTS, "{\"name\":\"L185\"}"))
                .request("GET", ACCOUNTS + "?$select=name&$filter=name eq 'L185'", null).send(http).expect(200);

        String type = Objects.requireNonNull(answer.header("Content-Type"));
        assertThat(type).matches("multipart/mixed; ?boundary=batchresponse_[0-9a-f-]{36}");
        assertThat(answer.header("OData-Version")).isEqualTo("4.0");
        String boundary = type.substring(type.indexOf('=') + 1);
        assertThat(answer.body().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "GUID"))
                .startsWith("""
                        --batchresponse_GUID
                        Content-Type: multipart/mixed; boundary=changesetresponse_GUID

                        --changesetresponse_GUID
                        Content-Type: application/http
                        Content-Transfer-Encoding: binary
                        Content-ID: 1

                        HTTP/1.1 204 No Content
                        OData-Version: 4.0
                        Location: %1$saccounts(GUID)
                        OData-EntityId: %1$saccounts(GUID)


                        --changesetresponse_GUID--
                        --batchresponse_GUID
                        Content-Type: application/http
                        Content-Transfer-Encoding: binary

                        HTTP/1.1 200 OK
                        Content-Type: application/json; odata.metadata=minimal
                        OData-Version: 4.0

                        {"@odata.context":"%1$s$metadata#accounts(name)","value":[{"@odata.etag":"""
                        .formatted(baseUrl).stripTrailing().replace("\n", "\r\n"))
                .endsWith("}]}\r\n--batchresponse_GUID--\r\n");
        assertThat(answer.body()).contains("--" + boundary + "--\r\n").doesNotContainPattern("[^\r]\n");
    }

    @Test
    @DisplayName("web-api 186: the parts of a change set carry their Content-ID and the URLs of their records")
    void changesAreAnsweredWithTheirContentIds() {
        UUID id = http.post("accounts", "{\"name\":\"Old186\"}").expect(204).entityId();

        List<Answer> answers = Answer.of(new Batch().changeSet(change(1, "POST", ACCOUNTS, "{\"name\":\"New186\"}"),
                change(2, "PATCH", ACCOUNTS + "(" + id + ")", "{\"name\":\"Other186\"}"),
                change(3, "DELETE", ACCOUNTS + "(" + id + ")", null)).send(http).expect(200));

        assertThat(answers).extracting(Answer::status).containsExactly(204, 204, 204);
        assertThat(answers).extracting(answer -> answer.header("Content-ID")).containsExactly("1", "2", "3");
        assertThat(answers.get(0).header("OData-EntityId")).startsWith(baseUrl + "accounts(")
                .isEqualTo(answers.get(0).header("Location"));
        assertThat(answers.get(1).header("OData-EntityId")).isEqualTo(baseUrl + "accounts(" + id + ")");
        http.get("accounts(" + id + ")").expect(404);
    }

    @Test
    @DisplayName("web-api 186, 192: of a change set that fails nothing is kept, and the failed request alone is answered")
    void aFailedChangeSetLeavesNothing() {
        HttpAnswer batch = new Batch().changeSet(change(1, "POST", ACCOUNTS, "{\"name\":\"Kept186\"}"),
                change(2, "POST", ACCOUNTS, "{\"nonsense\":1}"), change(3, "POST", ACCOUNTS, "{\"name\":\"Kept186\"}"))
                .send(http).expect(400);

        assertThat(batch.body()).contains("boundary=changesetresponse_");
        assertThat(Answer.of(batch)).singleElement().satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Content-ID")).isEqualTo("2");
            assertThat(answer.text("/error/message")).contains("nonsense");
        });
        assertThat(accounts("Kept186")).isZero();
    }

    @Test
    @DisplayName("web-api 186: a change set that fails in the database is rolled back, and others of the batch stay")
    void changeSetsAreTransactionsOfTheirOwn() {
        UUID taken = UUID.randomUUID();
        String twice = "{\"name\":\"Two186\",\"accountid\":\"" + taken + "\"}";

        HttpAnswer batch = new Batch().changeSet(change(1, "POST", ACCOUNTS, "{\"name\":\"One186\"}"))
                .changeSet(change(1, "POST", ACCOUNTS, twice), change(2, "POST", ACCOUNTS, twice))
                .changeSet(change(1, "POST", ACCOUNTS, "{\"name\":\"Three186\"}"))
                .send(http.with("Prefer", "odata.continue-on-error")).expect(200);

        assertThat(Answer.of(batch)).extracting(Answer::status).containsExactly(204, 412, 204);
        assertThat(accounts("One186")).isEqualTo(1);
        assertThat(accounts("Two186")).isZero();
        assertThat(accounts("Three186")).isEqualTo(1);
    }

    @Test
    @DisplayName("web-api 186: requests of a change set see what earlier ones wrote")
    void changesSeeEarlierOnes() {
        String create = """
                Content-ID: 1

                POST accounts?$select=name HTTP/1.1
                Prefer: return=representation

                {"name":"See186"}
                """;
        String update = """
                Content-ID: 2

                PATCH $1?$select=name,telephone1 HTTP/1.1
                Prefer: return=representation

                {"telephone1":"5"}
                """;

        List<Answer> answers = Answer.of(new Batch().changeSet(create, update).send(http).expect(200));

        assertThat(answers).extracting(Answer::status).containsExactly(201, 200);
        assertThat(answers.get(1).text("/name")).isEqualTo("See186");
        assertThat(answers.get(1).text("/telephone1")).isEqualTo("5");
    }

    @Test
    @DisplayName("web-api 187: the Content-ID may stand in either header block, from 0 or from 1")
    void contentIdsMayStandInEitherBlock() {
        String inner = "Content-Type: application/http\nContent-Transfer-Encoding: binary\n\n"
                + "POST " + ACCOUNTS
                + " HTTP/1.1\ncontent-id: 0\nContent-Type: application/json\n\n{\"name\":\"C187\"}\n";

        List<Answer> answers = Answer.of(new Batch()
                .changeSet(inner, change(1, "PATCH", "$0", "{\"telephone1\":\"187\"}")).send(http).expect(200));

        assertThat(answers).extracting(answer -> answer.header("Content-ID")).containsExactly("0", "1");
        assertThat(answers.get(1).header("OData-EntityId")).isEqualTo(answers.get(0).header("OData-EntityId"));
        assertThat(http.get("accounts?$filter=name eq 'C187'").text("/value/0/telephone1")).isEqualTo("187");
    }

    @Test
    @DisplayName("web-api 188: records of a change set may be referred to in URLs, @odata.bind and @odata.id")
    void recordsOfAChangeSetMayBeReferredTo() {
        List<Answer> answers = Answer.of(new Batch().changeSet(
                change(1, "POST", ACCOUNTS, "{\"name\":\"R188\"}"),
                change(2, "POST", ROOT + "contacts",
                        "{\"firstname\":\"A\",\"lastname\":\"R188\",\"parentcustomerid_account@odata.bind\":\"$1\"}"),
                change(3, "PUT", "$2/lastname", "{\"value\":\"S188\"}"),
                change(4, "PUT", "$1/primarycontactid/$ref", "{\"@odata.id\":\"$2\"}"),
                change(5, "POST", ROOT + "$1/contact_customer_accounts/$ref", "{\"@odata.id\":\"/$2\"}"),
                change(6, "PATCH", "$1", "{\"telephone1\":\"188\"}")).send(http).expect(200));

        assertThat(answers).hasSize(6).extracting(Answer::status).containsOnly(204);
        HttpAnswer account = http.get("accounts?$filter=name eq 'R188'"
                + "&$expand=primarycontactid($select=lastname),contact_customer_accounts($select=lastname)")
                .expect(200);
        assertThat(account.text("/value/0/telephone1")).isEqualTo("188");
        assertThat(account.text("/value/0/primarycontactid/lastname")).isEqualTo("S188");
        assertThat(account.text("/value/0/contact_customer_accounts/0/lastname")).isEqualTo("S188");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PATCH | $2                        | {"name":"x"}
            POST  | accounts                  | {"primarycontactid@odata.bind":"$2"}
            PUT   | $1/primarycontactid/$ref  | {"@odata.id":"$2"}
            """)
    @DisplayName("web-api 188: a reference in front of its declaration is refused")
    void referencesNeedADeclaration(String method, String url, String json) {
        HttpAnswer batch = new Batch().changeSet(change(1, "POST", ACCOUNTS, "{\"name\":\"D188\"}"),
                change(3, method, url, json),
                change(2, "POST", ROOT + "contacts", "{\"lastname\":\"D188\"}"))
                .send(http).expect(400);

        assertThat(Answer.of(batch)).singleElement().satisfies(answer -> assertThat(answer.text("/error/message"))
                .isEqualTo("Content-ID Reference: '$2' does not exist in the batch context."));
        assertThat(accounts("D188")).isZero();
    }

    @Test
    @DisplayName("web-api 188: references end with their change set")
    void referencesEndWithTheirChangeSet() {
        HttpAnswer batch = new Batch().changeSet(change(1, "POST", ACCOUNTS, "{\"name\":\"E188\"}"))
                .request("GET", "$1", null).send(http).expect(400);

        assertThat(Answer.of(batch).getLast().text("/error/message"))
                .isEqualTo("Content-ID Reference: '$1' does not exist in the batch context.");
    }

    @Test
    @DisplayName("web-api 189: no GET and no change set in a change set, no batch in a batch")
    void whatMayNotBeNestedIsRefused() {
        String create = change(1, "POST", ACCOUNTS, "{\"name\":\"N189\"}");
        String nested = "Content-Type: multipart/mixed; boundary=c2\n\n--c2\n" + create + "--c2--\n";

        assertThat(new Batch().changeSet(create, change(2, "GET", ACCOUNTS, null)).send(http).expect(400)
                .errorMessage()).contains("'GET' is not allowed in a change set");
        assertThat(new Batch().changeSet(create, nested).send(http).expect(400).errorMessage())
                .contains("must not contain a change set");
        assertThat(new Batch().request("POST", ACCOUNTS, "{\"name\":\"N189\"}")
                .request("POST", ROOT + "$batch", null).send(http).expect(400).errorMessage())
                .contains("must not contain a batch");
        assertThat(accounts("N189")).isZero();
    }

    @Test
    @DisplayName("web-api 190: a batch stops at the first failure and has its status")
    void aBatchStopsAtTheFirstFailure() {
        HttpAnswer batch = failing().send(http).expect(404);

        List<Answer> answers = Answer.of(batch);
        assertThat(batch.header("Content-Type")).startsWith("multipart/mixed");
        assertThat(answers).extracting(Answer::status).containsExactly(204, 404);
        assertThat(answers.get(1).headers()).contains("HTTP/1.1 404 Not Found\r\nREQ_ID: ");
        assertThat(answers.get(1).header("OData-Version")).isEqualTo("4.0");
        assertThat(answers.get(1).text("/error/message"))
                .isEqualTo("Resource not found for the segment 'nosuchthing'.");
    }

    @Test
    @DisplayName("web-api 191: with continue-on-error every request is answered")
    void aBatchMayGoOnBehindAFailure() {
        HttpAnswer batch = failing().send(http.with("Prefer", "odata.continue-on-error")).expect(200);

        assertThat(Answer.of(batch)).extracting(Answer::status).containsExactly(204, 404, 204);
        assertThat(batch.header("Preference-Applied")).isEqualTo("odata.continue-on-error");
    }

    private Batch failing() {
        return new Batch().request("POST", ACCOUNTS, "{\"name\":\"F190\"}").request("GET", ROOT + "nosuchthing", null)
                .request("POST", ACCOUNTS, "{\"name\":\"F190\"}");
    }

    @Test
    @DisplayName("web-api 190: what ran in front of the failure stays, what follows does not run")
    void whatRanInFrontOfTheFailureStays() {
        new Batch().request("POST", ACCOUNTS, "{\"name\":\"Before190\"}").request("GET", ACCOUNTS + "(1)", null)
                .changeSet(change(1, "POST", ACCOUNTS, "{\"name\":\"After190\"}")).send(http).expect(400);

        assertThat(accounts("Before190")).isEqualTo(1);
        assertThat(accounts("After190")).isZero();
    }

    @Test
    @DisplayName("web-api 193: a thousand requests are served, one more is refused")
    void aThousandRequestsAreServed() {
        var batch = new Batch();
        for (int i = 0; i < 1_000; i++) {
            batch.request("GET", ROOT + "new_TellName(Name='" + i + "')", null);
        }

        List<Answer> answers = Answer.of(batch.send(http).expect(200));

        assertThat(answers).hasSize(1_000);
        assertThat(answers.getLast().text("/Told")).isEqualTo("999");
        assertThat(batch.request("GET", ROOT + "WhoAmI", null).send(http).expect(400).errorMessage())
                .contains("more than 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", "--batch_b1--x", "--other\r\n\r\nGET x HTTP/1.1\r\n\r\n--other--",
            "--batch_b1\r\n\r\nGET WhoAmI HTTP/1.1\r\n\r\n", "--batch_b1\r\nGET WhoAmI HTTP/1.1\r\n\r\n--batch_b1--"})
    @DisplayName("web-api 193: a malformed batch is refused")
    void malformedBatchesAreRefused(String body) {
        HttpAnswer answer = http.with("Content-Type", Batch.TYPE).post("$batch", body).expect(400);

        assertThat(answer.errorCode()).isEqualTo("0x80048d19");
        assertThat(answer.errorMessage()).contains("the batch");
    }

    @Test
    void aBatchIsPostedAsAMultipart() {
        http.get("$batch").expect(405);
        http.post("$batch", "{\"requests\":[]}").expect(415);
    }

    @Test
    @DisplayName("web-api 216: long URLs are served, in a batch twice as long ones")
    void longUrlsAreServed() {
        String url = "accounts?$select=name&$filter=name%20eq%20'";

        http.get(url + "x".repeat(32_000 - url.length()) + "'").expect(200);
        HttpAnswer batch = new Batch().request("GET", ROOT + url + "x".repeat(65_000 - url.length()) + "'", null)
                .send(http).expect(200);

        assertThat(Answer.of(batch)).extracting(Answer::status).containsExactly(200);
    }

    @Test
    @DisplayName("custom-api 66: operations work in a batch, an action in a change set too")
    void operationsWorkInABatch() {
        HttpAnswer batch = new Batch().request("GET", ROOT + "new_TellName(Name='Ä')", null)
                .request("POST", ROOT + "new_MakeAccount", "{\"Name\":\"A66\"}")
                .changeSet(change(1, "POST", ROOT + "new_MakeAccount", "{\"Name\":\"B66\"}")).send(http).expect(200);

        List<Answer> answers = Answer.of(batch);
        assertThat(answers).extracting(Answer::status).containsExactly(200, 200, 200);
        assertThat(answers.get(0).text("/Told")).isEqualTo("Ä");
        assertThat(answers.get(1).text("/Made")).isEqualTo("A66");
        assertThat(answers.get(2).text("/Made")).isEqualTo("B66");
        assertThat(answers.get(2).header("Content-ID")).isEqualTo("1");
        assertThat(accounts("A66")).isEqualTo(1);
        assertThat(accounts("B66")).isEqualTo(1);
    }

    @Test
    @DisplayName("custom-api 66: an action is rolled back with its change set")
    void anActionIsRolledBackWithItsChangeSet() {
        HttpAnswer later = new Batch().changeSet(change(1, "POST", ROOT + "new_MakeAccount", "{\"Name\":\"C66\"}"),
                change(2, "POST", ROOT + "new_MakeAccount", "{\"Name\":\"C66\",\"Fails\":true}")).send(http)
                .expect(400);
        HttpAnswer other = new Batch().changeSet(change(1, "POST", ROOT + "new_MakeAccount", "{\"Name\":\"D66\"}"),
                change(2, "DELETE", ACCOUNTS + "(" + UUID.randomUUID() + ")", null)).send(http).expect(404);

        assertThat(Answer.of(later)).singleElement()
                .satisfies(answer -> assertThat(answer.text("/error/message")).isEqualTo("It fails as asked."));
        assertThat(Answer.of(other)).singleElement()
                .satisfies(answer -> assertThat(answer.header("Content-ID")).isEqualTo("2"));
        assertThat(accounts("C66")).isZero();
        assertThat(accounts("D66")).isZero();
    }

    @Test
    @DisplayName("custom-api 66: an action that a change set defines can be called by the next request of the batch")
    void definitionsOfAChangeSetAreSeenByTheNextRequest() {
        String definition = """
                {"uniquename":"new_Fresh","name":"new_Fresh","displayname":"Fresh","description":"Fresh",
                 "bindingtype":0,"isfunction":false,"isprivate":false,"allowedcustomprocessingsteptype":2}"""
                .replace("\n", "");

        HttpAnswer batch = new Batch().changeSet(change(1, "POST", ROOT + "customapis", definition))
                .request("POST", ROOT + "new_Fresh", "{}").send(http).expect(200);

        assertThat(Answer.of(batch)).extracting(Answer::status).containsExactly(204, 204);
    }

    private int accounts(String name) {
        return http.get("accounts?$select=accountid&$filter=name eq '" + name + "'").expect(200).json().path("value")
                .size();
    }
}
