package dev.colonnade.testkit.customapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The 13 types on their way from a request to a plug-in and back.
@ColonnadeTest
class TypesTest {

    private static final String ID = Answering.ID.toString();
    private static final String NAMESPACE = "Microsoft.Dynamics.CRM.";

    private final Http http;
    private final Apis apis;
    private final String baseUrl;
    private final UUID echo;
    private final UUID answering;

    TypesTest(Colonnade colonnade) {
        http = colonnade.http();
        apis = new Apis(colonnade);
        baseUrl = colonnade.baseUrl();
        colonnade.push(Echo.class, Answering.class);
        echo = apis.pluginType(Echo.class);
        answering = apis.pluginType(Answering.class);
        apis.create(withSimple(Definition.function("new_Get")).plugin(echo));
        apis.create(withSimple(Definition.action("new_Post")).plugin(echo)
                .optional("Row", Types.ENTITY, "account").property("Row", Types.ENTITY, "account")
                .optional("Rows", Types.ENTITY_COLLECTION, "account").property("Rows", Types.ENTITY_COLLECTION)
                .optional("Bag", Types.ENTITY).property("Bag", Types.ENTITY)
                .optional("Bags", Types.ENTITY_COLLECTION).property("Bags", Types.ENTITY_COLLECTION));
        apis.create(Definition.action("new_Open").plugin(echo).parameter("Bag", Types.ENTITY)
                .property("Bag", Types.ENTITY).property("Seen", Types.STRING));
    }

    /// All types but rows and collections, as optional parameters and as properties of the same names.
    private static Definition withSimple(Definition definition) {
        definition.property("Seen", Types.STRING);
        String[] names = {"Flag", "When", "Share", "", "", "Contact", "Ratio", "Count", "Price", "Choice", "Text",
                "Texts", "Id"};
        for (int type = 0; type < names.length; type++) {
            if (!names[type].isEmpty()) {
                String table = type == Types.ENTITY_REFERENCE ? "contact" : null;
                definition.optional(names[type], type, table).property(names[type], type, table);
            }
        }
        return definition.optional("Record", Types.ENTITY_REFERENCE).property("Record", Types.ENTITY_REFERENCE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            Flag    | true                                   | true                             | Boolean true
            When    | "2024-01-31T10:00:00Z"                 | "2024-01-31T10:00:00Z"           | Instant 2024-01-31T10:00:00Z
            When    | "2024-01-31T10:00:00+02:00"            | "2024-01-31T08:00:00Z"           | Instant 2024-01-31T08:00:00Z
            Share   | 12.50                                  | 12.50                            | BigDecimal 12.50
            Ratio   | 12.5                                   | 12.5                             | Double 12.5
            Count   | -7                                     | -7                               | Integer -7
            Price   | 12.5                                   | 12.5                             | Money Money[value=12.5]
            Choice  | 1                                      | 1                                | OptionSetValue OptionSetValue[value=1]
            Text    | "a [b'c\\"d\\" ä\\u00e9 {\\n"          | "a [b'c\\"d\\" äé {\\n"          | String a [b'c"d" äé {\n
            Text    | ""                                     | ""                               | String
            Texts   | ["a","b"]                              | ["a","b"]                        | String[] [a, b]
            Texts   | []                                     | []                               | String[] []
            Id      | "$ID"                                  | "$ID"                            | UUID $ID
            Contact | {"@odata.type":"$NScontact","contactid":"$ID"} | {"@odata.type":"#$NScontact","contactid":"$ID"} | EntityReference contact $ID
            Contact | {"@odata.id":"contacts($ID)"}          | {"@odata.type":"#$NScontact","contactid":"$ID"} | EntityReference contact $ID
            Record  | {"@odata.type":"$NSaccount","accountid":"$ID"} | {"@odata.type":"#$NSaccount","accountid":"$ID"} | EntityReference account $ID
            Record  | {"@odata.id":"$BASEaccounts($ID)"}     | {"@odata.type":"#$NSaccount","accountid":"$ID"} | EntityReference account $ID
            Row     | {"@odata.type":"$NSaccount","accountid":"$ID","name":"A","numberofemployees":3} | {"@odata.type":"#$NSaccount","accountid":"$ID","name":"A","numberofemployees":3} | Entity account($ID){name=String A, numberofemployees=Integer 3}
            Rows    | [{"@odata.type":"$NSaccount","name":"A"},{"name":"B"}] | [{"@odata.type":"#$NSaccount","name":"A"},{"@odata.type":"#$NSaccount","name":"B"}] | EntityCollection [Entity account{name=String A}, Entity account{name=String B}]
            Bag     | {"@odata.type":"$NSexpando","x":1}     | {"@odata.type":"#$NSexpando","x":1} | Entity {x=Integer 1}
            Bags    | [{"@odata.type":"$NSexpando","x":1},{"@odata.type":"#$NSexpando","y":"b"}] | [{"@odata.type":"#$NSexpando","x":1},{"@odata.type":"#$NSexpando","y":"b"}] | EntityCollection [Entity {x=Integer 1}, Entity {y=String b}]
            """)
    @DisplayName("custom-api 52, 55: each type makes the round trip from a body over a plug-in to the response")
    void eachTypeMakesTheRoundTripThroughABody(String name, String sent, String answered, String seen) {
        HttpAnswer answer = http.post("new_Post", "{\"" + name + "\":" + filled(sent) + "}").expect(200);

        assertThat(answer.json().path(name)).isEqualTo(json(filled(answered)));
        assertThat(answer.text("/Seen")).contains(name + "=" + filled(seen).replace("\\n", "\n"));
    }

    @Test
    @DisplayName("custom-api 52: all types together, without a plug-in's defaults among them")
    void allTypesComeTogether() {
        HttpAnswer answer = http.post("new_Post", filled("""
                {"Flag":true,"When":"2024-01-31T10:00:00Z","Share":12.5,"Ratio":1.5,"Count":7,"Price":12.25,"Choice":1,
                 "Text":"t","Texts":["a"],"Id":"$ID","Contact":{"@odata.id":"contacts($ID)"},
                 "Record":{"@odata.id":"accounts($ID)"},"Row":{"name":"A"},"Rows":[{"name":"B"}],
                 "Bag":{"@odata.type":"$NSexpando","x":1},"Bags":[]}""")).expect(200);

        assertThat(answer.text("/@odata.context")).isEqualTo(baseUrl + "$metadata#" + NAMESPACE + "new_PostResponse");
        assertThat(answer.json().propertyNames()).contains("Flag", "When", "Share", "Ratio", "Count", "Price", "Choice",
                "Text", "Texts", "Id", "Contact", "Record", "Row", "Rows", "Bag", "Bags");
        assertThat(answer.text("/Row/@odata.type")).isEqualTo("#" + NAMESPACE + "account");
        assertThat(answer.json().at("/Price").decimalValue()).isEqualByComparingTo("12.25");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            Flag    | true                            | true                                | Boolean true
            Flag    | false                           | false                               | Boolean false
            When    | 2024-01-31T10:00:00Z            | "2024-01-31T10:00:00Z"              | Instant 2024-01-31T10:00:00Z
            Share   | 12.50                           | 12.50                               | BigDecimal 12.50
            Share   | -3                              | -3                                  | BigDecimal -3
            Ratio   | 12.5                            | 12.5                                | Double 12.5
            Count   | 7                               | 7                                   | Integer 7
            Price   | 12.5                            | 12.5                                | Money Money[value=12.5]
            Choice  | 1                               | 1                                   | OptionSetValue OptionSetValue[value=1]
            Text    | 'text'                          | "text"                              | String text
            Text    | 'O''Neil (a,b) ä'               | "O'Neil (a,b) ä"                    | String O'Neil (a,b) ä
            Text    | ''                              | ""                                  | String
            Texts   | ["a","b"]                       | ["a","b"]                           | String[] [a, b]
            Texts   | ['a','b']                       | ["a","b"]                           | String[] [a, b]
            Id      | $ID                             | "$ID"                               | UUID $ID
            Contact | {'@odata.id':'contacts($ID)'}   | {"@odata.type":"#$NScontact","contactid":"$ID"} | EntityReference contact $ID
            Record  | {"@odata.id":"accounts($ID)"}   | {"@odata.type":"#$NSaccount","accountid":"$ID"} | EntityReference account $ID
            """)
    @DisplayName("custom-api 53, 54: each type makes its way through a URL, inline and by alias")
    void eachTypeMakesTheRoundTripThroughAUrl(String name, String sent, String answered, String seen) {
        String literal = filled(sent).replace("ä", "%C3%A4");
        for (String url : new String[]{"new_Get(" + name + "=" + literal + ")",
                "new_Get(" + name + "=@p)?@p=" + literal}) {
            HttpAnswer answer = http.get(url).expect(200);

            assertThat(answer.json().path(name)).as(url).isEqualTo(json(filled(answered)));
            assertThat(answer.text("/Seen")).as(url).contains(name + "=" + filled(seen));
        }
    }

    @Test
    @DisplayName("custom-api 53: several parameters of a function, some by alias, one alias twice")
    void severalParametersOfAFunction() {
        HttpAnswer answer = http.get("new_Get(Text=@t,Count=@c,Choice=@c,Flag=true)?@c=3&@t='x'").expect(200);

        assertThat(answer.text("/Seen")).isEqualTo("{Choice=OptionSetValue OptionSetValue[value=3], Count=Integer 3,"
                + " Flag=Boolean true, Text=String x}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'@odata.id':'contacts($ID)'}", "{\"@odata.id\":\"contacts($ID)\"}",
            "{ '@odata.id' : '/contacts($ID)' }", "{'@odata.id':'$BASEcontacts($ID)'}",
            "%7B%27@odata.id%27:%27contacts%28$ID%29%27%7D", "{'%40odata.id':'contacts($ID)'}"})
    @DisplayName("custom-api 54: a reference in a URL takes both kinds of quotes, escaped or not")
    void referencesInAUrlTakeBothQuotes(String reference) {
        HttpAnswer answer = http.get("new_Get(Contact=@p)?@p=" + filled(reference)).expect(200);

        assertThat(answer.text("/Seen")).isEqualTo("{Contact=EntityReference contact " + ID + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new_Get(Count=1.5)", "new_Get(Count=3000000000)", "new_Get(Count=true)",
            "new_Get(Flag='maybe')", "new_Get(Flag=1)", "new_Get(Id='1234')", "new_Get(Id=1234)",
            "new_Get(When='tomorrow')", "new_Get(When=2024-13-01)", "new_Get(Text=7)", "new_Get(Texts='a')",
            "new_Get(Texts=@p)?@p=[1,2]", "new_Get(Texts=@p)?@p={}", "new_Get(Contact=$ID)",
            "new_Get(Contact=@p)?@p={'@odata.id':'accounts($ID)'}", "new_Get(Contact=@p)?@p=['a']",
            "new_Get(Share=@p)?@p='much'", "new_Get(Price='much')", "new_Get(Choice=1.5)", "new_Get(Ratio=@p)?@p=x"})
    @DisplayName("custom-api 53: a value of a wrong type in a URL is refused")
    void aValueOfAWrongTypeInAUrlIsRefused(String url) {
        HttpAnswer answer = http.get(filled(url)).expect(400);

        assertThat(answer.errorCode()).matches("0x8[0-9a-f]{7}");
        assertThat(answer.errorMessage()).isNotEmpty();
    }

    @Test
    @DisplayName("custom-api 53: rows and collections of a declared table come in a URL, inline and by alias")
    void rowsComeInAUrl() {
        apis.create(Definition.function("new_GetRows").plugin(echo).optional("Row", Types.ENTITY, "account")
                .optional("Rows", Types.ENTITY_COLLECTION, "account").property("Seen", Types.STRING));
        String row = "{\"@odata.type\":\"" + NAMESPACE + "account\",\"name\":\"A\"}";

        for (String url : new String[]{"new_GetRows(Row=" + row + ",Rows=[" + row + "])",
                "new_GetRows(Row=@p,Rows=@q)?@p=" + row.replace('"', '\'') + "&@q=[" + row + "]"}) {
            assertThat(http.get(url).expect(200).text("/Seen")).as(url).isEqualTo("{Row=Entity account{name=String A},"
                    + " Rows=EntityCollection [Entity account{name=String A}]}");
        }
    }

    @Test
    @DisplayName("custom-api 52: the columns of a row in a body reach the plug-in with the types of the table")
    void columnsOfARowReachThePlugin() {
        HttpAnswer answer = http.post("new_Post", filled("""
                {"Row":{"@odata.type":"$NSaccount","name":"A","revenue":12.5,"accountcategorycode":1,"donotphone":true,
                 "primarycontactid@odata.bind":"contacts($ID)","fax":null}}""")).expect(200);

        assertThat(answer.text("/Seen")).isEqualTo("{Row=Entity account{accountcategorycode=OptionSetValue"
                + " OptionSetValue[value=1], donotphone=Boolean true, fax=null, name=String A,"
                + " primarycontactid=EntityReference contact " + ID + ", revenue=Money Money[value=12.5]}}");
        assertThat(answer.text("/Row/_primarycontactid_value")).isEqualTo(ID);
    }

    @Test
    @DisplayName("custom-api 48: a stored row that a plug-in answers has the form that a GET gives it")
    void aStoredRowHasItsForm() {
        UUID contact = apis.create("contacts", "{\"lastname\":\"C\"}");
        UUID account = apis.create("accounts", "{\"name\":\"Stored\",\"revenue\":12.5,\"accountcategorycode\":1,"
                + "\"numberofemployees\":3,\"primarycontactid@odata.bind\":\"contacts(" + contact + ")\"}");
        apis.create(Definition.function("new_Stored").onRow("account").plugin(answering).property("Out", Types.ENTITY,
                "account"));
        apis.create(Definition.function("new_Found").onRows("account").plugin(answering).property("Out",
                Types.ENTITY_COLLECTION));
        ObjectNode read = (ObjectNode) http
                .get("accounts(" + account + ")?$select=name,revenue,_primarycontactid_value,"
                        + "createdon,accountcategorycode,numberofemployees,donotphone,_ownerid_value")
                .expect(200).json();
        read.remove(List.of("@odata.context", "@odata.etag"));

        JsonNode one = http.get("accounts(" + account + ")/" + NAMESPACE + "new_Stored()").expect(200).json();
        JsonNode all = http.get("accounts/" + NAMESPACE + "new_Found()").expect(200).json();

        read.properties().forEach(property -> assertThat(one.path(property.getKey())).as(property.getKey())
                .isEqualTo(property.getValue()));
        assertThat(one.path("@odata.context").asString()).isEqualTo(baseUrl + "$metadata#accounts/$entity");
        assertThat(one.propertyNames()).doesNotContain("primarycontactid", "ownerid");
        assertThat(all.path("@odata.context").asString()).isEqualTo(baseUrl + "$metadata#accounts");
        assertThat(all.path("value").findValuesAsString("accountid")).contains(account.toString());
    }

    @Test
    @DisplayName("custom-api 56: an entity in a collection of undeclared table without its type is refused")
    void anEntityInAnOpenCollectionNeedsItsType() {
        http.post("new_Post", "{\"Bags\":[{\"x\":1}]}").expect(400);
    }

    @Test
    @DisplayName("custom-api 56: an entity of undeclared table without its type is refused")
    void anEntityOfUndeclaredTableNeedsItsType() {
        HttpAnswer answer = http.post("new_Open", "{\"Bag\":{\"name\":\"A\"}}").expect(400);

        assertThat(answer.errorMessage()).isEqualTo("EdmEntityObject passed should have the key property value set.");
    }

    @Test
    @DisplayName("custom-api 57: nested bags, annotated values and arrays reach the plug-in with their types")
    void openTypesReachThePluginWithTheirTypes() {
        HttpAnswer answer = http.post("new_Open", filled("""
                {"Bag":{"@odata.type":"$NSexpando",
                  "lat":47.6,"lat@odata.type":"Double","cost@odata.type":"Decimal","cost":1.50,
                  "far@odata.type":"Int64","far":5000000000,"near":5,"near@odata.type":"Int16",
                  "id@odata.type":"Guid","id":"$ID","plain":"$ID","odd":"a['b","said@odata.type":"String","said":"[x]",
                  "tags":["a","b"],"tags@odata.type":"Collection(String)",
                  "counts@odata.type":"#Collection(Int32)","counts":[1,2],
                  "label@odata.type":"$NSLocalizedLabel","label":{"Label":"L","LanguageCode":1033},
                  "right@odata.type":"$NSAccessRights","right":"ReadAccess",
                  "row":{"@odata.type":"$NSaccount","name":"A"},
                  "sub":{"@odata.type":"$NSexpando","n":1,"deep":{"@odata.type":"#$NSexpando","t":"x"}}}}"""))
                .expect(200);

        assertThat(answer.text("/Seen")).contains("lat=Double 47.6", "cost=BigDecimal 1.50", "far=Long 5000000000",
                "near=Short 5", "id=UUID " + ID, "plain=String " + ID, "odd=String a['b", "said=String [x]",
                "tags=String[] [a, b]", "counts=Integer[] [1, 2]", "label=LocalizedLabel", "right=String ReadAccess",
                "row=Entity account{name=String A}", "sub=Entity {deep=Entity {t=String x}, n=Integer 1}");
    }

    @Test
    @DisplayName("custom-api 58: integers without annotation are Int32, texts are strings")
    void withoutAnnotationIntegersAndTexts() {
        HttpAnswer answer = http.post("new_Open",
                filled("{\"Bag\":{\"@odata.type\":\"$NSexpando\",\"n\":3,\"t\":\"2024-01-31\",\"b\":false}}"))
                .expect(200);

        assertThat(answer.text("/Seen")).isEqualTo("{Bag=Entity {b=Boolean false, n=Integer 3, t=String 2024-01-31}}");
    }

    @Test
    @DisplayName("custom-api 57: the example of the reference for open parameters")
    void theReferencesOpenParameters() {
        apis.create(Definition.action("new_Track").plugin(echo).parameter("Point", Types.ENTITY)
                .parameter("Path", Types.ENTITY_COLLECTION).property("Seen", Types.STRING));

        HttpAnswer answer = http.post("new_Track", filled("""
                {"Point":{"@odata.type":"$NSexpando","Lat":47.6,"Lat@odata.type":"Double","Tags":["a","b"],\
                "Tags@odata.type":"Collection(String)"},
                 "Path":[{"@odata.type":"$NSexpando","Id@odata.type":"Guid","Id":"$ID",\
                "Sub":{"@odata.type":"$NSexpando","N":1}}]}""")).expect(200);

        assertThat(answer.text("/Seen")).isEqualTo("{Path=EntityCollection [Entity {Id=UUID " + ID
                + ", Sub=Entity {N=Integer 1}}], Point=Entity {Lat=Double 47.6, Tags=String[] [a, b]}}");
    }

    @Test
    @DisplayName("custom-api 59: a bag in a response carries its type")
    void aBagInAResponseCarriesItsType() {
        apis.create(Definition.action("new_Bag").plugin(answering).property("Out", Types.ENTITY));
        apis.create(Definition.function("new_more_Bag").plugin(answering).property("Out", Types.ENTITY)
                .property("Count", Types.INTEGER));
        apis.create(Definition.function("new_Bags").plugin(answering).property("Out", Types.ENTITY_COLLECTION));

        JsonNode alone = http.post("new_Bag", "{}").expect(200).json();
        JsonNode nested = http.get("new_more_Bag()").expect(200).json();
        JsonNode several = http.get("new_Bags()").expect(200).json();

        assertThat(alone.path("@odata.type").asString()).isEqualTo("#" + NAMESPACE + "expando");
        assertThat(alone.path("inner").path("@odata.type").asString()).isEqualTo("#" + NAMESPACE + "expando");
        assertThat(alone.path("share@odata.type").asString()).isEqualTo("#Decimal");
        assertThat(alone.path("tags@odata.type").asString()).isEqualTo("#Collection(String)");
        assertThat(nested.at("/Out/@odata.type").asString()).isEqualTo("#" + NAMESPACE + "expando");
        assertThat(nested.at("/Out/inner/depth").asInt()).isEqualTo(2);
        assertThat(several.at("/value/0/@odata.type").asString()).isEqualTo("#" + NAMESPACE + "expando");
    }

    @Test
    @DisplayName("custom-api 48: one record alone is flat, with and without a declared table")
    void oneRecordAloneIsFlat() {
        apis.create(Definition.action("new_Row").plugin(answering).property("Out", Types.ENTITY, "account"));
        apis.create(Definition.function("new_open_Row").plugin(answering).property("Out", Types.ENTITY));

        for (HttpAnswer answer : new HttpAnswer[]{http.post("new_Row", "{}"), http.get("new_open_Row()")}) {
            assertThat(answer.expect(200).json()).isEqualTo(json("{\"@odata.context\":\"" + baseUrl
                    + "$metadata#accounts/$entity\",\"accountid\":\"" + ID + "\",\"name\":\"A\"}"));
        }
    }

    @Test
    @DisplayName("custom-api 48: one reference alone is flat")
    void oneReferenceAloneIsFlat() {
        apis.create(Definition.action("new_Reference").plugin(answering).property("Out", Types.ENTITY_REFERENCE));

        assertThat(http.post("new_Reference", "{}").expect(200).json()).isEqualTo(json("{\"@odata.context\":\""
                + baseUrl + "$metadata#contacts/$entity\",\"contactid\":\"" + ID + "\"}"));
    }

    @Test
    @DisplayName("custom-api 48: one collection alone is a value array")
    void oneCollectionAloneIsAnArray() {
        apis.create(Definition.function("new_Rows").onRows("account").plugin(answering).property("Out",
                Types.ENTITY_COLLECTION));

        assertThat(http.get("accounts/" + NAMESPACE + "new_Rows()").expect(200).json())
                .isEqualTo(json("{\"@odata.context\":\"" + baseUrl + "$metadata#accounts\",\"value\":["
                        + "{\"accountid\":\"" + ID + "\",\"name\":\"A\"},{\"accountid\":\"" + ID
                        + "\",\"name\":\"B\"}]}"));
    }

    @Test
    @DisplayName("custom-api 49: several properties with a record among them are an object with a nested record")
    void aRecordAmongSeveralIsNested() {
        apis.create(Definition.action("new_several_Row").plugin(answering).property("Out", Types.ENTITY, "account")
                .property("Count", Types.INTEGER));

        assertThat(http.post("new_several_Row", "{}").expect(200).json()).isEqualTo(json("{\"@odata.context\":\""
                + baseUrl + "$metadata#" + NAMESPACE + "new_several_RowResponse\",\"Out\":{\"@odata.type\":\"#"
                + NAMESPACE + "account\",\"accountid\":\"" + ID + "\",\"name\":\"A\"},\"Count\":0}"));
    }

    @Test
    @DisplayName("custom-api 77: without a plug-in every property has the default of its type")
    void withoutAPluginEveryPropertyHasItsDefault() {
        Definition definition = Definition.function("new_Defaults");
        for (int type = 0; type <= Types.GUID; type++) {
            definition.property("P" + type, type);
        }
        apis.create(definition);

        ObjectAnswer answer = new ObjectAnswer(http.get("new_Defaults()").expect(200).json());

        assertThat(answer.text()).isEqualTo("{\"P0\":false,\"P1\":\"0001-01-01T00:00:00Z\",\"P2\":0,\"P3\":null,"
                + "\"P4\":[],\"P5\":null,\"P6\":0.0,\"P7\":0,\"P8\":0,\"P9\":0,\"P10\":null,\"P11\":[],"
                + "\"P12\":\"00000000-0000-0000-0000-000000000000\"}");
    }

    @Test
    @DisplayName("custom-api 77: a single record or collection that nothing set")
    void aSingleRecordThatNothingSet() {
        apis.create(Definition.action("new_NoRow").property("Out", Types.ENTITY, "account"));
        apis.create(Definition.action("new_NoRows").property("Out", Types.ENTITY_COLLECTION));

        http.post("new_NoRow", "{}").expect(204);
        assertThat(http.post("new_NoRows", "{}").expect(200).json().path("value")).isEmpty();
    }

    @Test
    void aPropertyOfAnotherTypeIsNoMistakeOfTheCaller() {
        apis.create(Definition.action("new_Wrong").plugin(answering).property("Out", Types.INTEGER));

        HttpAnswer answer = http.post("new_Wrong", "{}").expect(500);

        assertThat(answer.errorMessage()).contains("'Out'", "'new_Wrong'");
    }

    @Test
    void anUndeclaredPropertyStaysAway() {
        apis.create(Definition.action("new_Undeclared").plugin(answering).property("Out", Types.INTEGER));

        assertThat(new ObjectAnswer(http.post("new_Undeclared", "{}").expect(200).json()).text())
                .isEqualTo("{\"Out\":7}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {"Count":"seven"}                                 | Count
            {"Count":1.5}                                     | Count
            {"Count":3000000000}                              | Count
            {"Flag":"yes"}                                    | Flag
            {"When":"tomorrow"}                               | When
            {"Id":"1234"}                                     | Id
            {"Text":7}                                        | Text
            {"Texts":"a"}                                     | Texts
            {"Texts":["a",null]}                              | Texts
            {"Contact":"$ID"}                                 | Contact
            {"Contact":{"@odata.id":"accounts($ID)"}}         | Contact
            {"Record":{"@odata.type":"$NSnosuch","id":"$ID"}}  | nosuch
            {"Row":[]}                                        | Row
            {"Row":{"nosuch":1}}                              | nosuch
            {"Row":{"@odata.type":"$NScontact","contactid":"$ID"}} | contact
            {"Row":{"@odata.type":"$NScontact","description":"x"}} | contact
            {"Rows":{}}                                       | Rows
            {"Rows":[{"name":1}]}                             | name
            """)
    @DisplayName("custom-api 52: a value of a wrong type is refused with its name")
    void aValueOfAWrongTypeIsRefused(String body, String name) {
        HttpAnswer answer = http.post("new_Post", filled(body)).expect(400);

        assertThat(answer.errorMessage()).contains(name);
    }

    @Test
    void absentAndNullParametersAreNotTheSame() {
        assertThat(http.post("new_Post", "{}").expect(200).text("/Seen")).isEqualTo("{}");
        assertThat(http.post("new_Post", "{\"Count\":null}").expect(200).text("/Seen")).isEqualTo("{Count=null}");
    }

    private String filled(String template) {
        return template.replace("$ID", ID).replace("$NS", NAMESPACE).replace("$BASE",
                baseUrl);
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text);
    }

    /// An answer without its context.
    private record ObjectAnswer(JsonNode json) {

        String text() {
            return ((ObjectNode) json).without("@odata.context").toString();
        }
    }
}
