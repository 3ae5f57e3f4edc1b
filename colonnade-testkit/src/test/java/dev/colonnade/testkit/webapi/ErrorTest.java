package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import dev.colonnade.sdk.plugin.OperationStatus;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;
import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Statuses, and the error object.
@ColonnadeTest
class ErrorTest {

    private static final String MISSING = "00000000-0000-0000-0000-00000000dead";
    private static final String DETAILS = "@Microsoft.PowerApps.CDS.ErrorDetails.";

    private final Colonnade colonnade;
    private final Http http;
    private final OrganizationService service;

    ErrorTest(Colonnade colonnade) {
        this.colonnade = colonnade.tables(WebApiTables.THING).publisher("err");
        this.http = colonnade.http();
        this.service = colonnade.service();
        colonnade.push(Refusing.class);
        refusals();
        api("err_Silent", null);
        api("err_SilentOnSet", "account");
        user("clerk", "Basic User");
        user("nobody", null);
    }

    /// Refuses accounts of certain names.
    public static final class Refusing implements Plugin {

        @Override
        public void execute(PluginContext context) {
            Object name = context.requireInput("Target", Entity.class).get("name");
            if ("refuse".equals(name)) {
                throw new InvalidPluginExecutionException(OperationStatus.CANCELED, 77, "m");
            }
            if ("gone".equals(name)) {
                throw new InvalidPluginExecutionException("gone", 404);
            }
        }
    }

    private void refusals() {
        String type = http.get("plugintypes?$filter=typename eq '" + Refusing.class.getName() + "'")
                .text("/value/0/plugintypeid");
        String message = http.get("sdkmessages?$filter=name eq 'Create'").text("/value/0/sdkmessageid");
        String filter = http
                .get("sdkmessagefilters?$filter=primaryobjecttypecode eq 'account' and _sdkmessageid_value eq "
                        + message)
                .text("/value/0/sdkmessagefilterid");
        service.create(new Entity("sdkmessageprocessingstep").set("name", "refusals").set("rank", 1)
                .set("stage", new OptionSetValue(20)).set("mode", new OptionSetValue(0))
                .set("supporteddeployment", new OptionSetValue(0))
                .set("eventhandler", new EntityReference("plugintype", UUID.fromString(type)))
                .set("sdkmessageid", new EntityReference("sdkmessage", UUID.fromString(message)))
                .set("sdkmessagefilterid", new EntityReference("sdkmessagefilter", UUID.fromString(filter))));
    }

    private void api(String name, @Nullable String table) {
        service.create(new Entity("customapi").set("uniquename", name).set("name", name).set("displayname", name)
                .set("description", name).set("isfunction", true).set("isprivate", false)
                .set("bindingtype", new OptionSetValue(table == null ? 0 : 2)).set("boundentitylogicalname", table)
                .set("allowedcustomprocessingsteptype", new OptionSetValue(0)));
    }

    private void user(String name, @Nullable String role) {
        String unit = http.get("WhoAmI").text("/BusinessUnitId");
        UUID id = service.create(new Entity("systemuser").set("domainname", name).set("firstname", name)
                .set("lastname", "Test")
                .set("businessunitid", new EntityReference("businessunit", UUID.fromString(unit))));
        if (role != null) {
            String roleId = http.get("roles?$filter=name eq '" + role + "'").text("/value/0/roleid");
            http.post("systemusers(" + id + ")/systemuserroles_association/$ref",
                    "{\"@odata.id\":\"roles(" + roleId + ")\"}").expect(204);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer x", "Bearer eyJhbGciOiJub25lIn0.e30.", "Basic YWRtaW46YWRtaW4=",
            "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.AAAA"})
    @DisplayName("web-api 41: no token, or a bad one, is 401 with the way to a good one")
    void badTokensAreRefused(String authorization) {
        Http caller = colonnade.anonymousHttp();
        HttpAnswer answer = (authorization.isEmpty() ? caller : caller.with("Authorization", authorization))
                .get("accounts").expect(401);

        assertThat(answer.errorCode()).matches("0x[0-9a-f]{8}");
        assertThat(answer.errorMessage()).isNotEmpty();
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer authorization_uri=")
                .contains("resource_id=" + colonnade.address() + "/");
    }

    @Test
    @DisplayName("web-api 42: a missing privilege is 403, and so is a row of others")
    void missingRightsAreForbidden() {
        UUID account = http.post("accounts", "{\"name\":\"admin's\"}").entityId();

        HttpAnswer privilege = colonnade.http("clerk").post("roles", "{\"name\":\"x\"}").expect(403);
        HttpAnswer row = colonnade.http("clerk").patch("accounts(" + account + ")", "{\"name\":\"mine\"}").expect(403);

        assertThat(privilege.errorCode()).isEqualTo("0x80040220");
        assertThat(privilege.errorMessage()).contains("prvCreateRole");
        assertThat(row.errorCode()).isEqualTo("0x80048306");
        colonnade.http("nobody").get("accounts").expect(403);
        assertThat(http.get("accounts(" + account + ")").text("/name")).isEqualTo("admin's");
    }

    @Test
    @DisplayName("web-api 43: a row that a Restrict relationship protects is not deleted")
    void protectedRowsStay() {
        UUID account = http.post("accounts", "{\"name\":\"x\"}").entityId();
        http.post("ctz_stuff", "{\"ctz_name\":\"t\",\"ctz_AccountId@odata.bind\":\"accounts(" + account + ")\"}")
                .expect(204);

        HttpAnswer answer = http.delete("accounts(" + account + ")").expect(405);

        assertThat(answer.errorCode()).isEqualTo("0x80040227");
        http.get("accounts(" + account + ")").expect(200);
    }

    @Test
    @DisplayName("web-api 45: an error has a code and a message, and nothing else")
    void errorsHaveOneForm() {
        for (HttpAnswer answer : List.of(http.get("nosuchthing"), http.get("accounts(" + MISSING + ")"),
                http.get("accounts?$select=x"), http.post("accounts", "{"), http.post("WhoAmI", "{}"),
                http.post("accounts", "{\"name\":5}"), http.delete("accounts"),
                colonnade.anonymousHttp().get("accounts"))) {
            JsonNode json = answer.json();
            assertThat(json.propertyNames()).containsExactly("error");
            assertThat(json.get("error").propertyNames()).containsExactly("code", "message");
            assertThat(answer.errorCode()).matches("0x[0-9a-f]{8}|0x0|");
            assertThat(answer.errorMessage()).isNotEmpty();
        }
    }

    @Test
    @DisplayName("web-api 46: a plug-in's refusal is 400 with its message, or its own status")
    void aPluginsRefusalIsTold() {
        HttpAnswer refused = http.post("accounts", "{\"name\":\"refuse\"}").expect(400);

        assertThat(refused.errorCode()).isEqualTo("0x80040265");
        assertThat(refused.errorMessage()).isEqualTo("m");
        assertThat(http.post("accounts", "{\"name\":\"gone\"}").expect(404).errorMessage()).isEqualTo("gone");
    }

    @Test
    @DisplayName("web-api 47: details of a plug-in's refusal come when they are asked for")
    void detailsComeWhenAskedFor() {
        JsonNode all = http.with("Prefer", "odata.include-annotations=\"*\"")
                .post("accounts", "{\"name\":\"refuse\"}").json().get("error");
        JsonNode details = http.with("Prefer", "odata.include-annotations=\"Microsoft.PowerApps.CDS.ErrorDetails*\"")
                .post("accounts", "{\"name\":\"refuse\"}").json().get("error");

        assertThat(all.get(DETAILS + "OperationStatus").asString()).isEqualTo("1");
        assertThat(all.get(DETAILS + "SubErrorCode").asString()).isEqualTo("77");
        assertThat(all.propertyNames()).contains("@Microsoft.PowerApps.CDS.HelpLink",
                "@Microsoft.PowerApps.CDS.TraceText", "@Microsoft.PowerApps.CDS.InnerError.Message");
        assertThat(details.propertyNames()).contains(DETAILS + "OperationStatus", DETAILS + "SubErrorCode")
                .allMatch(name -> name.equals("code") || name.equals("message") || name.startsWith(DETAILS));
    }

    @ParameterizedTest
    @CsvSource({"$select=nosuch, nosuch", "$select=Name, Name", "$filter=nosuch eq 1, nosuch",
            "$filter=Name eq 'x', Name", "$orderby=nosuch, nosuch", "$orderby=Name desc, Name",
            "$expand=nosuch, nosuch", "$expand=PrimaryContactId, PrimaryContactId"})
    @DisplayName("web-api 48: an unknown name in a query option is told with its type")
    void unknownNamesInOptionsAreTold(String option, String name) {
        HttpAnswer answer = http.get("accounts?" + option).expect(400);

        assertThat(answer.errorMessage())
                .isEqualTo("Could not find a property named '" + name + "' on type 'Microsoft.Dynamics.CRM.account'.");
        assertThat(answer.errorCode()).isIn("0x0", "0x80060888");
    }

    @Test
    @DisplayName("web-api 49: an unknown property in a body is told")
    void unknownPropertiesAreTold() {
        HttpAnswer answer = http.post("accounts", "{\"name\":\"unknown\",\"Nosuch\":1}").expect(400);

        assertThat(answer.errorMessage())
                .contains("Invalid property 'Nosuch' was found in entity 'Microsoft.Dynamics.CRM.account'");
        assertThat(http.get("accounts?$filter=name eq 'unknown'").json().get("value")).isEmpty();
    }

    @Test
    @DisplayName("web-api 50: an unknown bind is told")
    void unknownBindsAreTold() {
        HttpAnswer answer = http.post("contacts", "{\"nosuch@odata.bind\":\"accounts(" + MISSING + ")\"}").expect(400);

        assertThat(answer.errorCode()).isEqualTo("0x80048d19");
        assertThat(answer.errorMessage())
                .startsWith("Error identified in Payload provided by the user for Entity :'contacts'")
                .contains("An undeclared property 'nosuch' which only has property annotations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "nothing", "[]", "{\"name\":}", "{\"name\":\"x\"", "\"x\"", "{\"name\":\"x\"} more",
            "{\"name\":\"a\",\"name\":\"b\"}", "{\"name\":\"\\ud800"})
    @DisplayName("web-api 51: unreadable JSON is told")
    void unreadableJsonIsTold(String body) {
        HttpAnswer answer = http.post("accounts", body).expect(400);

        assertThat(answer.errorCode()).isEqualTo("0x80048d19");
        assertThat(answer.errorMessage())
                .startsWith("Error identified in Payload provided by the user for Entity :'accounts'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts(name='x')", "accounts(nosuch='x')", "accounts(accountid='x')", "accounts('x')",
            "ctz_stuff(ctz_code='x',ctz_name='y')", "ctz_stuff(ctz_part=1)"})
    @DisplayName("web-api 52: columns that are no key do not address a record")
    void onlyKeysAddressRecords(String path) {
        String table = path.startsWith("accounts") ? "account" : "ctz_thing";

        assertThat(http.get(path).expect(400).errorMessage()).startsWith(
                "The key in the request URI is not valid for resource 'Microsoft.Dynamics.CRM." + table + "'.");
    }

    @Test
    @DisplayName("web-api 53: a missing record is 404 with its id")
    void aMissingRecordIsNotFound() {
        HttpAnswer answer = http.get("accounts(" + MISSING + ")").expect(404);

        assertThat(answer.errorCode()).isEqualTo("0x80040217");
        assertThat(answer.errorMessage())
                .matches("(Entity '?account'?|account) With Id = " + MISSING + " Does Not Exist");
    }

    @Test
    @DisplayName("web-api 54: an unterminated literal is told with its place")
    void unterminatedLiteralsAreTold() {
        assertThat(http.get("contacts?$filter=lastname eq 'O'Bryan'").expect(400).errorMessage())
                .isEqualTo("There is an unterminated literal at position 21 in 'lastname eq 'O'Bryan''.");
    }

    @Test
    @DisplayName("web-api 55: a function without response property is not there")
    void functionsWithoutResponseAreNotThere() {
        HttpAnswer unbound = http.get("err_Silent()").expect(404);
        HttpAnswer bound = http.get("accounts/Microsoft.Dynamics.CRM.err_SilentOnSet()").expect(400);

        assertThat(unbound.errorCode()).isEqualTo("0x8006088a");
        assertThat(bound.errorCode()).isEqualTo("0x8006088a");
        assertThat(bound.errorMessage())
                .startsWith("The request URI is not valid. Since the segment 'accounts' refers to a collection");
    }
}
