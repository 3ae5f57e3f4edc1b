package dev.colonnade.engine.customapi;

import static dev.colonnade.engine.customapi.Definitions.api;
import static dev.colonnade.engine.customapi.Definitions.assertRefused;
import static dev.colonnade.engine.customapi.Definitions.boundApi;
import static dev.colonnade.engine.customapi.Definitions.parameter;
import static dev.colonnade.engine.customapi.Definitions.property;
import static dev.colonnade.engine.customapi.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationResponse;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.Relationship;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Calls of custom APIs through the pipeline, with real plug-ins.
class CustomApiCallTest {

    /// What a plug-in sees, told by its response properties.
    private static final String REPORT = Definitions.jar("test.Report", """
            context.output("Message", context.messageName());
            context.output("Stage", context.stage());
            context.output("Inputs", String.join(" ", context.inputParameters().names()));
            context.output("Configuration", String.valueOf(context.configuration()));
            Object target = context.inputParameters().get("Target");
            context.output("Target", target == null ? "none" : target.getClass().getSimpleName());
            """);

    /// A step that does what its stage is for: cancel, change an input, change an output.
    private static final String STEP = Definitions.jar("test.Intervene", """
            switch (context.stage()) {
                case 10 -> throw new InvalidPluginExecutionException("Cancelled.");
                case 20 -> context.inputParameters().set("Text", context.configuration());
                default -> context.output("Text", context.configuration());
            }
            """);

    private static final String ECHO = Definitions.jar("test.Echo",
            "context.output(\"Text\", context.requireInput(\"Text\", String.class));");

    private static final String FAIL = Definitions.jar("test.Fail", """
            context.organizationService().create(new Entity("account").set("name", "Half done"));
            throw new InvalidPluginExecutionException("It may not be.");
            """);

    private static final Definitions definitions = new Definitions();
    private static final UUID report = definitions.pluginType("Report", REPORT, "test.Report");
    private static final UUID intervene = definitions.pluginType("Intervene", STEP, "test.Intervene");

    @AfterAll
    static void close() {
        definitions.close();
    }

    @Test
    @DisplayName("custom-api 74: the main plug-in sees the message's name and stage 30")
    void theMainPluginSeesMessageAndStage() {
        definitions.create(reporting(api("new_Report")));

        OrganizationResponse response = definitions.call("new_Report");

        assertThat(response.get("Message")).isEqualTo("new_Report");
        assertThat(response.get("Stage")).isEqualTo(30);
    }

    @Test
    @DisplayName("custom-api 75: the main plug-in sees what was passed, and the target of a bound API")
    void theMainPluginSeesWhatWasPassed() {
        definitions.create(with(reporting(boundApi("new_OnRow", 1, "account")), parameter("A", 10), parameter("B", 7)));
        definitions.create(reporting(boundApi("new_OnRows", 2, "account")));
        UUID account = definitions.create(new Entity("account").set("name", "Target"));

        OrganizationResponse bound = definitions.service().execute(new OrganizationRequest("new_OnRow")
                .set("Target", new EntityReference("account", account)).set("A", "x"));
        OrganizationResponse collection = definitions.call("new_OnRows");

        assertThat(Objects.toString(bound.get("Inputs")).split(" ")).containsExactlyInAnyOrder("Target", "A");
        assertThat(bound.get("Target")).isEqualTo("EntityReference");
        assertThat(collection.get("Inputs")).isEqualTo("");
    }

    @Test
    @DisplayName("custom-api 76: what the main plug-in puts out reaches the caller")
    void whatThePluginPutsOutReachesTheCaller() {
        UUID echo = definitions.pluginType("Echo76", ECHO, "test.Echo");
        definitions.create(with(api("new_Echo76").set("plugintypeid", new EntityReference("plugintype", echo)),
                parameter("Text", 10), property("Text", 10)));

        assertThat(echo("new_Echo76", "hello")).isEqualTo("hello");
    }

    @Test
    @DisplayName("custom-api 77: without a plug-in properties have their defaults")
    void withoutAPluginPropertiesHaveTheirDefaults() {
        definitions.create(with(api("new_Defaults77"), property("Flag", 0), property("Count", 7), property("Text", 10),
                property("Id", 12)));

        OrganizationResponse response = definitions.call("new_Defaults77");

        assertThat(response.get("Flag")).isEqualTo(false);
        assertThat(response.get("Count")).isEqualTo(0);
        assertThat(response.get("Text")).isNull();
        assertThat(response.get("Id")).isEqualTo(new UUID(0, 0));
    }

    @Test
    @DisplayName("custom-api 78, 79: a failing plug-in gives its message and leaves nothing behind")
    void aFailingPluginGivesItsMessageAndLeavesNothingBehind() {
        UUID fail = definitions.pluginType("Fail78", FAIL, "test.Fail");
        definitions.create(api("new_Fail78").set("plugintypeid", new EntityReference("plugintype", fail)));

        assertRefused(ErrorCode.ISV_ABORTED, () -> definitions.call("new_Fail78")).hasMessage("It may not be.");

        assertThat(definitions.find("account", "name", "Half done")).isEmpty();
    }

    @Test
    @DisplayName("custom-api 82: steps of others change inputs, change outputs, and cancel")
    void stepsOfOthersChangeAndCancel() {
        UUID echo = definitions.pluginType("Echo82", ECHO, "test.Echo");
        for (String name : List.of("new_In82", "new_Out82", "new_Cancel82")) {
            definitions.create(with(api(name).set("plugintypeid", new EntityReference("plugintype", echo)),
                    parameter("Text", 10), property("Text", 10)));
        }
        intervene("new_In82", 20, "input");
        intervene("new_Out82", 40, "output");
        intervene("new_Cancel82", 10, "");

        assertThat(echo("new_In82", "hello")).isEqualTo("input");
        assertThat(echo("new_Out82", "hello")).isEqualTo("output");
        assertRefused(ErrorCode.ISV_ABORTED, () -> echo("new_Cancel82", "hello")).hasMessage("Cancelled.");
    }

    @Test
    @DisplayName("custom-api 84: a step answers for an API without a plug-in, from its configuration")
    void aStepAnswersForAnApiWithoutAPlugin() {
        definitions.create(with(api("new_Step84"), property("Text", 10)));
        intervene("new_Step84", 40, "configured");

        assertThat(definitions.call("new_Step84").get("Text")).isEqualTo("configured");
    }

    @Test
    @DisplayName("custom-api 85: the main plug-in has no configuration")
    void theMainPluginHasNoConfiguration() {
        definitions.create(reporting(api("new_Report85")));

        assertThat(definitions.call("new_Report85").get("Configuration")).isEqualTo("null");
    }

    @Test
    @DisplayName("custom-api 86: the execute privilege is needed, from a role or a team")
    void theExecutePrivilegeIsNeeded() {
        definitions.create(api("new_Guarded").set("executeprivilegename", "prvDeletePublisher"));
        definitions.create(api("new_Readable").set("executeprivilegename", "prvReadAccount"));
        UUID userId = definitions.user("guarded", "Basic User");
        OrganizationService user = definitions.service(userId);

        assertRefused(ErrorCode.PRIVILEGE_DENIED, () -> user.execute(new OrganizationRequest("new_Guarded")))
                .hasMessageContaining("prvDeletePublisher");
        assertThatCode(() -> user.execute(new OrganizationRequest("new_Readable"))).doesNotThrowAnyException();

        joinAdministrators(userId);
        assertThatCode(() -> user.execute(new OrganizationRequest("new_Guarded"))).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("custom-api 87, 88: without an execute privilege everyone may call, and a change acts at once")
    void aChangedExecutePrivilegeActsAtOnce() {
        UUID id = definitions.create(api("new_Opened").set("executeprivilegename", ""));
        OrganizationService user = definitions.service(definitions.user("opened", "Basic User"));
        OrganizationRequest call = new OrganizationRequest("new_Opened");
        assertThatCode(() -> user.execute(call)).doesNotThrowAnyException();

        definitions.service().update(new Entity("customapi", id).set("executeprivilegename", "prvDeletePublisher"));
        assertRefused(ErrorCode.PRIVILEGE_DENIED, () -> user.execute(call));

        definitions.service().update(new Entity("customapi", id).set("executeprivilegename", null));
        assertThatCode(() -> user.execute(call)).doesNotThrowAnyException();
    }

    private static Entity reporting(Entity api) {
        return with(api.set("plugintypeid", new EntityReference("plugintype", report)), property("Message", 10),
                property("Stage", 7), property("Inputs", 10), property("Configuration", 10), property("Target", 10));
    }

    private static void intervene(String message, int stage, String configuration) {
        definitions.create(definitions.step(message, null, intervene).set("stage", new OptionSetValue(stage))
                .set("configuration", configuration));
    }

    private static Object echo(String message, String text) {
        return Objects.requireNonNull(
                definitions.service().execute(new OrganizationRequest(message).set("Text", text)).get("Text"));
    }

    private static void joinAdministrators(UUID userId) {
        EntityReference role = definitions.find("role", "name", "System Administrator").getFirst()
                .toEntityReference();
        EntityReference unit = Objects.requireNonNull(
                definitions.read("systemuser", userId).get("businessunitid", EntityReference.class));
        UUID team = definitions.create(new Entity("team").set("name", "Administrators").set("businessunitid", unit)
                .set("administratorid", new EntityReference("systemuser", userId)));
        definitions.service().associate("team", team, new Relationship("teamroles_association"), List.of(role));
        definitions.service().associate("team", team, new Relationship("teammembership_association"),
                List.of(new EntityReference("systemuser", userId)));
    }
}
