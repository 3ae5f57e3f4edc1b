package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Whole sequences, as sample programs run them.
@ColonnadeTest
class SampleTest {

    private final Colonnade colonnade;
    private final Http http;

    SampleTest(Colonnade colonnade) {
        this.colonnade = colonnade;
        this.http = colonnade.http();
    }

    private String create(String set, String body) {
        return set + "(" + http.post(set, body).expect(204).entityId() + ")";
    }

    private static String id(String row) {
        return row.substring(row.indexOf('(') + 1, row.length() - 1);
    }

    @Test
    @DisplayName("web-api 219: the sample of basic operations runs through, and leaves nothing behind")
    void theSampleOfBasicOperations() {
        assertThat(http.get("WhoAmI").expect(200).header("x-ms-dop-hint")).matches("[0-9]+");
        String contact = create("contacts", "{\"firstname\":\"Rafel\",\"lastname\":\"Shillo\"}");
        Http update = http.with("If-Match", "*").with("If-None-Match", "null");
        update.patch(contact, "{\"annualincome\":80000,\"jobtitle\":\"Junior Developer\"}").expect(204);
        HttpAnswer read = http.with("Prefer", "odata.include-annotations=\"*\"")
                .get(contact + "?$select=fullname,annualincome,jobtitle,description").expect(200);
        assertThat(read.text("/fullname")).isEqualTo("Rafel Shillo");
        assertThat(read.text("/annualincome@OData.Community.Display.V1.FormattedValue")).isEqualTo("$80,000.00");
        update.patch(contact,
                "{\"jobtitle\":\"Senior Developer\",\"annualincome\":95000,\"description\":\"To be arranged\"}")
                .expect(204);
        http.put(contact + "/telephone1", "{\"value\":\"555-0105\"}").expect(204);
        assertThat(http.get(contact + "/telephone1").text("/value")).isEqualTo("555-0105");

        String account = create("accounts", "{\"name\":\"Contoso Ltd\",\"telephone1\":\"555-5555\","
                + "\"primarycontactid@odata.bind\":\"" + colonnade.baseUrl() + contact + "\"}");
        assertThat(http.get(account + "?$select=name,&$expand=primarycontactid($select=fullname,jobtitle,annualincome)")
                .expect(200).text("/primarycontactid/fullname")).isEqualTo("Rafel Shillo");

        String fourth = create("accounts", """
                {"name":"Fourth Coffee","primarycontactid":{"firstname":"Susie","lastname":"Curtis",
                 "jobtitle":"Coffee Master","annualincome":48000,"Contact_Tasks":[
                  {"subject":"Sign invoice","description":"Invoice #12321","scheduledstart":"2023-04-19T03:00:00+07:00",
                   "scheduledend":"2023-04-19T04:00:00+07:00","scheduleddurationminutes":60},
                  {"subject":"Setup new display","scheduledstart":"2023-04-20T03:00:00+07:00",
                   "scheduledend":"2023-04-20T04:00:00+07:00","scheduleddurationminutes":60}]}}""");
        HttpAnswer deep = http
                .get(fourth + "?$select=name&$expand=primarycontactid($select=fullname,jobtitle,annualincome)")
                .expect(200);
        String susie = "contacts(" + deep.text("/primarycontactid/contactid") + ")";
        HttpAnswer tasks = http
                .get(susie + "?$select=fullname,jobtitle&$expand=Contact_Tasks($select=subject,description,"
                        + "scheduledstart,scheduledend)")
                .expect(200);
        assertThat(tasks.json().get("Contact_Tasks")).hasSize(2);
        assertThat(tasks.json().get("Contact_Tasks").findValuesAsString("scheduledstart"))
                .contains("2023-04-18T20:00:00Z");

        http.post(fourth + "/contact_customer_accounts/$ref",
                "{\"@odata.id\":\"" + colonnade.baseUrl() + contact + "\"}")
                .expect(204);
        assertThat(http.get(fourth + "/contact_customer_accounts?$select=fullname,jobtitle").text("/value/0/fullname"))
                .isEqualTo("Rafel Shillo");
        http.delete(fourth + "/contact_customer_accounts(" + id(contact) + ")/$ref").expect(204);

        HttpAnswer me = http.get("WhoAmI");
        String role = create("roles",
                "{\"name\":\"Example Security Role\",\"businessunitid@odata.bind\":\"businessunits("
                        + me.text("/BusinessUnitId") + ")\"}");
        String roles = "systemusers(" + me.text("/UserId") + ")/systemuserroles_association";
        http.post(roles + "/$ref", "{\"@odata.id\":\"" + colonnade.baseUrl() + role + "\"}").expect(204);
        assertThat(http.get(roles + "?$select=name&$filter=roleid eq " + id(role)).text("/value/0/name"))
                .isEqualTo("Example Security Role");
        http.delete(roles + "(" + id(role) + ")/$ref").expect(204);

        for (String row : new String[]{account, fourth, contact, susie, role}) {
            http.delete(row).expect(204);
            http.get(row).expect(404);
        }
        assertThat(http.get("tasks").json().get("value")).isEmpty();
    }
}
