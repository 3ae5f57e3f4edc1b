package dev.colonnade.engine.registration;

import static dev.colonnade.engine.customapi.Definitions.api;
import static dev.colonnade.engine.customapi.Definitions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.customapi.Definitions;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StepRegistrationTest {

    private static final String NOT_ALLOWED = "Custom SdkMessageProcessingStep is not allowed on the specified message.";

    private static final Definitions definitions = new Definitions();
    private static final UUID type = definitions.pluginType("Test.Steps");

    @AfterAll
    static void close() {
        definitions.close();
    }

    @Test
    @DisplayName("custom-api 80: step type 0 takes no step")
    void stepTypeNoneTakesNoStep() {
        definitions.create(api("new_None").set("allowedcustomprocessingsteptype", new OptionSetValue(0)));

        for (int stage : new int[]{10, 20, 40}) {
            assertRefused(ErrorCode.SDK_CUSTOM_PROCESSING_STEP_IS_NOT_ALLOWED,
                    () -> definitions.create(step("new_None", stage, 0))).hasMessage(NOT_ALLOWED);
        }
        assertRefused(ErrorCode.SDK_CUSTOM_PROCESSING_STEP_IS_NOT_ALLOWED,
                () -> definitions.create(step("new_None", 40, 1))).hasMessage(NOT_ALLOWED);
    }

    @Test
    @DisplayName("custom-api 81: step type 1 takes asynchronous steps only")
    void stepTypeAsyncTakesAsynchronousSteps() {
        definitions.create(api("new_Async").set("allowedcustomprocessingsteptype", new OptionSetValue(1)));

        assertRefused(ErrorCode.SDK_CUSTOM_PROCESSING_STEP_IS_NOT_ALLOWED,
                () -> definitions.create(step("new_Async", 40, 0))).hasMessage(NOT_ALLOWED);
        assertThatCode(() -> definitions.create(step("new_Async", 40, 1))).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("custom-api 82: step type 2 takes steps in all stages of others")
    void stepTypeAllTakesAllSteps() {
        definitions.create(api("new_All"));

        for (int stage : new int[]{10, 20, 40}) {
            assertThatCode(() -> definitions.create(step("new_All", stage, 0))).doesNotThrowAnyException();
        }
    }

    @Test
    @DisplayName("custom-api 83: stage 30 is never registered by hand")
    void theMainStageIsNeverRegisteredByHand() {
        definitions.create(api("new_Main"));

        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.create(step("new_Main", 30, 0)))
                .hasMessageContaining("30");
    }

    @Test
    void anAsynchronousStepRunsAfterTheOperation() {
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.create(step("Update", 20, 1)))
                .hasMessageContaining("'mode'");
    }

    @Test
    void handlerAndPluginTypeAreDerivedFromEachOther() {
        UUID byHandler = definitions.create(step("Update", 20, 0));
        Entity other = step("Update", 20, 0).set("plugintypeid", new EntityReference("plugintype", type));
        other.attributes().remove("eventhandler");
        UUID byType = definitions.create(other);

        for (UUID id : new UUID[]{byHandler, byType}) {
            assertThat(definitions.read("sdkmessageprocessingstep", id).attributes()).containsAllEntriesOf(
                    Map.of("eventhandler", new EntityReference("plugintype", type), "plugintypeid",
                            new EntityReference("plugintype", type), "rank", 1, "statecode", new OptionSetValue(0)));
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        Entity step = step("Update", 20, 0);
        step.attributes().remove("eventhandler");
        step.attributes().remove("name");

        assertRefused(ErrorCode.REQUIRED_FIELD_MISSING, () -> definitions.create(step))
                .hasMessageContaining("'eventhandler'").hasMessageContaining("'name'");
    }

    @Test
    void aFilterOfAnotherMessageIsRefused() {
        UUID filter = definitions.filter("Create", "account");

        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.create(step("Update", 20, 0)
                .set("sdkmessagefilterid", new EntityReference("sdkmessagefilter", filter))))
                .hasMessageContaining("'Update'");
    }

    @Test
    void filteringColumnsAreColumnsOfTheTable() {
        UUID id = definitions.create(step("Update", 20, 0).set("filteringattributes", "name, telephone1"));
        assertThat(definitions.read("sdkmessageprocessingstep", id).get("filteringattributes"))
                .isEqualTo("name,telephone1");
        assertRefused(ErrorCode.INVALID_ARGUMENT,
                () -> definitions.create(step("Update", 20, 0).set("filteringattributes", "name,nmae")))
                .hasMessageContaining("'nmae'");
    }

    @Test
    void anUpdateIsHeldToTheSameRules() {
        UUID id = definitions.create(step("Update", 20, 0));

        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.service().update(
                new Entity("sdkmessageprocessingstep", id).set("stage", new OptionSetValue(30))));
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.service().update(
                new Entity("sdkmessageprocessingstep", id).set("mode", new OptionSetValue(1))));
        assertThatCode(() -> definitions.service().update(new Entity("sdkmessageprocessingstep", id)
                .set("statecode", new OptionSetValue(1)).set("statuscode", new OptionSetValue(2))))
                .doesNotThrowAnyException();
    }

    @Test
    void aStepForAllTablesDoesNotRunForTheTablesOfSteps() {
        try (var own = new Definitions()) {
            UUID failing = own.pluginType("Fails", Definitions.jar("test.Fails",
                    "throw new InvalidPluginExecutionException(\"No.\");"), "test.Fails");
            UUID account = own.create(new Entity("account").set("name", "A"));
            UUID id = own.create(own.step("Update", null, failing).set("stage", new OptionSetValue(20)));
            assertRefused(ErrorCode.ISV_ABORTED,
                    () -> own.service().update(new Entity("account", account).set("name", "B")));

            own.service().update(new Entity("sdkmessageprocessingstep", id).set("statecode", new OptionSetValue(1)));

            assertThatCode(() -> own.service().update(new Entity("account", account).set("name", "B")))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void imagesFitTheMessageAndTheStage() {
        UUID update = definitions.create(step("Update", 20, 0));
        UUID create = definitions.create(step("Create", 40, 0));

        assertThatCode(() -> definitions.create(image(update, 0, "Target"))).doesNotThrowAnyException();
        assertThatCode(() -> definitions.create(image(create, 1, "Id"))).doesNotThrowAnyException();
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.create(image(update, 1, "Target")))
                .hasMessageContaining("stage 40");
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.create(image(create, 0, "Id")))
                .hasMessageContaining("pre image");
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.create(image(update, 0, "Targt")))
                .hasMessageContaining("'Targt'");
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.create(image(update, 0, "Target")))
                .hasMessageContaining("'pre'");
    }

    @Test
    void handlersInUseStay() {
        UUID used = definitions.pluginType("Test.Used");
        UUID step = definitions.create(definitions.step("Update", definitions.filter("Update", "account"), used));
        UUID assembly = ((EntityReference) java.util.Objects
                .requireNonNull(definitions.read("plugintype", used).get("pluginassemblyid"))).requireId();

        assertRefused(ErrorCode.CANNOT_DELETE_DUE_TO_ASSOCIATION,
                () -> definitions.service().delete("plugintype", used)).hasMessageContaining("Test on Update");
        assertRefused(ErrorCode.CANNOT_DELETE_DUE_TO_ASSOCIATION,
                () -> definitions.service().delete("pluginassembly", assembly));

        definitions.service().delete("sdkmessageprocessingstep", step);
        definitions.service().delete("pluginassembly", assembly);
        assertThat(definitions.find("plugintype", "plugintypeid", used)).isEmpty();
    }

    private static Entity step(String message, int stage, int mode) {
        UUID filter = message.startsWith("new_") ? null : definitions.filter(message, "account");
        return definitions.step(message, filter, type).set("stage", new OptionSetValue(stage))
                .set("mode", new OptionSetValue(mode)).set("statecode", new OptionSetValue(0));
    }

    private static Entity image(UUID stepId, int imageType, String property) {
        return new Entity("sdkmessageprocessingstepimage").set("name", "pre").set("entityalias", "pre")
                .set("imagetype", new OptionSetValue(imageType)).set("messagepropertyname", property)
                .set("sdkmessageprocessingstepid", new EntityReference("sdkmessageprocessingstep", stepId));
    }
}
