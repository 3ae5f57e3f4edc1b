package dev.colonnade.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import dev.colonnade.testkit.PluginJar;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The samples as a client meets them: installed, and called over HTTP.
@ColonnadeTest
class InstalledSamplesTest {

    private final OrganizationService service;
    private final Http http;
    private final UUID administrator;
    private final byte[] jar = PluginJar.of(ReverseText.class, IsSystemAdmin.class, AccountStatistics.class,
            EscalateCase.class, OnOrderShipped.class, AccountNameGuard.class, SampleInstaller.class).bytes();

    InstalledSamplesTest(Colonnade colonnade) {
        this.service = colonnade.service();
        this.http = colonnade.http();
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
        HttpAnswer answer = http.post("sample_ReverseText", "{\"StringParameter\":\"abc\"}").expect(200);

        assertThat(answer.text("/StringProperty")).isEqualTo("cba");
        assertThat(answer.text("/@odata.context"))
                .endsWith("$metadata#Microsoft.Dynamics.CRM.sample_ReverseTextResponse");
    }

    @Test
    void isSystemAdmin() {
        HttpAnswer answer = http
                .get("systemusers(" + administrator + ")/Microsoft.Dynamics.CRM.sample_IsSystemAdmin()").expect(200);

        assertThat(answer.json().at("/HasRole").asBoolean()).isTrue();
    }

    @Test
    void accountStatistics() {
        HttpAnswer answer = http.get("accounts/Microsoft.Dynamics.CRM.sample_AccountStatistics()").expect(200);

        assertThat(answer.json().at("/Count").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(answer.json().at("/WithoutContact").asInt()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void escalateCase() {
        UUID account = http.post("accounts", "{\"name\":\"In trouble\"}").expect(204).entityId();
        UUID incident = http.post("incidents",
                "{\"title\":\"Fire\",\"customerid_account@odata.bind\":\"accounts(" + account + ")\"}").expect(204)
                .entityId();

        HttpAnswer answer = http.post("incidents(" + incident + ")/Microsoft.Dynamics.CRM.sample_EscalateCase",
                "{\"Priority\":1}").expect(200);

        assertThat(answer.body()).contains(administrator.toString());
        HttpAnswer row = http.get("incidents(" + incident + ")?$select=prioritycode,isescalated").expect(200);
        assertThat(row.json().at("/prioritycode").asInt()).isOne();
        assertThat(row.json().at("/isescalated").asBoolean()).isTrue();
        assertThat(http.get("tasks?$select=subject&$filter=_regardingobjectid_value eq " + incident).expect(200)
                .text("/value/0/subject")).isEqualTo("Escalated: Fire");
    }

    @Test
    void orderShippedIsTakenAndAnswersNothing() {
        http.post("sample_OnOrderShipped", "{\"OrderNumber\":\"A-1\",\"ShippedOn\":\"2026-11-24T10:00:00Z\"}")
                .expect(204);
    }

    @Test
    void forbiddenAccountNamesAreRefused() {
        HttpAnswer answer = http.post("accounts", "{\"name\":\"Forbidden Planet\"}").expect(400);

        assertThat(answer.errorCode()).isEqualTo("0x80040265");
        assertThat(answer.errorMessage()).contains("'forbidden'");
    }
}
