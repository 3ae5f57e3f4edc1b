package dev.colonnade.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationResponse;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.PluginJar;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@ColonnadeTest
class InstalledSamplesTest {

    private final OrganizationService service;
    private final UUID administrator;
    private final byte[] jar = PluginJar.of(ReverseText.class, IsSystemAdmin.class, AccountStatistics.class,
            EscalateCase.class, OnOrderShipped.class, AccountNameGuard.class, SampleInstaller.class).bytes();

    InstalledSamplesTest(Colonnade colonnade) {
        this.service = colonnade.service();
        this.administrator = colonnade.organization().administratorId();
        new SampleInstaller().accept(service, jar);
    }

    @Test
    void installingAgainIsHarmless() {
        new SampleInstaller().accept(service, jar);

        assertThat(service.retrieveMultiple(new QueryExpression("publisher").columns("uniquename")
                .where("customizationprefix", ConditionOperator.EQUAL, "sample")).size()).isOne();
    }

    @Test
    void reverseText() {
        OrganizationResponse answer = service.execute(
                new OrganizationRequest("sample_ReverseText").set("StringParameter", "abc"));

        assertThat(answer.get("StringProperty")).isEqualTo("cba");
    }

    @Test
    void isSystemAdmin() {
        OrganizationResponse answer = service.execute(new OrganizationRequest("sample_IsSystemAdmin").set("Target",
                new EntityReference("systemuser", administrator)));

        assertThat(answer.get("HasRole")).isEqualTo(true);
    }

    @Test
    void accountStatistics() {
        OrganizationResponse answer = service.execute(new OrganizationRequest("sample_AccountStatistics"));

        assertThat(answer.get("Count", Integer.class)).isGreaterThanOrEqualTo(3);
        assertThat(answer.get("WithoutContact", Integer.class)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void escalateCase() {
        UUID account = service.create(new Entity("account").set("name", "In trouble"));
        UUID incident = service.create(new Entity("incident").set("title", "Fire").set("customerid",
                new EntityReference("account", account)));

        OrganizationResponse answer = service.execute(new OrganizationRequest("sample_EscalateCase")
                .set("Target", new EntityReference("incident", incident)).set("Priority", new OptionSetValue(1)));

        assertThat(answer.get("AssignedTo")).isEqualTo(new EntityReference("systemuser", administrator));
        assertThat(service.retrieve("incident", incident, ColumnSet.of("prioritycode", "isescalated")).attributes())
                .containsEntry("prioritycode", new OptionSetValue(1)).containsEntry("isescalated", true);
        assertThat(service.retrieveMultiple(new QueryExpression("task").columns("subject").where("regardingobjectid",
                ConditionOperator.EQUAL, incident)).entities()).singleElement()
                .satisfies(task -> assertThat(task.get("subject")).isEqualTo("Escalated: Fire"));
    }

    @Test
    void orderShippedIsTakenAndAnswersNothing() {
        OrganizationResponse answer = service.execute(new OrganizationRequest("sample_OnOrderShipped")
                .set("OrderNumber", "A-1").set("ShippedOn", Instant.parse("2026-11-24T10:00:00Z")));

        assertThat(answer.results().names()).isEmpty();
    }

    @Test
    void forbiddenAccountNamesAreRefused() {
        assertThatThrownBy(() -> service.create(new Entity("account").set("name", "Forbidden Planet")))
                .hasMessageContaining("'forbidden'");
    }
}
