package dev.colonnade.testkit.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
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
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ColonnadeTest
class PluginErrorsTest {

    private final Colonnade colonnade;
    private final OrganizationService service;
    private final Registrations steps;

    PluginErrorsTest(Colonnade colonnade) {
        this.colonnade = colonnade;
        this.service = colonnade.service();
        colonnade.push(Scripted.class);
        this.steps = new Registrations(service, Scripted.class.getName());
    }

    private ServiceException create(String script) {
        try (Registered step = steps.step("Create", "account", 20, script)) {
            assertThat(step.id()).isNotNull();
            service.create(new Entity("account").set("name", "x"));
        } catch (OrganizationServiceException e) {
            return Objects.requireNonNull((ServiceException) e.getCause());
        }
        throw new AssertionError("The plug-in did not fail: " + script);
    }

    @Test
    @DisplayName("event-framework 54: a refusal has its code and its message")
    void aRefusalReachesTheCaller() {
        ServiceException refusal = create("refuse not today");

        assertThat(refusal.hex()).isEqualTo("0x80040265");
        assertThat(refusal.code().kind()).isEqualTo(ErrorCode.Kind.BAD_REQUEST);
        assertThat(refusal.getMessage()).isEqualTo("not today");
    }

    @Test
    @DisplayName("event-framework 55: a refusal without a message gets the general one")
    void aRefusalWithoutMessage() {
        assertThat(create("refuse").getMessage()).isEqualTo("ISV code aborted the operation.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crash", "assert", "link"})
    @DisplayName("event-framework 56: any other exception or error gets the general code and message")
    void whateverElseIsThrown(String verb) {
        ServiceException failure = create(verb);

        assertThat(failure.hex()).isEqualTo("0x80040224");
        assertThat(failure.getMessage()).isEqualTo("An unexpected error occurred from ISV code.");
        assertThat(failure.details().values()).noneMatch(text -> text.contains("inner detail"));
    }

    @Test
    void aStackOverflowIsACrashOfThePlugin() {
        ServiceException failure = create("overflow");

        assertThat(failure.hex()).isEqualTo("0x8004418d");
        assertThat(failure.getMessage()).contains(Scripted.class.getName()).contains("recursed");
    }

    @Test
    @DisplayName("event-framework 57: the HTTP status that a plug-in asks for is the answer's")
    void theStatusIsThePluginsChoice() {
        ServiceException refusal = create("gone");

        assertThat(refusal.statusOverride()).isEqualTo(404);
        assertThat(refusal.hex()).isEqualTo("0x80040265");
    }

    @Test
    @DisplayName("event-framework 58: operation status and sub error code are told as strings")
    void statusAndSubErrorCodeAreTold() {
        assertThat(create("cancel").details()).containsEntry("OperationStatus", "1").containsEntry("SubErrorCode",
                "77");
    }

    @Test
    @DisplayName("event-framework 59: the trace text names class and step and holds the trace")
    void theTraceTextIsTold() {
        assertThat(create("traceandcrash detail").details().get("TraceText"))
                .contains(": " + Scripted.class.getName() + "]").contains("Create of account in 20]")
                .contains("about to crash").doesNotContain("detail");
    }

    @Test
    void aConstructorThatRefusesRefusesTheOperation() {
        assertThat(create("unmakeable").getMessage()).isEqualTo("The configuration is wrong.");
    }

    @Test
    @DisplayName("event-framework 60: the organization's setting decides which executions leave a trace row")
    void theSettingDecidesWhatIsTraced() {
        setting(0);
        run("trace off");
        create("traceandcrash off");
        setting(1);
        run("trace returned");
        create("traceandcrash thrown");
        setting(2);
        run("trace all");
        create("traceandcrash too");

        List<Entity> rows = Colonnade.await("three traces", () -> {
            List<Entity> found = traces();
            return found.size() >= 3 ? found : null;
        });
        assertThat(rows).hasSize(3).extracting(row -> row.get("messageblock"))
                .containsExactlyInAnyOrder("about to crash", "traced all", "about to crash");
        Entity thrown = rows.stream().filter(row -> String.valueOf(row.get("exceptiondetails")).contains("thrown"))
                .findFirst().orElseThrow();
        // The rolled-back operation left its trace: event-framework 61.
        assertThat(thrown.get("exceptiondetails", String.class)).contains("IllegalStateException: thrown");
        assertThat(thrown.get("messagename")).isEqualTo("Create");
        assertThat(thrown.get("primaryentity")).isEqualTo("account");
        assertThat(thrown.get("depth")).isEqualTo(1);
    }

    private void run(String script) {
        try (Registered step = steps.step("Create", "account", 20, script)) {
            service.create(new Entity("account").set("name", step.id().toString()));
        }
    }

    private void setting(int value) {
        service.update(new Entity("organization", colonnade.organization().organizationId()).set(
                "plugintracelogsetting", new OptionSetValue(value)));
    }

    private List<Entity> traces() {
        return service.retrieveMultiple(new QueryExpression("plugintracelog").columnSet(ColumnSet.all())
                .where("typename", ConditionOperator.EQUAL, Scripted.class.getName())).entities();
    }
}
