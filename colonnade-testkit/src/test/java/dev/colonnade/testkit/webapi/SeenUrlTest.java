package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The same URL, asked again and again by callers with other rights.
@ColonnadeTest
class SeenUrlTest {

    private final Colonnade colonnade;
    private final Http administrator;

    SeenUrlTest(Colonnade colonnade) {
        this.colonnade = colonnade;
        this.administrator = colonnade.http();
    }

    private void user(String name, String role) {
        String unit = administrator.get("WhoAmI").text("/BusinessUnitId");
        UUID id = colonnade.service().create(new Entity("systemuser").set("domainname", name).set("firstname", name)
                .set("lastname", "Test")
                .set("businessunitid", new EntityReference("businessunit", UUID.fromString(unit))));
        String roleId = administrator.get("roles?$filter=name eq '" + role + "'").text("/value/0/roleid");
        administrator.post("systemusers(" + id + ")/systemuserroles_association/$ref",
                "{\"@odata.id\":\"roles(" + roleId + ")\"}").expect(204);
    }

    @Test
    void eachCallerSeesWhatTheOwnRightsShow() {
        user("seen-clerk", "Basic User");
        Http clerk = colonnade.http("seen-clerk");
        administrator.post("accounts", "{\"name\":\"seen: of the administrator\"}").expect(204);
        clerk.post("accounts", "{\"name\":\"seen: of the clerk\"}").expect(204);
        String rows = "accounts?$select=name&$filter=startswith(name,'seen:')&$orderby=name";

        for (int i = 0; i < 4; i++) {
            assertThat(administrator.get(rows).expect(200).json().at("/value")).hasSize(2);
            assertThat(clerk.get(rows).expect(200).json().at("/value")).hasSize(1);
        }
    }

    @Test
    void aUrlMeansWhatIsDefinedNow() {
        colonnade.tables(WebApiTables.THING);
        String rows = "ctz_stuff?$select=ctz_name,ctz_code";
        for (int i = 0; i < 4; i++) {
            administrator.get(rows).expect(200);
        }

        colonnade.tables(WebApiTables.THING.replace("ctz_Thing", "ctz_Other").replace("ctz_stuff", "ctz_others")
                .replace("ctz_By", "ctz_OtherBy").replace("ctz_Account_Things", "ctz_Account_Others"));

        assertThat(administrator.get(rows).expect(200).text("/@odata.context")).endsWith(
                "#ctz_stuff(ctz_name,ctz_code)");
        administrator.get("ctz_others?$select=ctz_name,ctz_code").expect(200);
        administrator.get("ctz_stuff?$select=ctz_name,ctz_none").expect(400);
    }
}
