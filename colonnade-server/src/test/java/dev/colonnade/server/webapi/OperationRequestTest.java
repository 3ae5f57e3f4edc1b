package dev.colonnade.server.webapi;

import static dev.colonnade.server.webapi.DoorFixture.ID;
import static dev.colonnade.server.webapi.DoorFixture.ID2;
import static dev.colonnade.server.webapi.DoorFixture.ROOT;
import static dev.colonnade.server.webapi.DoorFixture.parameter;
import static dev.colonnade.server.webapi.DoorFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.message.Binding;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Parameter;
import dev.colonnade.engine.message.ParameterType;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.LocalizedLabel;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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

/// Calls of functions and actions.
final class OperationRequestTest {

    private static final List<Parameter> ALL = Arrays.stream(ParameterType.values())
            .filter(type -> type.number() >= 0).map(type -> parameter(type.name(), type)).toList();
    private static final List<Parameter> NONE = List.of();

    private final DoorFixture door = new DoorFixture();

    @BeforeEach
    void define() {
        door.customApi("ctz_Echo", Binding.GLOBAL, false, ALL, ALL, OperationRequestTest::echo);
        door.customApi("ctz_Get", Binding.GLOBAL, true, ALL, ALL, OperationRequestTest::echo);
        door.customApi("ctz_Clean", Binding.GLOBAL, false, NONE, NONE, execution -> {});
        door.customApi("ctz_Nothing", Binding.GLOBAL, true, NONE, NONE, execution -> {});
        door.customApi("ctz_OnRow", Binding.ENTITY, true, NONE, List.of(parameter("HasRole", ParameterType.BOOLEAN)),
                execution -> {});
        door.customApi("ctz_OnRows", Binding.ENTITY_COLLECTION, true, NONE,
                List.of(parameter("Total", ParameterType.INTEGER)), execution -> {});
    }

    private static void echo(Execution execution) {
        execution.inputs().names().forEach(name -> execution.outputs().set(name, execution.inputs().get(name)));
    }

    private void answer(ParameterType type, Object value) {
        door.customApi("ctz_One", Binding.GLOBAL, false, NONE, List.of(parameter("P", type)),
                execution -> execution.outputs().set("P", value));
    }

    private OrganizationRequest last() {
        return door.received().getLast();
    }

    private Entity expando(String members) {
        WebResponse response = door.send("POST", "ctz_Echo",
                "{\"ENTITY\":{\"@odata.type\":\"Microsoft.Dynamics.CRM.expando\"," + members + "}}");
        assertThat(text(response)).doesNotContain("\"error\"");
        return (Entity) Objects.requireNonNull(last().get("ENTITY"));
    }

    @Test
    @DisplayName("custom-api 52: each type makes the round trip through a body")
    void everyTypeMakesTheRoundTripThroughABody() {
        String values = """
                "BOOLEAN":true,"DATE_TIME":"2024-01-31T10:00:00Z","DECIMAL":12.50,\
                "ENTITY":{"@odata.type":"#Microsoft.Dynamics.CRM.account","name":"A","accountid":"%s"},\
                "ENTITY_COLLECTION":[{"@odata.type":"#Microsoft.Dynamics.CRM.account","name":"B"}],\
                "ENTITY_REFERENCE":{"@odata.type":"#Microsoft.Dynamics.CRM.contact","contactid":"%s"},"FLOAT":12.5,\
                "INTEGER":7,"MONEY":12.50,"PICKLIST":1,"STRING":"text","STRING_ARRAY":["a","b"],"GUID":"%s"}"""
                .formatted(ID, ID2, ID);

        WebResponse response = door.send("POST", "ctz_Echo", "{" + values);

        assertThat(text(response)).isEqualTo("{\"@odata.context\":\"" + ROOT
                + "$metadata#Microsoft.Dynamics.CRM.ctz_EchoResponse\"," + values);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            (INTEGER=7,STRING='it''s',BOOLEAN=true)                     | INTEGER | 7
            (INTEGER=@p)?@p='7'                                         | INTEGER | 7
            (MONEY=@p)?@p=12.5                                          | MONEY | Money[value=12.5]
            (DECIMAL=12.50)                                             | DECIMAL | 12.50
            (FLOAT=12)                                                  | FLOAT | 12.0
            (PICKLIST=1)                                                | PICKLIST | OptionSetValue[value=1]
            (STRING=@p)?@p='a%20b%2Bc'                                  | STRING | a b+c
            (DATE_TIME=@p)?@p=2024-01-31T10:00:00Z                      | DATE_TIME | 2024-01-31T10:00:00Z
            (DATE_TIME=2024-01-31T10:00:00Z)                            | DATE_TIME | 2024-01-31T10:00:00Z
            (GUID=@p)?@p=00000000-0000-0000-0000-00000000000A           | GUID | 00000000-0000-0000-0000-00000000000a
            (STRING=@p)                                                 | STRING | null
            ?                                                           | STRING | null
            ()                                                          | STRING | null
            """)
    @DisplayName("custom-api 53: each simple type makes its way through a URL")
    void simpleTypesAreReadFromTheUrl(String call, String name, String expected) {
        WebResponse response = door.send("GET", "ctz_Get" + call.strip());

        assertThat(text(response)).doesNotContain("\"error\"");
        assertThat(String.valueOf(last().get(name.strip()))).isEqualTo(expected.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {'@odata.id':'contacts(00000000-0000-0000-0000-00000000000a)'}
            { "@odata.id" : "/contacts(00000000-0000-0000-0000-00000000000a)" }
            {'@odata.type':'Microsoft.Dynamics.CRM.contact','contactid':'00000000-0000-0000-0000-00000000000a'}
            """)
    @DisplayName("custom-api 54: a reference in a URL takes both kinds of quotes")
    void referencesAreReadFromTheUrl(String json) {
        door.send("GET",
                "ctz_Get(ENTITY_REFERENCE=@p,STRING_ARRAY=@q)?@p=" + json.replace(' ', '+') + "&@q=['a',\"b\"]");

        assertThat(last().get("ENTITY_REFERENCE")).isEqualTo(new EntityReference("contact", ID));
        assertThat((String[]) last().get("STRING_ARRAY")).containsExactly("a", "b");
    }

    @Test
    @DisplayName("custom-api 57: open types reach the plug-in with their types")
    void openTypesAreReadByTheirAnnotations() {
        Entity bag = expando("""
                "n":3,"t":"a[b'c","d@odata.type":"Decimal","d":1.50,"f":1,"f@odata.type":"#Double",
                "l@odata.type":"Int64","l":5,"g":"%s","g@odata.type":"Edm.Guid","s":"%s",
                "tags":["a","b"],"tags@odata.type":"Collection(String)","ns@odata.type":"Collection(Int32)","ns":[1,2],
                "sub":{"@odata.type":"Microsoft.Dynamics.CRM.expando","x":true},
                "row":{"@odata.type":"#Microsoft.Dynamics.CRM.account","name":"A"},
                "label@odata.type":"Microsoft.Dynamics.CRM.LocalizedLabel","label":{"Label":"L","LanguageCode":1033},
                "right@odata.type":"Microsoft.Dynamics.CRM.AccessRights","right":"ReadAccess","nothing":null,
                "bags@odata.type":"Collection(Microsoft.Dynamics.CRM.expando)",
                "bags":[{"@odata.type":"Microsoft.Dynamics.CRM.expando","y":1}]""".formatted(ID, ID));

        assertThat(bag.attributes()).containsEntry("n", 3).containsEntry("t", "a[b'c")
                .containsEntry("d", new BigDecimal("1.50")).containsEntry("f", 1.0).containsEntry("l", 5L)
                .containsEntry("g", ID).containsEntry("s", ID.toString()).containsEntry("nothing", null)
                .containsEntry("label", new LocalizedLabel("L", 1033)).containsEntry("right", "ReadAccess");
        assertThat((String[]) bag.get("tags")).containsExactly("a", "b");
        assertThat((Integer[]) bag.get("ns")).containsExactly(1, 2);
        assertThat(((Entity) Objects.requireNonNull(bag.get("sub"))).get("x")).isEqualTo(true);
        Entity row = (Entity) Objects.requireNonNull(bag.get("row"));
        assertThat(row.logicalName()).isEqualTo("account");
        assertThat(row.get("name")).isEqualTo("A");
        assertThat(((EntityCollection) Objects.requireNonNull(bag.get("bags"))).entities()).singleElement()
                .satisfies(inner -> assertThat(inner.get("y")).isEqualTo(1));
    }

    @Test
    @DisplayName("custom-api 59: open types are written with their annotations")
    void openTypesAreWrittenWithTheirAnnotations() {
        answer(ParameterType.ENTITY, new Entity().set("HasMore", true).set("n", 1).set("d", new BigDecimal("1.5"))
                .set("g", ID).set("Result", new EntityCollection("", List.of(new Entity().set("power", 6))))
                .set("tags", new String[]{"a"}).set("nothing", null));

        assertThat(text(door.send("POST", "ctz_One"))).isEqualTo("{\"@odata.context\":\"" + ROOT
                + "$metadata#expando/$entity\",\"@odata.type\":\"#Microsoft.Dynamics.CRM.expando\",\"HasMore\":true,"
                + "\"n\":1,\"d@odata.type\":\"#Decimal\",\"d\":1.5,\"g@odata.type\":\"#Guid\",\"g\":\"" + ID + "\","
                + "\"Result@odata.type\":\"#Collection(Microsoft.Dynamics.CRM.expando)\",\"Result\":["
                + "{\"@odata.type\":\"#Microsoft.Dynamics.CRM.expando\",\"power\":6}],"
                + "\"tags@odata.type\":\"#Collection(String)\",\"tags\":[\"a\"],\"nothing\":null}");
    }

    @Test
    @DisplayName("custom-api 48: a single record is flat, a single collection is an array")
    void singleRecordsAreNotWrapped() {
        answer(ParameterType.ENTITY, new Entity("account", ID).set("name", "A"));
        assertThat(text(door.send("POST", "ctz_One"))).isEqualTo("{\"@odata.context\":\"" + ROOT
                + "$metadata#accounts/$entity\",\"name\":\"A\",\"accountid\":\"" + ID + "\"}");

        answer(ParameterType.ENTITY_REFERENCE, new EntityReference("contact", ID));
        assertThat(text(door.send("POST", "ctz_One"))).isEqualTo("{\"@odata.context\":\"" + ROOT
                + "$metadata#contacts/$entity\",\"contactid\":\"" + ID + "\"}");

        answer(ParameterType.ENTITY_COLLECTION,
                new EntityCollection("account", List.of(new Entity("account", ID).set("name", "A"))));
        assertThat(text(door.send("POST", "ctz_One"))).isEqualTo("{\"@odata.context\":\"" + ROOT
                + "$metadata#accounts\",\"value\":[{\"name\":\"A\",\"accountid\":\"" + ID + "\"}]}");
    }

    @Test
    void propertiesThatNothingSetHaveTheirDefaults() {
        assertThat(text(door.send("POST", "ctz_Echo", "{}"))).endsWith("\"BOOLEAN\":false,"
                + "\"DATE_TIME\":\"0001-01-01T00:00:00Z\",\"DECIMAL\":0,\"ENTITY\":null,\"ENTITY_COLLECTION\":[],"
                + "\"ENTITY_REFERENCE\":null,\"FLOAT\":0.0,\"INTEGER\":0,\"MONEY\":0,\"PICKLIST\":0,\"STRING\":null,"
                + "\"STRING_ARRAY\":[],\"GUID\":\"00000000-0000-0000-0000-000000000000\"}");
    }

    @Test
    void aValueOfAnotherTypeIsThePluginsFault() {
        answer(ParameterType.INTEGER, "seven");

        WebResponse response = door.send("POST", "ctz_One");

        assertThat(response.status()).isEqualTo(500);
        assertThat(text(response)).contains("0x80040224").contains("'P'").contains("ctz_One");
    }

    @Test
    @DisplayName("custom-api 46: a call without properties answers 204")
    void aCallWithoutPropertiesHasNoContent() {
        assertThat(door.send("POST", "ctz_Clean").status()).isEqualTo(204);
        assertThat(door.send("POST", "ctz_Clean", "{}").status()).isEqualTo(204);
    }

    @Test
    @DisplayName("custom-api 42: functions answer GET, actions answer POST, else 404 with an empty code")
    void theWrongMethodIsNotFound() {
        WebResponse response = door.send("POST", "ctz_Get");

        assertThat(response.status()).isEqualTo(404);
        assertThat(text(response)).isEqualTo("{\"error\":{\"code\":\"\",\"message\":\"No HTTP resource was found that"
                + " matches the request URI '" + ROOT + "ctz_Get'.\"}}");
        assertThat(door.send("GET", "ctz_Echo").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            accounts(00000000-0000-0000-0000-00000000000a)/Microsoft.Dynamics.CRM.ctz_OnRow    | 200 | "HasRole":false
            accounts(00000000-0000-0000-0000-00000000000a)/Microsoft.Dynamics.CRM.ctz_OnRow()  | 200 | "HasRole":false
            accounts(00000000-0000-0000-0000-00000000000a)/ctz_OnRow                           | 400 | Request message has unresolved parameters
            contacts(00000000-0000-0000-0000-00000000000a)/Microsoft.Dynamics.CRM.ctz_OnRow()  | 404 | Resource not found for the segment
            accounts/Microsoft.Dynamics.CRM.ctz_OnRows()                                       | 200 | "Total":0
            accounts(00000000-0000-0000-0000-00000000000a)/Microsoft.Dynamics.CRM.ctz_OnRows() | 404 | Resource not found for the segment
            accounts/Microsoft.Dynamics.CRM.ctz_OnRow()                                        | 400 | The request URI is not valid.
            Microsoft.Dynamics.CRM.ctz_Get                                                     | 404 | Resource not found for the segment
            ctz_get                                                                            | 404 | Resource not found for the segment 'ctz_get'.
            ctz_Nothing                                                                        | 404 | Resource not found for the segment 'ctz_Nothing'.
            ctz_OnRow                                                                          | 404 | Resource not found for the segment 'ctz_OnRow'.
            Create                                                                             | 404 | Resource not found for the segment 'Create'.
            ctz_Get(X=1)                                                                       | 400 | The parameter 'X' in the request payload is not a valid parameter
            ctz_Get(INTEGER='x')                                                               | 400 | the parameter 'INTEGER' to the expected type 'Edm.Int32'
            """)
    void operationsAreFoundWhereTheyAreBound(String url, int status, String content) {
        WebResponse response = door.send("GET", url.strip());

        assertThat(response.status()).isEqualTo(status);
        assertThat(text(response)).contains(content.strip());
    }

    @Test
    void theTargetOfABoundOperationComesFromTheUrl() {
        door.send("GET", "accounts(" + ID + ")/Microsoft.Dynamics.CRM.ctz_OnRow");

        assertThat(last().get("Target")).isEqualTo(new EntityReference("account", ID));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {"X":1}                             | The parameter 'X' in the request payload is not a valid parameter for the operation 'ctz_Echo'.
            {"INTEGER":"a"}                     | the parameter 'INTEGER' to the expected type 'Edm.Int32'
            {"BOOLEAN":1}                       | the parameter 'BOOLEAN' to the expected type 'Edm.Boolean'
            {"STRING_ARRAY":["a",1]}            | the parameter 'STRING_ARRAY' to the expected type 'Collection(Edm.String)'
            {"ENTITY":{"a":1}}                  | EdmEntityObject passed should have the key property value set.
            {"ENTITY":{"@odata.type":"Microsoft.Dynamics.CRM.nosuch"}} | Microsoft.Dynamics.CRM.nosuch
            {"ENTITY":{"@odata.type":"Microsoft.Dynamics.CRM.account","x":1}} | Invalid property 'x'
            {"ENTITY_REFERENCE":{"@odata.type":"Microsoft.Dynamics.CRM.account"}} | needs the property 'accountid'
            {"ENTITY":{"@odata.type":"Microsoft.Dynamics.CRM.expando","a@odata.type":"Guid","a":"x"}} | The value of 'a'
            {"ENTITY":{"@odata.type":"Microsoft.Dynamics.CRM.expando","a":[1,"b"]}} | The elements of 'a' are not of one type.
            [1]                                 | A JSON object is expected.
            {"INTEGER":1,"INTEGER":2}           | Duplicate
            """)
    void mistakesInParametersAreToldWithTheirName(String body, String message) {
        WebResponse response = door.send("POST", "ctz_Echo", body.strip());

        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response)).contains(message.strip());
    }

    @Test
    void referencesInBodiesAreReadByLink() {
        door.send("POST", "ctz_Echo", "{\"ENTITY_REFERENCE\":{\"@odata.id\":\"accounts(" + ID + ")\"},\"MONEY\":1,"
                + "\"PICKLIST\":2,\"DATE_TIME\":\"2024-01-31T10:00:00+02:00\"}");

        assertThat(last().get("ENTITY_REFERENCE")).isEqualTo(new EntityReference("account", ID));
        assertThat(last().get("MONEY")).isEqualTo(Money.of(1));
        assertThat(last().get("PICKLIST")).isEqualTo(new OptionSetValue(2));
        assertThat(last().get("DATE_TIME")).isEqualTo(Instant.parse("2024-01-31T08:00:00Z"));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void garbageBodiesAreNeverMoreThanABadRequest(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            String body = "{\"ENTITY\":" + garbage(random, 0) + "}";
            assertThat(door.send("POST", "ctz_Echo", body).status()).as(body).isIn(200, 400, 404);
        }
    }

    static LongStream seeds() {
        String seed = System.getProperty("seed");
        return seed != null ? LongStream.of(Long.parseLong(seed)) : LongStream.range(0, 25);
    }

    private static final String[] TYPES = {"Microsoft.Dynamics.CRM.expando", "#Microsoft.Dynamics.CRM.account", "Int64",
            "Collection(String)", "Collection(Microsoft.Dynamics.CRM.expando)", "Guid", "", "Collection(", "x",
            "Microsoft.Dynamics.CRM.Label", "Microsoft.Dynamics.CRM.LocalizedLabel"};

    /// A random value whose annotations may or may not fit.
    private static String garbage(Random random, int depth) {
        String type = "\"" + TYPES[random.nextInt(TYPES.length)] + "\"";
        return switch (random.nextInt(depth > 3 ? 4 : 7)) {
            case 0 -> String.valueOf(random.nextInt());
            case 1 -> type;
            case 2 -> "null";
            case 3 -> random.nextBoolean() ? "true" : "1.5e3";
            case 4 -> random.ints(random.nextInt(3)).mapToObj(i -> garbage(random, depth + 1))
                    .collect(Collectors.joining(",", "[", "]"));
            default -> "{\"@odata.type\":" + type + ",\"a\":" + garbage(random, depth + 1) + ",\"a@odata.type\":"
                    + "\"" + TYPES[random.nextInt(TYPES.length)] + "\",\"name\":" + garbage(random, depth + 1) + "}";
        };
    }
}
