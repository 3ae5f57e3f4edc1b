package dev.colonnade.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import dev.colonnade.sdk.query.QueryExpression;
import dev.colonnade.testkit.FakeOrganizationService;
import dev.colonnade.testkit.FakePluginContext;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleUnitsTest {

    private static final UUID CASE = UUID.randomUUID();
    private static final UUID OWNER = UUID.randomUUID();
    private static final UUID MANAGER = UUID.randomUUID();

    @Test
    void reverseTextTurnsATextAround() {
        var context = new FakePluginContext("sample_ReverseText").input("StringParameter", "abc");

        new ReverseText().execute(context);

        assertThat(context.outputParameters().get("StringProperty")).isEqualTo("cba");
        assertThat(context.traces()).containsExactly("reversing 3 characters");
    }

    @ParameterizedTest
    @CsvSource({"systemuserroles,true", "teamroles,true", "none,false"})
    void anAdministratorHasTheRoleByItselfOrByATeam(String tableWithRole, boolean expected) {
        var service = new FakeOrganizationService().answeringQueries(query -> {
            String table = ((QueryExpression) query).entityName();
            return new EntityCollection(table, table.equals(tableWithRole) ? List.of(new Entity(table)) : List.of());
        });
        var context = new FakePluginContext("sample_IsSystemAdmin").service(service)
                .target(new EntityReference("systemuser", OWNER));

        new IsSystemAdmin().execute(context);

        assertThat(context.outputParameters().get("HasRole")).isEqualTo(expected);
    }

    private static FakeOrganizationService cases(int state) {
        return new FakeOrganizationService()
                .with(new Entity("incident", CASE).set("title", "Broken").set("statecode", new OptionSetValue(state))
                        .set("ownerid", new EntityReference("systemuser", OWNER)))
                .with(new Entity("systemuser", OWNER).set("parentsystemuserid",
                        new EntityReference("systemuser", MANAGER)));
    }

    @Test
    void anEscalatedCaseGoesToTheManagerWithATask() {
        FakeOrganizationService service = cases(0);
        var context = new FakePluginContext("sample_EscalateCase").service(service)
                .target(new EntityReference("incident", CASE)).input("Priority", new OptionSetValue(1));

        new EscalateCase().execute(context);

        var manager = new EntityReference("systemuser", MANAGER);
        assertThat(context.outputParameters().get("AssignedTo")).isEqualTo(manager);
        assertThat(service.rows("incident").getFirst().attributes()).containsEntry("ownerid", manager)
                .containsEntry("isescalated", true).containsEntry("prioritycode", new OptionSetValue(1));
        assertThat(service.rows("task")).singleElement()
                .satisfies(task -> assertThat(task.get("subject")).isEqualTo("Escalated: Broken"));
    }

    @Test
    void aClosedCaseAndAnUnknownPriorityAreRefused() {
        var context = new FakePluginContext("sample_EscalateCase").service(cases(1))
                .target(new EntityReference("incident", CASE)).input("Priority", new OptionSetValue(1));
        var unknown = new FakePluginContext("sample_EscalateCase").service(cases(0))
                .target(new EntityReference("incident", CASE)).input("Priority", new OptionSetValue(9));

        assertThatThrownBy(() -> new EscalateCase().execute(context))
                .isInstanceOf(InvalidPluginExecutionException.class).hasMessageContaining("closed");
        assertThatThrownBy(() -> new EscalateCase().execute(unknown))
                .isInstanceOf(InvalidPluginExecutionException.class).hasMessageContaining("9");
    }

    @Test
    void accountsAreCounted() {
        var service = new FakeOrganizationService().with(new Entity("account", UUID.randomUUID()))
                .with(new Entity("account", UUID.randomUUID()).set("primarycontactid",
                        new EntityReference("contact", UUID.randomUUID())));
        var context = new FakePluginContext("sample_AccountStatistics").service(service);

        new AccountStatistics().execute(context);

        assertThat(context.outputParameters().asMap()).containsEntry("Count", 2).containsEntry("WithoutContact", 1);
    }

    @Test
    void forbiddenWordsInANameAreRefusedInAnyCase() {
        var guard = new AccountNameGuard("bad, worse");

        guard.execute(new FakePluginContext("Create").stage(20).target(new Entity("account").set("name", "Good")));
        guard.execute(new FakePluginContext("Update").stage(20).target(new Entity("account")));

        var context = new FakePluginContext("Create").stage(20).target(new Entity("account").set("name", "The WORSE"));
        assertThatThrownBy(() -> guard.execute(context)).isInstanceOf(InvalidPluginExecutionException.class)
                .hasMessageContaining("'worse'");
    }
}
