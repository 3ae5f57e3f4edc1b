package dev.colonnade.testkit.customapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where an operation answers, to which method, and what it says when it is called wrongly.
@ColonnadeTest
class CallingTest {

    private static final String NS = "Microsoft.Dynamics.CRM.";

    private final Http http;
    private final Apis apis;
    private final String address;
    private final String baseUrl;
    private final UUID echo;
    private final UUID account;

    CallingTest(Colonnade colonnade) {
        http = colonnade.http();
        apis = new Apis(colonnade);
        address = colonnade.address();
        baseUrl = colonnade.baseUrl();
        colonnade.push(Echo.class);
        echo = apis.pluginType(Echo.class);
        account = apis.account("Target");
        apis.create(seen(Definition.action("new_Do")));
        apis.create(seen(Definition.action("new_DoOnRow").onRow("account")));
        apis.create(seen(Definition.action("new_DoOnRows").onRows("account")));
        apis.create(seen(Definition.function("new_Get")));
        apis.create(seen(Definition.function("new_GetOnRow").onRow("account")));
        apis.create(seen(Definition.function("new_GetOnRows").onRows("account")));
        apis.create(Definition.action("new_Clean"));
        apis.create(Definition.action("new_CleanRow").onRow("account"));
        apis.create(Definition.function("new_Nothing"));
        apis.create(Definition.function("new_NothingOnRow").onRow("account"));
        apis.create(Definition.function("new_NothingOnRows").onRows("account"));
        apis.create(Definition.action("new_Needs").plugin(echo).parameter("Text", Types.STRING)
                .optional("Count", Types.INTEGER).property("Seen", Types.STRING));
        apis.create(Definition.function("new_NeedsToo").plugin(echo).parameter("Text", Types.STRING)
                .optional("Count", Types.INTEGER).property("Seen", Types.STRING));
    }

    private Definition seen(Definition definition) {
        return definition.plugin(echo).optional("Text", Types.STRING).property("Seen", Types.STRING);
    }

    private String filled(String template) {
        return template.replace("$ID", account.toString()).replace("$NS", NS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | new_Do                               | {}
            POST | accounts($ID)/$NSnew_DoOnRow         | Target
            POST | accounts($ID)/$NSnew_DoOnRow()       | Target
            POST | accounts(accountid=$ID)/$NSnew_DoOnRow | Target
            POST | accounts/$NSnew_DoOnRows             | {}
            GET  | new_Get                              | {}
            GET  | new_Get()                            | {}
            GET  | accounts($ID)/$NSnew_GetOnRow        | Target
            GET  | accounts($ID)/$NSnew_GetOnRow()      | Target
            GET  | accounts/$NSnew_GetOnRows            | {}
            GET  | accounts/$NSnew_GetOnRows()          | {}
            """)
    @DisplayName("custom-api 38, 39, 40, 43: operations answer where they are bound, functions with and without ()")
    void operationsAnswerWhereTheyAreBound(String method, String url, String seen) {
        HttpAnswer answer = http.send(method, filled(url), method.equals("POST") ? "{}" : null).expect(200);

        assertThat(answer.text("/Seen"))
                .isEqualTo(seen.equals("Target") ? "{Target=EntityReference account " + account + "}" : seen);
    }

    @Test
    @DisplayName("custom-api 39: the row of a bound operation may be reached through another row")
    void aRowMayBeAddressedThroughAnother() {
        UUID contact = apis.create("contacts", "{\"lastname\":\"C\",\"parentcustomerid_account@odata.bind\":\"accounts("
                + account + ")\"}");

        HttpAnswer answer = http.get("contacts(" + contact + ")/parentcustomerid_account/" + NS + "new_GetOnRow()")
                .expect(200);

        assertThat(answer.text("/Seen")).isEqualTo("{Target=EntityReference account " + account + "}");
    }

    @Test
    @DisplayName("custom-api 39: whether the row of a bound operation is there is left to the plug-in")
    void theRowNeedNotBeThere() {
        HttpAnswer answer = http.get("accounts(00000000-0000-0000-0000-00000000000a)/" + NS + "new_GetOnRow()")
                .expect(200);

        assertThat(answer.text("/Seen"))
                .isEqualTo("{Target=EntityReference account 00000000-0000-0000-0000-00000000000a}");
    }

    @Test
    @DisplayName("custom-api 39: a Target in the body of a bound action is no parameter")
    void aTargetInTheBodyIsRefused() {
        http.post("accounts(" + account + ")/" + NS + "new_DoOnRow",
                "{\"Target\":{\"@odata.id\":\"accounts(" + account + ")\"}}").expect(400);
    }

    @Test
    void aBodyOfAnotherMediaTypeIsRefused() {
        http.with("Content-Type", "text/plain").post("new_Do", "{}").expect(415);
        http.with("Content-Type", "application/json;odata.metadata=minimal;IEEE754Compatible=true")
                .post("new_Do", "{}").expect(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | $NSnew_Do                             | 404
            GET  | $NSnew_Get()                          | 404
            POST | new_DoOnRow                           | 404
            POST | accounts($ID)/new_DoOnRow             | 400
            POST | accounts/$NSnew_DoOnRow               | 400
            POST | contacts($ID)/$NSnew_DoOnRow          | 404
            POST | accounts/new_DoOnRows                 | 400
            POST | accounts($ID)/$NSnew_DoOnRows         | 404
            POST | contacts/$NSnew_DoOnRows              | 400
            POST | accounts($ID)/$NSnew_Do               | 404
            GET  | new_GetOnRow()                        | 404
            GET  | accounts($ID)/new_GetOnRow()          | 400
            GET  | accounts/$NSnew_GetOnRow()            | 400
            GET  | accounts($ID)/$NSnew_GetOnRows()      | 404
            GET  | accounts/$NSnew_Get()                 | 400
            GET  | accounts($ID)/Other.new_GetOnRow()    | 404
            GET  | new_Get()/new_Get()                   | 404
            """)
    @DisplayName("custom-api 38, 39, 40, 41: operations answer nowhere else")
    void operationsAnswerNowhereElse(String method, String url, int status) {
        HttpAnswer answer = http.send(method, filled(url), method.equals("POST") ? "{}" : null).expect(status);

        assertThat(answer.errorMessage()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"new_Get", "new_Get()", "accounts($ID)/$NSnew_GetOnRow", "accounts/$NSnew_GetOnRows()"})
    @DisplayName("custom-api 42: a function answers no POST")
    void aFunctionAnswersNoPost(String url) {
        assertNotThere(http.post(filled(url), "{}"), filled(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"new_Do", "accounts($ID)/$NSnew_DoOnRow", "accounts/$NSnew_DoOnRows"})
    @DisplayName("custom-api 42: an action answers no GET, and no other method")
    void anActionAnswersNoGet(String url) {
        assertNotThere(http.get(filled(url)), filled(url));
        http.patch(filled(url), "{}").expect(404);
        http.delete(filled(url)).expect(404);
    }

    private void assertNotThere(HttpAnswer answer, String url) {
        assertThat(answer.expect(404).json().toString()).isEqualTo("{\"error\":{\"code\":\"\",\"message\":\"No HTTP"
                + " resource was found that matches the request URI '" + baseUrl + url + "'.\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v9.0", "v9.1", "v9.2"})
    @DisplayName("custom-api 44, 45: versions 9.0 to 9.2 answer, with and without /data, and say so in the context")
    void allVersionsAnswer(String version) {
        for (String path : new String[]{"/api/data/", "/api/"}) {
            HttpAnswer answer = http.get(address + path + version + "/accounts(" + account + ")/" + NS
                    + "new_GetOnRow()").expect(200);

            assertThat(answer.text("/@odata.context")).isEqualTo(
                    address + "/api/data/" + version + "/$metadata#" + NS + "new_GetOnRowResponse");
        }
        assertThat(http.post(address + "/api/data/" + version + "/new_Do", "{}").expect(200).text("/@odata.context"))
                .isEqualTo(address + "/api/data/" + version + "/$metadata#" + NS + "new_DoResponse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/data/v8.2/new_Get()", "/api/data/v10.0/new_Get()", "/api/data/new_Get()"})
    @DisplayName("custom-api 45: other versions are not there")
    void otherVersionsAreNotThere(String path) {
        http.get(address + path).expect(404);
    }

    @Test
    @DisplayName("custom-api 46: a call of an API without properties answers 204")
    void anApiWithoutPropertiesHasNoContent() {
        HttpAnswer without = http.send("POST", "new_Clean", null).expect(204);
        http.post("new_Clean", "{}").expect(204);
        http.post("accounts(" + account + ")/" + NS + "new_CleanRow", "{}").expect(204);

        assertThat(without.body()).isEmpty();
        assertThat(without.header("OData-Version")).isEqualTo("4.0");
        assertThat(without.header("Content-Type")).startsWith("application/json; odata.metadata=minimal");
    }

    @Test
    @DisplayName("custom-api 47: simple properties come with the context of the response type")
    void simplePropertiesComeWithTheirContext() {
        HttpAnswer answer = http.post("new_Do", "{\"Text\":\"a\"}").expect(200);

        assertThat(answer.json().toString()).isEqualTo("{\"@odata.context\":\"" + baseUrl + "$metadata#" + NS
                + "new_DoResponse\",\"Seen\":\"{Text=String a}\"}");
        assertThat(answer.header("OData-Version")).isEqualTo("4.0");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
    }

    @Test
    @DisplayName("custom-api 47: the headers of the platform's examples change nothing, and none is needed")
    void theUsualHeadersChangeNothing() {
        Http usual = http.with("OData-MaxVersion", "4.0").with("OData-Version", "4.0").with("Content-Type",
                "application/json; charset=utf-8").with("Prefer", "return=representation");

        usual.get("new_Get(Text='a')").expect(200);
        usual.post("new_Do", "{\"Text\":\"a\"}").expect(200);
        usual.with("Accept", "*/*").get("new_Get()").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Count\":1}", "{\"Text\":null}"})
    @DisplayName("custom-api 50: a required parameter of an action must be there")
    void aRequiredParameterOfAnActionMustBeThere(String body) {
        HttpAnswer answer = http.post("new_Needs", body).expect(400);

        assertThat(answer.errorMessage()).contains("'Text'", "'new_Needs'");
    }

    @Test
    @DisplayName("custom-api 50: a required parameter of an action without a body must be there")
    void aRequiredParameterMustBeThereWithoutBody() {
        HttpAnswer answer = http.send("POST", "new_Needs", null).expect(400);

        assertThat(answer.errorMessage()).contains("'Text'", "'new_Needs'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new_NeedsToo", "new_NeedsToo()", "new_NeedsToo(Count=1)", "new_NeedsToo(Text=@p)",
            "new_NeedsToo(Text=null)"})
    @DisplayName("custom-api 50: a required parameter of a function must be there")
    void aRequiredParameterOfAFunctionMustBeThere(String url) {
        HttpAnswer answer = http.get(url);

        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.errorMessage()).contains("'Text'", "'new_NeedsToo'");
    }

    @Test
    @DisplayName("custom-api 50: an optional parameter may be missing")
    void anOptionalParameterMayBeMissing() {
        assertThat(http.post("new_Needs", "{\"Text\":\"a\"}").expect(200).text("/Seen"))
                .isEqualTo("{Text=String a}");
        assertThat(http.get("new_NeedsToo(Text='a')").expect(200).text("/Seen")).isEqualTo("{Text=String a}");
    }

    @Test
    @DisplayName("custom-api 51: an unknown parameter in the body of an action is refused with its name")
    void anUnknownParameterIsRefused() {
        HttpAnswer answer = http.post("new_Do", "{\"Other\":1}").expect(400);

        assertThat(answer.errorCode()).isEqualTo("0x80048d19");
        assertThat(answer.errorMessage()).isEqualTo(
                "The parameter 'Other' in the request payload is not a valid parameter for the operation 'new_Do'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new_Get(Other=1)", "new_Get('a')", "new_Get(Text='a',Text='b')", "new_Get(Text=7)",
            "new_Get(Text='a'", "new_Get(Text='a)", "new_Get(Text=@p)?@p='a"})
    @DisplayName("custom-api 51: what a function does not understand in its URL is refused")
    void aFunctionRefusesWhatItDoesNotUnderstand(String url) {
        assertThat(http.get(url).expect(400).errorMessage()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"a\"", "{", "{\"Text\":}", "null", "{\"Text\":\"a\"} x", "{\"Text\":\"a\",}"})
    void aBodyThatIsNoObjectIsRefused(String body) {
        assertThat(http.post("new_Do", body).expect(400).errorCode()).isEqualTo("0x80048d19");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new_Nothing", "new_Nothing()"})
    @DisplayName("custom-api 60: a function without response property is not found")
    void aFunctionWithoutPropertyIsNotFound(String url) {
        assertThat(http.get(url).expect(404).body()).isEqualTo("{\"error\":{\"code\":\"0x8006088a\",\"message\":"
                + "\"Resource not found for the segment 'new_Nothing'.\"}}");
    }

    @Test
    @DisplayName("custom-api 60: a function without response property that is bound is not found either")
    void aBoundFunctionWithoutPropertyIsNotFound() {
        assertThat(http.get("accounts(" + account + ")/" + NS + "new_NothingOnRow()").expect(404).errorCode())
                .isEqualTo("0x8006088a");
        HttpAnswer onRows = http.get("accounts/" + NS + "new_NothingOnRows()").expect(400);
        assertThat(onRows.errorCode()).isEqualTo("0x8006088a");
        assertThat(onRows.errorMessage()).isEqualTo("The request URI is not valid. Since the segment 'accounts' refers"
                + " to a collection, this must be the last segment in the request URI or it must be followed by an"
                + " function or action that can be bound to it otherwise all intermediate segments must refer to a"
                + " single resource.");
    }

    @Test
    @DisplayName("custom-api 61: a function works once it has a property")
    void aFunctionWorksOnceItHasAProperty() {
        UUID id = apis.create(Definition.function("new_Later"));
        http.get("new_Later()").expect(404);

        apis.create("customapiresponseproperties", "{\"uniquename\":\"Count\",\"name\":\"Count\",\"type\":7,"
                + "\"CustomAPIId@odata.bind\":\"/customapis(" + id + ")\"}");

        assertThat(http.get("new_Later()").expect(200).json().path("Count").asInt()).isZero();
        assertThat(http.get("$metadata").expect(200).body()).contains("<Function Name=\"new_Later\">");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | new_NoSuch                   | new_NoSuch
            GET  | new_NoSuch()                 | new_NoSuch
            POST | new_NoSuch                   | new_NoSuch
            GET  | accounts($ID)/$NSnew_NoSuch  | $NSnew_NoSuch
            POST | accounts($ID)/$NSnew_NoSuch  | $NSnew_NoSuch
            """)
    @DisplayName("custom-api 62: an unknown operation is not found")
    void anUnknownOperationIsNotFound(String method, String url, String segment) {
        HttpAnswer answer = http.send(method, filled(url), method.equals("POST") ? "{}" : null).expect(404);

        assertThat(answer.errorCode()).isEqualTo("0x8006088a");
        assertThat(answer.errorMessage())
                .isEqualTo("Resource not found for the segment '" + filled(segment) + "'.");
    }

    @Test
    @DisplayName("custom-api 63: a URL of 32,000 characters is accepted, one of more than 32,768 is too long")
    void longUrlsAreAccepted() {
        String text = "a".repeat(32_000 - baseUrl.length() - "new_Get(Text='')".length());
        HttpAnswer answer = http.get("new_Get(Text=@p)?@p='" + text + "'").expect(200);
        assertThat(answer.text("/Seen")).isEqualTo("{Text=String " + text + "}");

        assertThat(http.get("new_Get(Text='" + text + "')").expect(200).text("/Seen")).hasSizeGreaterThan(31_000);
        assertThat(http.get("new_Get(Text='" + "a".repeat(32_768) + "')").expect(414).errorMessage())
                .contains("32768");
        http.get("new_Get(Text=@p)?@p='" + "a".repeat(60_000) + "'").expect(414);
    }

    @ParameterizedTest
    @ValueSource(strings = {"new_get", "NEW_GET()", "new_Get(text='a')", "accounts($ID)/$NSnew_getonrow",
            "accounts($ID)/microsoft.dynamics.crm.new_GetOnRow()", "Accounts($ID)/$NSnew_GetOnRow()"})
    @DisplayName("custom-api 64: names are case sensitive")
    void namesAreCaseSensitive(String url) {
        assertThat(http.get(filled(url)).status()).isIn(400, 404);
    }

    @Test
    @DisplayName("custom-api 64: names of parameters in bodies are case sensitive")
    void parameterNamesAreCaseSensitive() {
        http.post("new_Do", "{\"text\":\"a\"}").expect(400);
    }

    @Test
    void callersWithoutTokenCallNothing(Colonnade colonnade) {
        colonnade.anonymousHttp().get("new_Get()").expect(401);
    }
}
