package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.server.auth.TokenIssuer;
import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Headers of requests and answers, and preferences.
@ColonnadeTest
class HeaderTest {

    private static final String FORMATTED = "OData.Community.Display.V1.FormattedValue";
    private static final String LOOKUP_NAME = "Microsoft.Dynamics.CRM.lookuplogicalname";
    private static final String NAVIGATION = "Microsoft.Dynamics.CRM.associatednavigationproperty";

    private final Colonnade colonnade;
    private final Http http;
    private final RawHttp raw;
    private final String authorization;
    private final String account;
    private final String accountPath;

    HeaderTest(Colonnade colonnade) {
        this.colonnade = colonnade;
        this.http = colonnade.http();
        this.raw = new RawHttp(colonnade.address());
        this.authorization = "Authorization: Bearer " + colonnade.token();
        UUID contact = http.post("contacts", "{\"lastname\":\"Lee\"}").entityId();
        this.account = "accounts(" + http
                .post("accounts", "{\"name\":\"Acme\",\"revenue\":20000,\"primarycontactid@odata.bind\":\"contacts("
                        + contact + ")\"}")
                .entityId() + ")";
        this.accountPath = "/api/data/v9.2/" + account;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "application/json;odata.metadata=minimal",
            "application/json;odata.metadata=none", "application/json; odata.metadata=full", "*/*"})
    @DisplayName("web-api 22: every Accept of a client, and none, is answered with JSON")
    void everyAcceptIsAnsweredWithJson(String accept) {
        List<String> headers = accept.isEmpty()
                ? List.of(authorization)
                : List.of(authorization, "Accept: " + accept);

        HttpAnswer answer = raw.send("GET", accountPath + "?$select=name", headers, "");

        assertThat(answer.expect(200).text("/name")).isEqualTo("Acme");
    }

    @Test
    @DisplayName("web-api 23: If-None-Match of null, or empty, means nothing")
    void nullIsNoCondition() {
        for (String header : List.of("If-None-Match: null", "If-None-Match:")) {
            raw.send("GET", accountPath, List.of(authorization, header), "").expect(200);
            raw.send("POST", "/api/data/v9.2/accounts",
                    List.of(authorization, "Content-Type: application/json", header),
                    "{\"name\":\"x\"}").expect(204);
            raw.send("PATCH", accountPath, List.of(authorization, "Content-Type: application/json", header),
                    "{\"telephone1\":\"1\"}").expect(204);
            raw.send("PATCH", accountPath,
                    List.of(authorization, "Content-Type: application/json", "If-Match: *", header),
                    "{\"telephone1\":\"2\"}").expect(204);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "application/json;type=entry", "application/json", ""})
    @DisplayName("web-api 24: each content type of JSON, and none, is taken")
    void everyContentTypeOfJsonIsTaken(String type) {
        List<String> headers = type.isEmpty()
                ? List.of(authorization)
                : List.of(authorization, "Content-Type: " + type);

        raw.send("POST", "/api/data/v9.2/accounts", headers, "{\"name\":\"x\"}").expect(204);
    }

    @Test
    @DisplayName("web-api 25: a component is created in the solution that the header names")
    void aComponentIsCreatedInItsSolution() {
        colonnade.publisher("hdr");
        String publisher = http.get("publishers?$filter=customizationprefix eq 'hdr'").text("/value/0/publisherid");
        UUID solution = http
                .post("solutions", "{\"uniquename\":\"hdr_one\",\"friendlyname\":\"One\",\"version\":\"1.0\","
                        + "\"publisherid@odata.bind\":\"publishers(" + publisher + ")\"}")
                .entityId();

        UUID api = http.with("MSCRM.SolutionUniqueName", "hdr_one").post("customapis", """
                {"uniquename":"hdr_Do","name":"hdr_Do","displayname":"Do","description":"Does","bindingtype":0,
                 "isfunction":false,"isprivate":false,"allowedcustomprocessingsteptype":0}""").entityId();

        assertThat(http.get("solutioncomponents?$filter=_solutionid_value eq " + solution + " and objectid eq " + api)
                .expect(200).json().get("value")).hasSize(1);
    }

    @Test
    @DisplayName("web-api 26: headers that mean nothing to us are taken")
    void unknownHeadersAreTaken() {
        http.with("Consistency", "Strong").with("x-ms-client-request-id", UUID.randomUUID().toString())
                .with("x-ms-client-session-id", UUID.randomUUID().toString()).get(account).expect(200);
    }

    @Test
    @DisplayName("web-api 27: two Prefer headers are one")
    void preferencesMayComeInTwoLines() {
        String body = "{\"name\":\"x\"}";
        List<String> two = List.of(authorization, "Content-Type: application/json", "Prefer: return=representation",
                "Prefer: odata.include-annotations=\"" + FORMATTED + "\"");
        List<String> one = List.of(authorization, "Content-Type: application/json",
                "Prefer: return=representation,odata.include-annotations=\"" + FORMATTED + "\"");

        for (List<String> headers : List.of(two, one)) {
            HttpAnswer answer = raw.send("POST", "/api/data/v9.2/accounts?$select=statecode", headers, body)
                    .expect(201);
            assertThat(answer.json().propertyNames()).contains("statecode@" + FORMATTED);
            assertThat(String.join(",", Objects.requireNonNull(answer.headers().get("Preference-Applied"))))
                    .contains("return=representation").contains("odata.include-annotations");
        }
    }

    @Test
    @DisplayName("web-api 28: names of annotations come quoted or bare, divided by commas")
    void annotationsComeQuotedOrBare() {
        String quoted = annotated("odata.include-annotations=\"*\"", account).body();

        assertThat(annotated("odata.include-annotations=*", account).body()).isEqualTo(quoted);
        assertThat(names(annotated("odata.include-annotations=\"" + FORMATTED + "," + LOOKUP_NAME + "\"",
                account + "?$select=_primarycontactid_value")))
                .contains("_primarycontactid_value@" + FORMATTED, "_primarycontactid_value@" + LOOKUP_NAME)
                .doesNotContain("_primarycontactid_value@" + NAVIGATION);
    }

    private HttpAnswer annotated(String prefer, String path) {
        return http.with("Prefer", prefer).get(path).expect(200);
    }

    private static List<String> names(HttpAnswer answer) {
        return List.copyOf(answer.json().propertyNames());
    }

    @Test
    @DisplayName("web-api 29: without a preference there is no annotation but those of OData")
    void annotationsAreAskedFor() {
        assertThat(names(http.get(account))).filteredOn(name -> name.contains("@"))
                .allMatch(name -> name.startsWith("@odata."));
        assertThat(names(http.get("accounts"))).containsExactly("@odata.context", "value");
    }

    @Test
    @DisplayName("web-api 30: formatted values alone")
    void formattedValuesAlone() {
        assertThat(names(annotated("odata.include-annotations=\"" + FORMATTED + "\"", account)))
                .filteredOn(name -> name.contains("@") && !name.startsWith("@odata."))
                .isNotEmpty().allMatch(name -> name.endsWith("@" + FORMATTED));
    }

    @Test
    @DisplayName("web-api 31: a star at the end asks for all of a prefix")
    void aStarAsksForAPrefix() {
        String prefer = "odata.include-annotations=\"Microsoft.Dynamics.CRM.*\"";

        assertThat(names(annotated(prefer, account + "?$select=_primarycontactid_value")))
                .contains("_primarycontactid_value@" + LOOKUP_NAME, "_primarycontactid_value@" + NAVIGATION)
                .noneMatch(name -> name.endsWith(FORMATTED));
        assertThat(names(annotated(prefer, "accounts?$top=1")))
                .contains("@Microsoft.Dynamics.CRM.totalrecordcount");
    }

    @Test
    @DisplayName("web-api 32: annotations stand directly before their property")
    void annotationsStandBeforeTheirProperty() {
        List<String> names = names(annotated("odata.include-annotations=\"*\"", account));

        for (int i = 0; i < names.size(); i++) {
            int at = names.get(i).indexOf('@');
            if (at > 0) {
                String property = names.get(i).substring(0, at);
                assertThat(names.get(i + 1)).matches(next -> next.equals(property) || next.startsWith(property + "@"));
            }
        }
    }

    @Test
    @DisplayName("web-api 33: the version of the schema changes with it")
    void theVersionOfTheSchemaChanges() {
        String name = "/@Microsoft.Dynamics.CRM.globalmetadataversion";
        String before = annotated("odata.include-annotations=\"*\"", "accounts?$top=1").text(name);

        colonnade.tables(
                "{\"schemaName\":\"hdr_New\",\"privilegeName\":\"\",\"primaryName\":\"hdr_name\",\"columns\":[{\"schemaName\":\"hdr_Name\"}]}");

        String after = annotated("odata.include-annotations=\"*\"", "accounts?$top=1").text(name);
        assertThat(before).matches("[0-9]+");
        assertThat(after).matches("[0-9]+").isNotEqualTo(before);
    }

    @Test
    @DisplayName("web-api 34: every answer names the version of OData")
    void everyAnswerNamesItsVersion() {
        String etag = Objects.requireNonNull(http.get(account).header("ETag"));
        var answers = new ArrayList<HttpAnswer>();
        answers.add(http.get(account).expect(200));
        answers.add(http.post("accounts", "{\"name\":\"x\"}").expect(204));
        answers.add(http.with("If-None-Match", etag).get(account).expect(304));
        answers.add(http.get("nosuchthing").expect(404));
        answers.add(http.post("accounts", "{").expect(400));
        answers.add(colonnade.anonymousHttp().get(account).expect(401));
        answers.add(http.get("$metadata").expect(200));
        answers.add(http.get("accounts/$count").expect(200));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.header("OData-Version")).isEqualTo("4.0"));
    }

    @Test
    @DisplayName("web-api 35: JSON says that it is JSON, a count that it is text")
    void everyBodySaysWhatItIs() {
        assertThat(http.get(account).header("Content-Type")).startsWith("application/json; odata.metadata=minimal");
        assertThat(http.get("accounts").header("Content-Type")).startsWith("application/json; odata.metadata=minimal");
        assertThat(http.get("nosuchthing").header("Content-Type"))
                .startsWith("application/json; odata.metadata=minimal");
        assertThat(http.get("accounts/$count").header("Content-Type")).startsWith("text/plain");
    }

    @Test
    @DisplayName("web-api 36: the honoured preferences are told")
    void honouredPreferencesAreTold() {
        HttpAnswer page = http.with("Prefer", "odata.maxpagesize=2,odata.include-annotations=\"*\"").get("accounts");

        assertThat(String.join(",", Objects.requireNonNull(page.headers().get("Preference-Applied"))))
                .contains("odata.maxpagesize=2").contains("odata.include-annotations=\"*\"");
        assertThat(http.get("accounts").header("Preference-Applied")).isNull();
    }

    @Test
    @DisplayName("web-api 37: an answer that is one record carries its ETag")
    void oneRecordCarriesItsEtag() {
        HttpAnswer one = http.get(account);
        HttpAnswer written = http.with("Prefer", "return=representation").patch(account, "{\"telephone1\":\"3\"}");

        assertThat(one.header("ETag")).isEqualTo(one.text("/@odata.etag")).isNotEmpty();
        assertThat(written.expect(200).header("ETag")).isEqualTo(written.text("/@odata.etag")).isNotEmpty();
        assertThat(http.get("accounts").header("ETag")).isNull();
    }

    @Test
    @DisplayName("web-api 38: WhoAmI hints at the degree of parallelism, errors name their request")
    void hintsAndRequestIds() {
        assertThat(http.get("WhoAmI").header("x-ms-dop-hint")).matches("[0-9]+");
        assertThat(UUID.fromString(Objects.requireNonNull(http.get("nosuchthing").header("REQ_ID")))).isNotNull();
    }

    @Test
    @DisplayName("web-api 39: URLs in answers carry the scheme and host that the client used")
    void urlsCarryTheClientsHost() {
        String local = colonnade.address().replace("127.0.0.1", "localhost");

        var issuer = new TokenIssuer(colonnade.server().credentials(), InstantSource.system());
        Http http = colonnade.anonymousHttp().with("Authorization", "Bearer " + issuer.forAdministrator(
                new TokenIssuer.Grant(local + "/" + colonnade.server().credentials().tenantId() + "/v2.0", local)));

        HttpAnswer created = http.post(local + "/api/data/v9.2/accounts", "{\"name\":\"x\"}").expect(204);
        HttpAnswer page = http.with("Prefer", "odata.maxpagesize=1").get(local + "/api/data/v9.2/accounts");

        assertThat(created.header("OData-EntityId")).startsWith(local + "/api/data/v9.2/accounts(");
        assertThat(created.header("Location")).isEqualTo(created.header("OData-EntityId"));
        JsonNode json = page.json();
        assertThat(json.get("@odata.nextLink").asString()).startsWith(local + "/");
    }
}
