package dev.colonnade.server.webapi;

import static dev.colonnade.server.webapi.DoorFixture.ID;
import static dev.colonnade.server.webapi.DoorFixture.ID2;
import static dev.colonnade.server.webapi.DoorFixture.ROOT;
import static dev.colonnade.server.webapi.DoorFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.sdk.BooleanManagedProperty;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OptionSetValueCollection;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.Relationship;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What writing requests ask of the engine, and how their answers look.
final class WriteRequestTest {

    private final DoorFixture door = new DoorFixture();

    @BeforeEach
    void answers() {
        door.operation("Create", execution -> execution.outputs().set("id", ID));
        door.operation("Upsert", execution -> execution.outputs().set("RecordCreated", true).set("Target",
                new EntityReference("account", ID)));
        door.operation("Retrieve", execution -> execution.outputs().set("BusinessEntity",
                new Entity("account", ID).rowVersion("5").set("name", "Acme").set("primarycontactid",
                        new EntityReference("contact", ID2))));
    }

    private OrganizationRequest last() {
        return door.received().getLast();
    }

    private Entity target() {
        return (Entity) Objects.requireNonNull(last().get("Target"));
    }

    @Test
    @DisplayName("web-api 78: a create answers 204 with the address of the record")
    void aCreateAnswersWithTheAddress() {
        WebResponse response = door.send("POST", "accounts", "{\"name\":\"Acme\"}");

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers()).containsEntry("Location", ROOT + "accounts(" + ID + ")")
                .containsEntry("OData-EntityId", ROOT + "accounts(" + ID + ")").containsEntry("OData-Version", "4.0");
    }

    @Test
    @DisplayName("web-api 79: return=representation answers 201 with the selected columns")
    void aCreateCanAnswerWithTheRecord() {
        WebResponse response = door.send("POST", "accounts?$select=name", "{\"name\":\"Acme\"}",
                Map.of("Prefer", "return=representation"));

        assertThat(response.status()).isEqualTo(201);
        assertThat(text(response)).isEqualTo("{\"@odata.context\":\"" + ROOT + "$metadata#accounts(name)/$entity\","
                + "\"@odata.etag\":\"W/\\\"5\\\"\",\"name\":\"Acme\",\"accountid\":\"" + ID + "\"}");
        assertThat(response.headers()).doesNotContainKey("OData-EntityId")
                .containsEntry("Preference-Applied", "return=representation").containsEntry("ETag", "W/\"5\"");
    }

    @Test
    void everyTypeOfColumnIsRead() {
        door.send("POST", "accounts", """
                {"@odata.context":"x","@odata.type":"#Microsoft.Dynamics.CRM.account","name@a.b":"c","name":"Acme",
                 "creditonhold":true,"accountcategorycode":1,"ctz_interests":"3, 2","numberofemployees":"200",
                 "ctz_rate":1.50,"ctz_weight":2,"ctz_big":9007199254740993,"ctz_id":"%s","ctz_founded":"1974-03-25",
                 "ctz_localtime":"2024-01-31T10:00:00+02:00","createdon":"2020-01-01T00:00:00Z",
                 "iscustomizable":{"Value":false},"entityimage":"AQI=","revenue":5000000,"accountnumber":null,
                 "_primarycontactid_value":"%s","accountid":"%s"}""".formatted(ID2.toString().toUpperCase(
                java.util.Locale.ROOT), ID, ID2));

        Entity entity = target();
        assertThat(entity.id()).isEqualTo(ID2);
        assertThat(entity.attributes()).containsEntry("name", "Acme").containsEntry("creditonhold", true)
                .containsEntry("accountcategorycode", new OptionSetValue(1))
                .containsEntry("ctz_interests", OptionSetValueCollection.of(2, 3))
                .containsEntry("numberofemployees", 200).containsEntry("ctz_rate", new BigDecimal("1.50"))
                .containsEntry("ctz_weight", 2.0).containsEntry("ctz_big", 9_007_199_254_740_993L)
                .containsEntry("ctz_id", ID2).containsEntry("ctz_founded", LocalDate.of(1974, 3, 25))
                .containsEntry("ctz_localtime", LocalDateTime.of(2024, 1, 31, 10, 0))
                .containsEntry("iscustomizable", new BooleanManagedProperty(false))
                .containsEntry("revenue", new Money(new BigDecimal("5000000"))).containsEntry("accountnumber", null)
                .doesNotContainKeys("createdon", "primarycontactid");
        assertThat((byte[]) entity.get("entityimage")).containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {"name":1}                       | 'name' to the expected type 'Edm.String'
            {"creditonhold":"yes"}           | 'creditonhold' to the expected type 'Edm.Boolean'
            {"numberofemployees":1.5}        | 'numberofemployees' to the expected type 'Edm.Int32'
            {"numberofemployees":3000000000} | 'numberofemployees' to the expected type
            {"ctz_rate":"x"}                 | 'ctz_rate' to the expected type 'Edm.Decimal'
            {"ctz_id":"x"}                   | 'ctz_id' to the expected type 'Edm.Guid'
            {"ctz_founded":"1974-13-25"}     | The date-time format of '1974-13-25' for 'ctz_founded'
            {"ctz_interests":"a"}            | 'ctz_interests'
            {"entityimage":"%"}              | 'entityimage'
            {"revenue":[1]}                  | 'revenue'
            {"ctz_rate":1e999999999}         | out of range
            {"Name":"x"}                     | Invalid property 'Name' was found in entity 'Microsoft.Dynamics.CRM.account'.
            {"x@odata.bind":"contacts(1)"}   | An undeclared property 'x' which only has property annotations
            {"primarycontactid@odata.bind":"accounts(00000000-0000-0000-0000-00000000000a)"} | leads to a record of 'account'
            {"primarycontactid@odata.bind":"nosuch(1)"} | Resource not found for the segment 'nosuch'.
            {"primarycontactid@odata.bind":5} | takes the URL of a record
            {"Account_Tasks@odata.bind":"x"} | takes an array of URLs
            {"primarycontactid":[]}          | takes an object
            {"Account_Tasks":{}}             | takes an array
            {"name":"a","name":"b"}          | Duplicate
            {"name":"a"                      | Error identified in Payload provided by the user for Entity :'accounts'
            {"name":"a"} x                   | Error identified in Payload provided by the user for Entity :'accounts'
            []                               | A JSON object is expected.
            nothing                          | Error identified in Payload
            """)
    void mistakesInBodiesAreToldWithTheirName(String body, String message) {
        WebResponse response = door.send("POST", "accounts", body.strip());

        assertThat(response.status()).isBetween(400, 404);
        assertThat(text(response)).contains(message.strip());
        assertThat(door.received()).isEmpty();
    }

    @Test
    void bodiesOfAnotherTypeAreRefused() {
        assertThat(door.send("POST", "accounts", "a=b", Map.of("Content-Type", "application/x-www-form-urlencoded"))
                .status()).isEqualTo(415);
        assertThat(door.send("POST", "accounts", "{}", Map.of("Content-Type", "application/json;type=entry")).status())
                .isEqualTo(204);
        assertThat(door.send("POST", "accounts", "").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"contacts(00000000-0000-0000-0000-00000000000A)", "/contacts(00000000-0000-0000-0000-00000000000a)",
            "http://other/api/data/v9.0//contacts(00000000-0000-0000-0000-00000000000a)",
            "https://other/org1/api/v9.1/contacts(contactid=00000000-0000-0000-0000-00000000000a)"})
    @DisplayName("web-api 81: binds take every form of link")
    void bindsTakeEveryFormOfLink(String link) {
        door.send("POST", "accounts", "{\"primarycontactid@odata.bind\":\"" + link + "\"}");

        assertThat(target().get("primarycontactid")).isEqualTo(new EntityReference("contact", ID));
    }

    @Test
    void ownersAreBoundThroughOneNavigationProperty() {
        door.send("POST", "accounts", "{\"ownerid@odata.bind\":\"teams(" + ID + ")\"}");

        assertThat(target().get("ownerid")).isEqualTo(new EntityReference("team", ID));
    }

    @Test
    void rowsNest() {
        door.send("POST", "accounts", """
                {"name":"Acme","primarycontactid":{"fullname":"Ann","Contact_Tasks":[{"subject":"Call"}]},
                 "Account_Tasks":[{"subject":"A"},{"subject":"B"}],
                 "contact_customer_accounts@odata.bind":["contacts(%s)"]}""".formatted(ID));

        Entity entity = target();
        assertThat(Objects.requireNonNull(entity.relatedEntities().get("Account_Tasks")).entities())
                .extracting(task -> task.get("subject"))
                .containsExactly("A", "B");
        Entity contact = Objects.requireNonNull(entity.relatedEntities().get("primarycontactid")).entities().getFirst();
        assertThat(contact.logicalName()).isEqualTo("contact");
        assertThat(contact.relatedEntities()).containsKey("Contact_Tasks");
        assertThat(entity.get("contact_customer_accounts")).isEqualTo(List.of(new EntityReference("contact", ID)));
    }

    @Test
    void aPatchIsAnUpsertUnlessItsConditionsSayOtherwise() {
        String url = "accounts(" + ID + ")";

        door.send("PATCH", url, "{\"name\":\"x\"}", Map.of("If-None-Match", "null", "If-Match", "*"));
        assertThat(last().requestName()).isEqualTo("Upsert");
        assertThat(last().get("UpsertMode")).isEqualTo("UpdateOnly");

        door.send("PATCH", url, "{\"name\":\"x\"}", Map.of("If-None-Match", "*"));
        assertThat(last().get("UpsertMode")).isEqualTo("CreateOnly");

        WebResponse response = door.send("PATCH", url, "{\"name\":\"x\"}");
        assertThat(last().get("UpsertMode")).isNull();
        assertThat(target().id()).isEqualTo(ID);
        assertThat(response.status()).isEqualTo(204);

        door.send("PATCH", url, "{\"name\":\"x\"}", Map.of("If-Match", "W/\"12\""));
        assertThat(last().requestName()).isEqualTo("Update");
        assertThat(last().get("ConcurrencyBehavior")).isEqualTo(1);
        assertThat(target().rowVersion()).isEqualTo("12");

        assertThat(door.send("PATCH", url, "{}", Map.of("If-Match", "12")).status()).isEqualTo(400);
        assertThat(door.send("PATCH", url, "{\"Account_Tasks\":[]}").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("web-api 99: a patch by alternate key echoes the key")
    void aPatchByAlternateKeyEchoesTheKey() {
        WebResponse response = door.send("PATCH", "accounts(accountnumber='O%27%27Brien%2F1')", "{\"name\":\"x\"}");

        assertThat(target().keyAttributes()).containsExactly(Map.entry("accountnumber", "O'Brien/1"));
        assertThat(response.headers()).containsEntry("OData-EntityId", ROOT + "accounts(accountnumber='O''Brien%2F1')");
    }

    @Test
    void keysOverLookupsAreRead() {
        door.send("DELETE", "accounts(_primarycontactid_value=" + ID2 + ",name='a')");

        EntityReference reference = (EntityReference) last().get("Target");
        assertThat(Objects.requireNonNull(reference).keyAttributes())
                .containsExactlyInAnyOrderEntriesOf(Map.of("primarycontactid", ID2, "name", "a"));
    }

    @Test
    void singlePropertiesAreSetAndCleared() {
        String url = "accounts(" + ID + ")/name";

        assertThat(door.send("PUT", url, "{\"value\":\"x\"}").status()).isEqualTo(204);
        assertThat(target().attributes()).containsExactly(Map.entry("name", "x"));
        assertThat(door.send("DELETE", url).status()).isEqualTo(204);
        assertThat(target().contains("name")).isTrue();
        assertThat(target().get("name")).isNull();
        assertThat(door.send("PUT", url, "{\"x\":1}").status()).isEqualTo(400);
        assertThat(door.send("POST", url, "{}").status()).isEqualTo(405);
    }

    @Test
    void linksAreMadeAndTakenAway() {
        String task = "{\"@odata.id\":\"" + ROOT + "tasks(" + ID2 + ")\"}";

        assertThat(door.send("POST", "accounts(" + ID + ")/Account_Tasks/$ref", task).status()).isEqualTo(204);
        assertThat(last().requestName()).isEqualTo("Associate");
        assertThat(last().get("Relationship")).isEqualTo(new Relationship("Account_Tasks"));
        assertThat(last().get("RelatedEntities")).isEqualTo(List.of(new EntityReference("task", ID2)));

        door.send("DELETE", "accounts(" + ID + ")/Account_Tasks(" + ID2 + ")/$ref");
        assertThat(last().requestName()).isEqualTo("Disassociate");
        assertThat(last().get("RelatedEntities")).isEqualTo(List.of(new EntityReference("task", ID2)));

        door.send("DELETE", "accounts(" + ID + ")/Account_Tasks/$ref?$id=" + ROOT + "tasks(" + ID2 + ")");
        assertThat(last().get("RelatedEntities")).isEqualTo(List.of(new EntityReference("task", ID2)));

        door.send("PUT", "contacts(" + ID + ")/parentcustomerid_account/$ref",
                "{\"@odata.id\":\"accounts(" + ID2 + ")\"}");
        assertThat(target().get("parentcustomerid")).isEqualTo(new EntityReference("account", ID2));

        door.send("DELETE", "contacts(" + ID + ")/parentcustomerid_account/$ref");
        assertThat(target().contains("parentcustomerid")).isTrue();
    }

    @Test
    @DisplayName("web-api 6: a collection takes no PATCH and no DELETE")
    void aCollectionTakesNoPatchAndNoDelete() {
        assertThat(door.send("PATCH", "accounts", "{}").status()).isEqualTo(405);
        assertThat(door.send("DELETE", "accounts").status()).isEqualTo(405);
    }

    @Test
    void aDeleteCarriesTheVersion() {
        assertThat(door.send("DELETE", "accounts(" + ID + ")", "", Map.of("If-Match", "W/\"7\"")).status())
                .isEqualTo(204);

        assertThat(((EntityReference) Objects.requireNonNull(last().get("Target"))).rowVersion())
                .isEqualTo("7");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void garbageBodiesAreNeverMoreThanABadRequest(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            String body = garbage(random);
            int status = door.send("POST", "accounts", body).status();
            assertThat(status).as(body).isIn(204, 400, 404);
        }
    }

    static LongStream seeds() {
        String seed = System.getProperty("seed");
        return seed != null ? LongStream.of(Long.parseLong(seed)) : LongStream.range(0, 25);
    }

    private static final String[] PIECES = {"{", "}", "[", "]", ":", ",", "\"name\"", "\"primarycontactid\"",
            "\"primarycontactid@odata.bind\"", "\"Account_Tasks\"", "\"Account_Tasks@odata.bind\"", "\"revenue\"",
            "\"iscustomizable\"", "\"Value\"", "\"contacts(00000000-0000-0000-0000-00000000000a)\"", "\"x\"", "1", "-",
            "1.5", "true", "null", "\"@odata.type\"", "\"ctz_founded\"", "\"", "\\", "\u0000", "\u00e9"};

    private static String garbage(Random random) {
        if (random.nextBoolean()) {
            return random.ints(1 + random.nextInt(12), 0, PIECES.length).mapToObj(i -> PIECES[i])
                    .collect(Collectors.joining());
        }
        return random.ints(1 + random.nextInt(4), 0, PIECES.length - 6)
                .mapToObj(i -> PIECES[6 + random.nextInt(10)] + ":" + PIECES[i])
                .collect(Collectors.joining(",", "{", "}"));
    }
}
