package dev.colonnade.testkit.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.OrganizationServiceException;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.plugins.Registrations.Registered;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ColonnadeTest
class PipelineTest {

    private final Colonnade colonnade;
    private final OrganizationService service;
    private final Registrations steps;

    PipelineTest(Colonnade colonnade) {
        this.colonnade = colonnade;
        this.service = colonnade.service();
        colonnade.push(Scripted.class);
        this.steps = new Registrations(service, Scripted.class.getName());
    }

    private UUID account() {
        return service.create(new Entity("account").set("name", "before").set("telephone1", "1"));
    }

    private String told(Runnable operation) {
        try {
            operation.run();
        } catch (OrganizationServiceException e) {
            return e.getMessage();
        }
        throw new AssertionError("No plug-in told anything.");
    }

    private String create() {
        return told(() -> service.create(new Entity("account").set("name", "x")));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20})
    @DisplayName("event-framework 2: stage 10 of a client's operation is outside the transaction, stage 20 inside")
    void stagesBeforeTheOperationTellWhereTheyAre(int stage) {
        try (Registered step = steps.step("Create", "account", stage, "tell")) {
            String administrator = colonnade.organization().administratorId().toString();

            assertThat(create()).startsWith("Create stage=" + stage + " mode=0 depth=1 entity=account")
                    .contains("transaction=" + (stage > 10)).contains("second=none").contains("outputs=[]")
                    .contains("extension=sdkmessageprocessingstep").contains("user=" + administrator)
                    .contains("initiating=" + administrator);
            assertThat(step.id()).isNotNull();
        }
    }

    @Test
    @DisplayName("event-framework 23: stage 40 of a create sees the new id among the output parameters")
    void stageFortySeesTheResult() {
        try (Registered step = steps.step("Create", "account", 40, "tell")) {
            assertThat(create()).contains("stage=40").contains("outputs=[id]").contains("hasId=true")
                    .contains("parent=Create@30");
            assertThat(step.id()).isNotNull();
        }
    }

    @Test
    @DisplayName("event-framework 4: a column that a stage-20 plug-in sets is stored")
    void whatAPluginSetsIsStored() {
        try (Registered first = steps.step("Update", "account", 20, "set telephone1=42");
                Registered second = steps.step("Update", "account", 20, "append !")) {
            UUID id = account();

            service.update(new Entity("account", id).set("name", "after"));

            Entity row = service.retrieve("account", id, ColumnSet.of("name", "telephone1", "description"));
            assertThat(row.get("name")).isEqualTo("after");
            assertThat(row.get("telephone1")).isEqualTo("42");
            // Once: what the first plug-in did raised no second update.
            assertThat(row.get("description")).isEqualTo("!");
            assertThat(first.id()).isNotEqualTo(second.id());
        }
    }

    @Test
    @DisplayName("event-framework 5: a column that a stage-20 plug-in takes away is not changed")
    void whatAPluginRemovesStays() {
        try (Registered step = steps.step("Update", "account", 20, "remove telephone1")) {
            UUID id = account();

            service.update(new Entity("account", id).set("name", "after").set("telephone1", "2"));

            assertThat(service.retrieve("account", id, ColumnSet.of("telephone1")).get("telephone1")).isEqualTo("1");
            assertThat(step.id()).isNotNull();
        }
    }

    @Test
    @DisplayName("event-framework 6: a throw in stage 40 undoes the row and what other plug-ins wrote")
    void aRefusalUndoesEverything() {
        try (Registered writer = steps.step("Create", "account", 20, "task of the plug-in");
                Registered refuser = steps.step("Create", "account", 40, "refuse too late")) {
            assertThat(create()).isEqualTo("too late");
            assertThat(writer.id()).isNotEqualTo(refuser.id());
        }

        assertThat(service.retrieveMultiple(new QueryExpression("task").where("subject", ConditionOperator.EQUAL,
                "of the plug-in")).entities()).isEmpty();
        assertThat(service.retrieveMultiple(new QueryExpression("account").where("name", ConditionOperator.EQUAL, "x"))
                .entities()).isEmpty();
    }

    @Test
    @DisplayName("event-framework 8: steps of a stage run in the order of their ranks")
    void ranksDecideTheOrder() {
        Entity later = steps.step("Create", "account", 20).set("rank", 5).set("configuration", "append 2");
        Entity sooner = steps.step("Create", "account", 20).set("rank", 3).set("configuration", "append 1");
        try (Registered second = steps.step(later); Registered first = steps.step(sooner)) {
            UUID id = account();

            assertThat(service.retrieve("account", id, ColumnSet.of("description")).get("description"))
                    .isEqualTo("12");
            assertThat(first.id()).isNotEqualTo(second.id());
        }
    }

    @Test
    @DisplayName("event-framework 10: a disabled step does not run, and an enabled one does at once")
    void stepsAreSwitchedOffAndOn() {
        try (Registered step = steps.step("Create", "account", 20, "refuse no")) {
            step.set("statecode", new OptionSetValue(1));
            service.create(new Entity("account").set("name", "accepted"));
            step.set("statecode", new OptionSetValue(0));

            assertThat(create()).isEqualTo("no");
        }
    }

    @Test
    @DisplayName("event-framework 11: a step without a table runs for every table of the message")
    void aStepWithoutATableRunsForAll() {
        try (Registered step = steps.step("Create", null, 20, "tell")) {
            assertThat(create()).contains("entity=account");
            assertThat(told(() -> service.create(new Entity("contact").set("lastname", "x"))))
                    .contains("entity=contact");
            assertThat(step.id()).isNotNull();
        }
    }

    @Test
    @DisplayName("event-framework 13: filtering attributes choose the updates for which a step runs")
    void filteringAttributesChoose() {
        UUID id = account();
        Entity row = steps.step("Update", "account", 20).set("configuration", "refuse no")
                .set("filteringattributes", "telephone1,fax");
        try (Registered step = steps.step(row)) {
            service.update(new Entity("account", id).set("name", "free"));

            assertThat(told(() -> service.update(new Entity("account", id).set("fax", "1")))).isEqualTo("no");
            assertThat(step.id()).isNotNull();
        }
    }

    @Test
    @DisplayName("event-framework 15: depth grows with each nested operation")
    void depthGrows() {
        try (Registered outer = steps.step("Create", "account", 40, "task nested");
                Registered inner = steps.step("Create", "task", 10, "tell")) {
            assertThat(create()).contains("depth=2").contains("transaction=true").contains("parent=Create@40");
            assertThat(outer.id()).isNotEqualTo(inner.id());
        }
    }

    @Test
    @DisplayName("event-framework 16: a plug-in that updates its own row without guard ends with the depth error")
    void endlessLoopsEnd() {
        UUID id = account();
        try (Registered step = steps.step("Update", "account", 40, "rename again")) {
            assertThatThrownBy(() -> service.update(new Entity("account", id).set("name", "once")))
                    .isInstanceOfSatisfying(OrganizationServiceException.class,
                            e -> assertThat(e.errorCode()).isEqualTo(0x80044182));
            assertThat(step.id()).isNotNull();
        }

        assertThat(service.retrieve("account", id, ColumnSet.of("name")).get("name")).isEqualTo("before");
    }

    @Test
    @DisplayName("event-framework 33: what stage 10 of a create shares is found in the parent context")
    void variablesOfStageTenAreInTheParent() {
        try (Registered sharer = steps.step("Create", "account", 10, "share a=1");
                Registered other = steps.step("Create", "account", 20, "share b=2");
                Registered teller = steps.step("Create", "account", 40, "recall")) {
            assertThat(create()).isEqualTo("{b=2} {a=1}");
            assertThat(sharer.id()).isNotIn(other.id(), teller.id());
        }
    }

    @Test
    @DisplayName("event-framework 47: the constructor gets configuration and secure configuration")
    void secureConfigurationReachesTheConstructor() {
        UUID secret = service.create(
                new Entity("sdkmessageprocessingstepsecureconfig").set("secureconfig", "hidden"));
        Entity row = steps.step("Create", "account", 20).set("configuration", "secret")
                .set("sdkmessageprocessingstepsecureconfigid", new dev.colonnade.sdk.EntityReference(
                        "sdkmessageprocessingstepsecureconfig", secret));
        try (Registered step = steps.step(row)) {
            assertThat(create()).isEqualTo("hidden hidden");
            assertThat(step.id()).isNotNull();
        }
    }

    @Test
    @DisplayName("event-framework 48: a changed configuration is used by the next call")
    void aChangedConfigurationIsUsed() {
        try (Registered step = steps.step("Create", "account", 20, "refuse old")) {
            assertThat(create()).isEqualTo("old");
            step.set("configuration", "refuse new");

            assertThat(create()).isEqualTo("new");
        }
    }

    @Test
    @DisplayName("event-framework 53: a failed service call that a plug-in swallows fails the operation")
    void swallowedFailuresFail() {
        try (Registered step = steps.step("Create", "account", 20, "swallow")) {
            assertThatThrownBy(this::account).isInstanceOfSatisfying(OrganizationServiceException.class,
                    e -> assertThat(e.errorCode()).isEqualTo(0x8009000c));
            assertThat(step.id()).isNotNull();
        }
    }

    @Test
    void aFaultThatAPluginLetsThroughKeepsItsCode() {
        try (Registered step = steps.step("Create", "account", 20, "missing")) {
            assertThatThrownBy(this::account).isInstanceOfSatisfying(OrganizationServiceException.class,
                    e -> assertThat(e.errorCode()).isEqualTo(0x80040217));
            assertThat(step.id()).isNotNull();
        }
    }
}
