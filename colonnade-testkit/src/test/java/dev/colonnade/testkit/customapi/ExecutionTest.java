package dev.colonnade.testkit.customapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationServiceException;
import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Results, failures and privileges, as callers over HTTP see them.
@ColonnadeTest
class ExecutionTest {

    private static final String NS = "Microsoft.Dynamics.CRM.";

    private final Colonnade colonnade;
    private final Http http;
    private final Apis apis;

    ExecutionTest(Colonnade colonnade) {
        this.colonnade = colonnade;
        http = colonnade.http();
        apis = new Apis(colonnade);
        colonnade.push(Echo.class, Answering.class);
    }

    @Test
    @DisplayName("custom-api 65: a call by the SDK, with and without Target, sees and answers what the Web API does")
    void theSdkAnswersWhatTheWebApiDoes() {
        UUID echo = apis.pluginType(Echo.class);
        UUID account = apis.account("Target");
        apis.create(Definition.action("new_Global").plugin(echo).parameter("Text", Types.STRING)
                .property("Text", Types.STRING).property("Seen", Types.STRING));
        apis.create(Definition.action("new_OnRow").onRow("account").plugin(echo).parameter("Text", Types.STRING)
                .property("Text", Types.STRING).property("Seen", Types.STRING));

        var global = colonnade.service().execute(new OrganizationRequest("new_Global").set("Text", "a"));
        var bound = colonnade.service().execute(new OrganizationRequest("new_OnRow").set("Text", "a")
                .set("Target", new EntityReference("account", account)));

        HttpAnswer globalAnswer = http.post("new_Global", "{\"Text\":\"a\"}").expect(200);
        assertThat(globalAnswer.text("/Seen")).isEqualTo(global.get("Seen"));
        assertThat(globalAnswer.text("/Text")).isEqualTo(global.get("Text"));
        HttpAnswer boundAnswer = http.post("accounts(" + account + ")/" + NS + "new_OnRow", "{\"Text\":\"a\"}")
                .expect(200);
        assertThat(boundAnswer.text("/Seen")).isEqualTo(bound.get("Seen"));
        assertThat(boundAnswer.text("/Text")).isEqualTo(bound.get("Text"));
    }

    @Test
    @DisplayName("custom-api 65: by the SDK each type makes the round trip, and a wrong one is refused with its name")
    void theSdkTakesAndGivesEachType() {
        var values = List.of(true, Instant.parse("2024-01-31T10:00:00Z"), new BigDecimal("12.5"),
                new Entity("account", Answering.ID).set("name", "A"),
                new EntityCollection("account", List.of(new Entity("account").set("name", "B"))),
                new EntityReference("contact", Answering.ID), 1.5, 7, Money.of(12), new OptionSetValue(1), "text",
                new String[]{"a", "b"}, Answering.ID);
        Definition definition = Definition.action("new_Sdk").plugin(apis.pluginType(Echo.class));
        var request = new OrganizationRequest("new_Sdk");
        for (int type = 0; type < values.size(); type++) {
            definition.optional("P" + type, type).property("P" + type, type);
            request.set("P" + type, values.get(type));
        }
        apis.create(definition);

        var response = colonnade.service().execute(request);

        for (int type = 0; type < values.size(); type++) {
            assertThat(response.get("P" + type)).as("type %d", type).usingRecursiveComparison()
                    .isEqualTo(values.get(type));
        }
        assertThatThrownBy(() -> colonnade.service().execute(new OrganizationRequest("new_Sdk").set("P7", "seven")))
                .isInstanceOf(OrganizationServiceException.class).hasMessageContaining("'P7'");
    }

    @Test
    @DisplayName("custom-api 65: by the SDK a bound API needs its Target, and a collection-bound one lets it pass")
    void theSdkNeedsTheTargetOfABoundApi() {
        apis.create(Definition.action("new_SdkRow").onRow("account"));
        apis.create(Definition.action("new_SdkRows").onRows("account"));

        assertThatThrownBy(() -> colonnade.service().execute(new OrganizationRequest("new_SdkRow")))
                .isInstanceOf(OrganizationServiceException.class).hasMessageContaining("'Target'");
        assertThatThrownBy(() -> colonnade.service().execute(new OrganizationRequest("new_SdkRow").set("Target",
                new EntityReference("contact", Answering.ID)))).isInstanceOf(OrganizationServiceException.class);
        assertThat(colonnade.service().execute(new OrganizationRequest("new_SdkRows").set("Target",
                new EntityCollection("account", List.of()))).results().names()).isEmpty();
    }

    @Test
    @DisplayName("custom-api 78: a refusal of the plug-in gives 400, its code and its message")
    void aRefusalOfThePluginIsABadRequest() {
        apis.create(Definition.action("new_Failing").plugin(apis.pluginType(Answering.class)));

        assertThat(http.post("new_Failing", "{}").expect(400).json().toString())
                .isEqualTo("{\"error\":{\"code\":\"0x80040265\",\"message\":\"It may not be.\"}}");
    }

    @Test
    @DisplayName("custom-api 86, 88: without the execute privilege 403; with it, or when it is taken away, success")
    void theExecutePrivilegeIsNeeded() {
        UUID api = apis.create(Definition.action("new_Guarded").set("executeprivilegename", "prvDeletePublisher"));
        UUID userId = user("guarded");
        Http user = colonnade.http("guarded");

        HttpAnswer refusal = user.post("new_Guarded", "{}").expect(403);
        assertThat(refusal.errorCode()).isEqualTo("0x80040220");
        assertThat(refusal.errorMessage()).contains("prvDeletePublisher", userId.toString());

        http.patch("customapis(" + api + ")", "{\"executeprivilegename\":null}").expect(204);
        user.post("new_Guarded", "{}").expect(204);
        http.patch("customapis(" + api + ")", "{\"executeprivilegename\":\"prvDeletePublisher\"}").expect(204);
        user.post("new_Guarded", "{}").expect(403);

        assign(userId, "System Administrator");
        user.post("new_Guarded", "{}").expect(204);
    }

    @Test
    @DisplayName("custom-api 87: with an empty or no execute privilege every user may call")
    void withoutAnExecutePrivilegeEveryUserMayCall() {
        apis.create(Definition.action("new_Empty").set("executeprivilegename", ""));
        apis.create(Definition.action("new_None").set("executeprivilegename", (String) null));
        user("anyone");

        colonnade.http("anyone").post("new_Empty", "{}").expect(204);
        colonnade.http("anyone").post("new_None", "{}").expect(204);
    }

    @Test
    @DisplayName("custom-api 86: an execute privilege that does not exist is refused with its name")
    void anUnknownExecutePrivilegeIsRefused() {
        HttpAnswer answer = http.post("customapis",
                Definition.action("new_Unknown").set("executeprivilegename", "prvNoSuch").json()).expect(400);

        assertThat(answer.errorMessage()).contains("prvNoSuch");
    }

    private UUID user(String name) {
        UUID unit = UUID.fromString(http.get("businessunits?$select=businessunitid").expect(200)
                .text("/value/0/businessunitid"));
        UUID userId = apis.create("systemusers", "{\"lastname\":\"" + name + "\",\"domainname\":\"" + name
                + "\",\"businessunitid@odata.bind\":\"businessunits(" + unit + ")\"}");
        assign(userId, "Basic User");
        return userId;
    }

    private void assign(UUID userId, String role) {
        UUID roleId = apis.id("roles", "roleid", "name eq '" + role + "'");
        http.post("systemusers(" + userId + ")/systemuserroles_association/$ref",
                "{\"@odata.id\":\"" + colonnade.baseUrl() + "roles(" + roleId + ")\"}").expect(204);
    }
}
