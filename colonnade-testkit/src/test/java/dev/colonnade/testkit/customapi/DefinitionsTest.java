package dev.colonnade.testkit.customapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.metadata.Table;
import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The three definition tables, as their clients read and write them.
@ColonnadeTest
class DefinitionsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DISPLAY = "@OData.Community.Display.V1.FormattedValue";
    private static final String PARTS = "customapirequestparameters";
    private static final String PROPERTIES = "customapiresponseproperties";

    private final Colonnade colonnade;
    private final Http http;
    private final Apis apis;
    private final UUID echo;

    DefinitionsTest(Colonnade colonnade) {
        this.colonnade = colonnade;
        http = colonnade.http();
        apis = new Apis(colonnade);
        colonnade.push(Echo.class, Answering.class);
        echo = apis.pluginType(Echo.class);
    }

    private JsonNode read(UUID id) {
        return http.get("customapis(" + id + ")").expect(200).json();
    }

    private UUID part(UUID api, String entitySet, String name, int type) {
        return apis.create(entitySet, "{\"uniquename\":\"" + name + "\",\"name\":\"" + name + "\",\"displayname\":\""
                + name + "\",\"description\":\"A part\",\"type\":" + type
                + ",\"CustomAPIId@odata.bind\":\"customapis(" + api + ")\"}");
    }

    @ParameterizedTest
    @CsvSource({"customapis, customapi, CustomAPI",
            "customapirequestparameters, customapirequestparameter, CustomAPIRequestParameter",
            "customapiresponseproperties, customapiresponseproperty, CustomAPIResponseProperty"})
    @DisplayName("custom-api 1: the tables answer with an array, under their names")
    void theTablesAnswer(String entitySet, String logicalName, String schemaName) {
        JsonNode answer = http.get(entitySet).expect(200).json();

        assertThat(answer.path("value").isArray()).isTrue();
        assertThat(answer.path("@odata.context").asString())
                .isEqualTo(colonnade.baseUrl() + "$metadata#" + entitySet);
        Table table = colonnade.organization().snapshot().metadata().table(logicalName);
        assertThat(table.schemaName()).isEqualTo(schemaName);
        assertThat(table.entitySetName()).isEqualTo(entitySet);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            customapi | allowedcustomprocessingsteptype bindingtype boundentitylogicalname customapiid description displayname executeprivilegename importsequencenumber iscustomizable isfunction isprivate name overriddencreatedon statecode statuscode timezoneruleversionnumber uniquename utcconversiontimezonecode workflowsdkstepenabled _plugintypeid_value _sdkmessageid_value _fxexpressionid_value _powerfxruleid_value _ownerid_value ismanaged solutionid componentstate versionnumber createdon modifiedon _createdby_value
            customapirequestparameter | customapirequestparameterid description displayname importsequencenumber iscustomizable isoptional logicalentityname name overriddencreatedon statecode statuscode timezoneruleversionnumber type uniquename utcconversiontimezonecode _customapiid_value ismanaged solutionid componentstate versionnumber
            customapiresponseproperty | customapiresponsepropertyid description displayname importsequencenumber iscustomizable logicalentityname name overriddencreatedon statecode statuscode timezoneruleversionnumber type uniquename utcconversiontimezonecode _customapiid_value ismanaged solutionid componentstate versionnumber
            """)
    @DisplayName("custom-api 1: a row shows its columns under their names")
    void aRowShowsItsColumns(String table, String columns) {
        UUID api = apis.create(Definition.action("new_Columns_" + table).parameter("In", Types.STRING)
                .property("Out", Types.STRING));
        String row = table.equals("customapi")
                ? "customapis(" + api + ")"
                : table.equals("customapirequestparameter")
                        ? PARTS + "?$filter=_customapiid_value eq " + api
                        : PROPERTIES + "?$filter=_customapiid_value eq " + api;

        JsonNode answer = http.get(row).expect(200).json();
        JsonNode shown = answer.has("value") ? answer.at("/value/0") : answer;

        assertThat(shown.propertyNames()).contains(columns.split(" "));
        assertThat(shown.propertyNames()).doesNotContain("owneridtype", "plugintypeidname", "supportingsolutionid");
    }

    @Test
    @DisplayName("custom-api 2: an API with its eight basic columns answers 204 with its address")
    void anApiIsCreated() {
        HttpAnswer answer = http.post("customapis", """
                {"uniquename":"new_Basic","name":"Basic","displayname":"Basic","description":"Basic",
                 "allowedcustomprocessingsteptype":0,"bindingtype":0,"isfunction":false,"isprivate":false}""")
                .expect(204);

        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("OData-EntityId"))
                .isEqualTo(colonnade.baseUrl() + "customapis(" + answer.entityId() + ")");
        http.post("new_Basic", "{}").expect(204);
    }

    @Test
    @DisplayName("custom-api 3: nested parameters and properties are created with the API, all or nothing")
    void nestedPartsAreCreated() {
        UUID id = apis.create(Definition.action("new_Deep").plugin(echo).parameter("A", Types.STRING)
                .optional("B", Types.INTEGER).property("Seen", Types.STRING).property("B", Types.INTEGER));

        JsonNode row = http.get("customapis(" + id + ")?$select=uniquename&$expand=CustomAPIRequestParameters($select="
                + "uniquename,isoptional),CustomAPIResponseProperties($select=uniquename)").expect(200).json();

        assertThat(row.path("CustomAPIRequestParameters").findValuesAsString("uniquename"))
                .containsExactlyInAnyOrder("A", "B");
        assertThat(row.path("CustomAPIResponseProperties").findValuesAsString("uniquename"))
                .containsExactlyInAnyOrder("Seen", "B");
        assertThat(http.post("new_Deep", "{\"A\":\"x\",\"B\":3}").expect(200).json().path("B").asInt()).isEqualTo(3);
        http.post("customapis", Definition.action("new_Half").parameter("Good", Types.STRING)
                .parameter("Not good", Types.STRING).json()).expect(400);
        assertThat(http.get("customapis?$filter=uniquename eq 'new_Half'").json().path("value")).isEmpty();
    }

    @Test
    @DisplayName("custom-api 5, 6: parts bound by CustomAPIId@odata.bind are there in the next call")
    void partsAddedLaterAreThere() {
        UUID id = apis.create(Definition.action("new_Grows").plugin(echo));
        http.post("new_Grows", "{\"Text\":\"a\"}").expect(400);

        part(id, PARTS, "Text", Types.STRING);
        http.post("new_Grows", "{\"Text\":\"a\"}").expect(204);
        part(id, PROPERTIES, "Text", Types.STRING);

        assertThat(http.post("new_Grows", "{\"Text\":\"a\"}").expect(200).text("/Text")).isEqualTo("a");
    }

    @Test
    @DisplayName("custom-api 7: the plug-in type is bound by a relative path, with a slash, and by a full URL")
    void thePluginTypeIsBound() {
        int number = 0;
        for (String prefix : new String[]{"", "/", colonnade.baseUrl(), colonnade.address() + "/api/data/v9.0/"}) {
            UUID id = apis.create(Definition.action("new_Bound" + number++)
                    .set("PluginTypeId@odata.bind", prefix + "plugintypes(" + echo + ")"));

            assertThat(read(id).path("_plugintypeid_value").asString()).isEqualTo(echo.toString());
        }
    }

    @Test
    @DisplayName("custom-api 8, 9: the official query has its shape, nulls and empty arrays included")
    void theOfficialQuery() {
        UUID id = apis.create(Definition.action("new_CloseYear").set("description", "Closes a year")
                .set("displayname", "Close year").set("allowedcustomprocessingsteptype", 0)
                .parameter("Year", Types.INTEGER));
        UUID other = apis.create(Definition.function("new_Official").plugin(echo).onRow("account")
                .property("Out", Types.ENTITY, "account"));
        String query = "customapis?$select=uniquename,allowedcustomprocessingsteptype,bindingtype,"
                + "boundentitylogicalname,description,displayname,executeprivilegename,iscustomizable,isfunction,"
                + "isprivate,workflowsdkstepenabled&$expand=CustomAPIRequestParameters($select=uniquename,name,"
                + "description,displayname,type,logicalentityname,iscustomizable,isoptional),"
                + "CustomAPIResponseProperties($select=uniquename,name,description,displayname,iscustomizable,type,"
                + "logicalentityname),PluginTypeId($select=plugintypeid,typename,version,name,assemblyname)";

        JsonNode rows = http.get(query).expect(200).json().path("value");

        JsonNode closeYear = row(rows, id);
        ((ObjectNode) closeYear).remove(List.of("CustomAPIRequestParameters@odata.nextLink",
                "CustomAPIResponseProperties@odata.nextLink"));
        assertThat(closeYear).isEqualTo(JSON.readTree("""
                {"@odata.etag":%s,"uniquename":"new_CloseYear","allowedcustomprocessingsteptype":0,"bindingtype":0,
                 "boundentitylogicalname":null,"description":"Closes a year","displayname":"Close year",
                 "executeprivilegename":null,"isfunction":false,"isprivate":false,"workflowsdkstepenabled":false,
                 "customapiid":"%s","iscustomizable":{"Value":true,"CanBeChanged":true,
                 "ManagedPropertyLogicalName":"iscustomizableanddeletable"},"CustomAPIRequestParameters":%s,
                 "CustomAPIResponseProperties":[],"PluginTypeId":null}""".formatted(closeYear.path("@odata.etag"), id,
                closeYear.path("CustomAPIRequestParameters"))));
        JsonNode parameter = closeYear.at("/CustomAPIRequestParameters/0");
        assertThat(parameter.path("uniquename").asString()).isEqualTo("Year");
        assertThat(parameter.path("name").asString()).isEqualTo("new_CloseYear.Year");
        assertThat(parameter.path("type").asInt()).isEqualTo(7);
        assertThat(parameter.path("logicalentityname").isNull()).isTrue();
        assertThat(parameter.path("isoptional").asBoolean()).isFalse();
        JsonNode official = row(rows, other);
        assertThat(official.path("CustomAPIRequestParameters")).isEmpty();
        assertThat(official.at("/CustomAPIResponseProperties/0/logicalentityname").asString()).isEqualTo("account");
        assertThat(official.at("/PluginTypeId/plugintypeid").asString()).isEqualTo(echo.toString());
        assertThat(official.at("/PluginTypeId/typename").asString()).isEqualTo(Echo.class.getName());
        assertThat(official.path("PluginTypeId").propertyNames()).contains("version", "name", "assemblyname");
    }

    private static JsonNode row(JsonNode rows, UUID id) {
        for (JsonNode row : rows) {
            if (row.path("customapiid").asString().equals(id.toString())) {
                return row;
            }
        }
        throw new AssertionError("There is no row " + id + " in " + rows);
    }

    @Test
    @DisplayName("custom-api 10: a filter by unique name finds an API exactly")
    void aFilterByUniqueNameFindsAnApi() {
        UUID id = apis.create(Definition.action("new_Find"));
        apis.create(Definition.action("new_FindMore"));

        JsonNode found = http.get("customapis?$select=customapiid&$filter=uniquename eq 'new_Find'").expect(200)
                .json().path("value");

        assertThat(found).hasSize(1);
        assertThat(found.at("/0/customapiid").asString()).isEqualTo(id.toString());
    }

    @Test
    @DisplayName("custom-api 11: iscustomizable is written as an object or as a Boolean, and read as an object")
    void isCustomizableIsAManagedProperty() {
        UUID id = apis.create(Definition.action("new_Customizable"));

        http.patch("customapis(" + id + ")", "{\"iscustomizable\":{\"Value\":false}}").expect(204);

        assertThat(read(id).path("iscustomizable").toString()).isEqualTo(
                "{\"Value\":false,\"CanBeChanged\":true,\"ManagedPropertyLogicalName\":\"iscustomizableanddeletable\"}");
        http.patch("customapis(" + id + ")", "{\"iscustomizable\":{\"Value\":true,\"CanBeChanged\":true,"
                + "\"ManagedPropertyLogicalName\":\"iscustomizableanddeletable\"}}").expect(204);
        assertThat(read(id).at("/iscustomizable/Value").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("custom-api 12: choices and truths have their labels as formatted values")
    void choicesHaveTheirLabels() {
        Definition onRow = Definition.function("new_Labels1").onRow("account").set("allowedcustomprocessingsteptype",
                1);
        for (int type = 0; type <= Types.GUID; type++) {
            onRow.property("P" + type, type);
        }
        UUID global = apis.create(Definition.action("new_Labels0").set("allowedcustomprocessingsteptype", 0));
        UUID row = apis.create(onRow);
        UUID rows = apis.create(Definition.action("new_Labels2").onRows("account"));
        Http annotated = http.with("Prefer", "odata.include-annotations=\"*\"");

        JsonNode first = annotated.get("customapis(" + global + ")").expect(200).json();
        JsonNode second = annotated
                .get("customapis(" + row + ")?$expand=CustomAPIResponseProperties($select=uniquename,"
                        + "type)")
                .expect(200).json();
        JsonNode third = annotated.get("customapis(" + rows + ")").expect(200).json();

        assertThat(formatted(first, "bindingtype", "allowedcustomprocessingsteptype", "isfunction", "isprivate",
                "statecode", "statuscode")).containsExactly("Global", "None", "No", "No", "Active", "Active");
        assertThat(formatted(second, "bindingtype", "allowedcustomprocessingsteptype", "isfunction"))
                .containsExactly("Entity", "Async Only", "Yes");
        assertThat(formatted(third, "bindingtype", "allowedcustomprocessingsteptype"))
                .containsExactly("Entity Collection", "Sync and Async");
        String[] labels = {"Boolean", "DateTime", "Decimal", "Entity", "EntityCollection", "EntityReference", "Float",
                "Integer", "Money", "Picklist", "String", "StringArray", "Guid"};
        assertThat(second.path("CustomAPIResponseProperties").findValuesAsString("type" + DISPLAY))
                .containsExactlyInAnyOrder(labels);
    }

    private static List<String> formatted(JsonNode row, String... columns) {
        return Arrays.stream(columns).map(column -> row.path(column + DISPLAY).asString()).toList();
    }

    @Test
    @DisplayName("custom-api 13: what a body does not give has its default")
    void whatIsNotGivenHasItsDefault() {
        UUID id = apis.create("customapis", "{\"uniquename\":\"new_Defaults\",\"name\":\"D\",\"displayname\":\"D\","
                + "\"description\":\"D\"}");
        UUID parameter = apis.create(PARTS, "{\"uniquename\":\"P\",\"CustomAPIId@odata.bind\":\"customapis(" + id
                + ")\"}");

        JsonNode api = read(id);
        JsonNode part = http.get(PARTS + "(" + parameter + ")").expect(200).json();

        for (String column : List.of("isfunction", "isprivate", "workflowsdkstepenabled")) {
            assertThat(api.path(column).toString()).as(column).isEqualTo("false");
        }
        assertThat(api.path("statecode").toString() + api.path("statuscode")).isEqualTo("01");
        assertThat(api.at("/iscustomizable/Value").asBoolean()).isTrue();
        assertThat(part.path("isoptional").toString()).isEqualTo("false");
        assertThat(part.path("statecode").toString() + part.path("statuscode")).isEqualTo("01");
    }

    @Test
    @DisplayName("custom-api 14: what may change changes by PATCH, and is seen at once")
    void whatMayChangeChanges() {
        UUID id = apis.create(Definition.action("new_Changes").property("Seen", Types.STRING));
        UUID team = UUID.fromString(http.get("teams?$select=teamid").expect(200).text("/value/0/teamid"));
        assertThat(http.post("new_Changes", "{}").expect(200).json().path("Seen").isNull()).isTrue();

        http.patch("customapis(" + id + ")", "{\"displayname\":\"Other\",\"description\":\"More\",\"name\":\"Third\","
                + "\"isprivate\":true,\"executeprivilegename\":\"prvReadAccount\",\"PluginTypeId@odata.bind\":"
                + "\"plugintypes(" + echo + ")\"}").expect(204);
        http.patch("customapis(" + id + ")", "{\"ownerid@odata.bind\":\"teams(" + team + ")\"}").expect(204);

        JsonNode row = read(id);
        Map.of("displayname", "Other", "description", "More", "name", "Third", "executeprivilegename",
                "prvReadAccount", "_plugintypeid_value", echo.toString(), "_ownerid_value", team.toString())
                .forEach((column, value) -> assertThat(row.path(column).asString()).as(column).isEqualTo(value));
        assertThat(row.path("isprivate").asBoolean()).isTrue();
        assertThat(http.post("new_Changes", "{}").expect(200).text("/Seen")).isEqualTo("{}");

        http.patch("customapis(" + id + ")", "{\"PluginTypeId@odata.bind\":null}").expect(204);
        assertThat(http.post("new_Changes", "{}").expect(200).json().path("Seen").isNull()).isTrue();
    }

    @Test
    @DisplayName("custom-api 14: the plug-in type is taken away by DELETE of its reference")
    void thePluginTypeIsTakenAway() {
        UUID id = apis.create(Definition.action("new_Unlinked").plugin(echo));

        http.delete("customapis(" + id + ")/PluginTypeId/$ref").expect(204);

        assertThat(read(id).path("_plugintypeid_value").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"uniquename\":\"new_Other\"", "\"bindingtype\":1",
            "\"bindingtype\":1,\"boundentitylogicalname\":\"account\"", "\"boundentitylogicalname\":\"account\"",
            "\"isfunction\":true", "\"allowedcustomprocessingsteptype\":0", "\"workflowsdkstepenabled\":true"})
    @DisplayName("custom-api 15: what may not change of an API stays as it is")
    void whatMayNotChangeStays(String change) {
        UUID id = apis.create(Definition.action("new_Stays" + Integer.toHexString(change.hashCode())));
        JsonNode before = read(id);

        http.patch("customapis(" + id + ")", "{" + change + "}").expect(204);

        for (String column : List.of("uniquename", "bindingtype", "boundentitylogicalname", "isfunction",
                "allowedcustomprocessingsteptype", "workflowsdkstepenabled")) {
            assertThat(read(id).path(column)).as(column).isEqualTo(before.path(column));
        }
    }

    @Test
    @DisplayName("custom-api 16: what may not change of parts stays as it is")
    void whatMayNotChangeOfPartsStays() {
        UUID id = apis.create(Definition.action("new_PartsStay"));
        UUID other = apis.create(Definition.action("new_PartsOther"));
        for (String entitySet : List.of(PARTS, PROPERTIES)) {
            UUID part = part(id, entitySet, "Text", Types.STRING);
            String url = entitySet + "(" + part + ")";

            http.patch(url, "{\"type\":7,\"uniquename\":\"Other\",\"logicalentityname\":\"account\","
                    + "\"CustomAPIId@odata.bind\":\"customapis(" + other + ")\"}").expect(204);
            if (entitySet.equals(PARTS)) {
                http.patch(url, "{\"isoptional\":true}").expect(204);
            }

            JsonNode row = http.get(url).expect(200).json();
            assertThat(row.path("type").asInt()).isEqualTo(Types.STRING);
            assertThat(row.path("uniquename").asString()).isEqualTo("Text");
            assertThat(row.path("logicalentityname").isNull()).isTrue();
            assertThat(row.path("_customapiid_value").asString()).isEqualTo(id.toString());
            assertThat(row.path("isoptional").asBoolean(false)).isFalse();
        }
    }

    @Test
    @DisplayName("custom-api 17: the state cannot be given on create, but by PATCH")
    void theStateIsSetByAnUpdate() {
        HttpAnswer created = http.post("customapis", Definition.action("new_State").set("statecode", 1).json());
        UUID id = created.status() == 204 ? created.entityId() : apis.create(Definition.action("new_State"));
        assertThat(read(id).path("statecode").asInt()).isZero();

        http.patch("customapis(" + id + ")", "{\"statecode\":1,\"statuscode\":2}").expect(204);

        assertThat(read(id).path("statecode").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("custom-api 18: an inactive API with inactive parts is called like an active one")
    void anInactiveApiIsCalled() {
        UUID id = apis.create(Definition.action("new_Inactive").plugin(echo));
        UUID parameter = part(id, PARTS, "Text", Types.STRING);
        UUID property = part(id, PROPERTIES, "Text", Types.STRING);

        for (String row : List.of("customapis(" + id + ")", PARTS + "(" + parameter + ")",
                PROPERTIES + "(" + property + ")")) {
            http.patch(row, "{\"statecode\":1,\"statuscode\":2}").expect(204);
        }

        assertThat(http.post("new_Inactive", "{\"Text\":\"a\"}").expect(200).text("/Text")).isEqualTo("a");
        assertThat(http.get("$metadata").body()).contains("<Action Name=\"new_Inactive\">");
    }

    @Test
    @DisplayName("custom-api 19: deleting an API deletes its parts")
    void deletingAnApiDeletesItsParts() {
        UUID id = apis.create(Definition.action("new_Deleted").parameter("In", Types.STRING).property("Out",
                Types.STRING));

        http.delete("customapis(" + id + ")").expect(204);

        assertThat(http.get(PARTS + "?$filter=_customapiid_value eq " + id).json().path("value")).isEmpty();
        assertThat(http.get(PROPERTIES + "?$filter=_customapiid_value eq " + id).json().path("value")).isEmpty();
        assertThat(http.post("new_Deleted", "{}").expect(404).errorCode()).isEqualTo("0x8006088a");
    }

    @Test
    @DisplayName("custom-api 20: deleting a plug-in type leaves the API without one")
    void deletingAPluginTypeLeavesTheApi() {
        UUID answering = apis.pluginType(Answering.class);
        UUID id = apis.create(Definition.action("new_Failing").plugin(answering));

        http.delete("plugintypes(" + answering + ")").expect(204);

        assertThat(read(id).path("_plugintypeid_value").isNull()).isTrue();
        http.post("new_Failing", "{}").expect(204);
    }

    @ParameterizedTest
    @CsvSource({"description, 300", "uniquename, 128", "name, 100", "displayname, 100"})
    @DisplayName("custom-api 21: texts may be as long as their columns, and no longer")
    void textsHaveTheirLengths(String column, int length) {
        String start = column.equals("uniquename") ? "new_" : "";
        String fits = start + "x".repeat(length - start.length());

        apis.create(Definition.action("new_Length" + column).set(column, fits));
        HttpAnswer answer = http.post("customapis",
                Definition.action("new_Longer" + column).set(column, fits + "x").json()).expect(400);

        assertThat(answer.errorCode()).isEqualTo("0x80044331");
        assertThat(answer.errorMessage()).contains(column);
    }

    @ParameterizedTest
    @CsvSource({"customapis, bindingtype, 3", "customapis, allowedcustomprocessingsteptype, -1",
            "customapis, bindingtype, 99"})
    @DisplayName("custom-api 22: a number that a choice lacks is refused")
    void aNumberThatAChoiceLacksIsRefused(String entitySet, String column, int value) {
        HttpAnswer answer = http.post(entitySet, Definition.action("new_Choice").set(column, value).json()).expect(400);

        assertThat(answer.errorCode()).isEqualTo("0x8004431a");
        assertThat(answer.errorMessage()).contains(column);
    }

    @Test
    @DisplayName("custom-api 22: an unknown type of a nested part is refused")
    void anUnknownTypeIsRefused() {
        assertThat(http.post("customapis", Definition.action("new_Type").parameter("In", 13).json()).expect(400)
                .errorCode()).isEqualTo("0x8004431a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NoPrefix", "unknown_Api", "new_a b", "new_a.b", "new_a-b", "new_a:b", "new_a@b", "new_",
            ""})
    @DisplayName("custom-api 23, 24: a unique name without a prefix or with special characters is refused")
    void aBadUniqueNameIsRefused(String name) {
        assertThat(http.post("customapis", Definition.action(name).json()).expect(400).errorMessage())
                .contains("uniquename");
    }

    @Test
    @DisplayName("custom-api 25, 26: names that are taken are refused")
    void namesThatAreTakenAreRefused() {
        apis.create(Definition.action("new_Taken"));

        HttpAnswer answer = http.post("customapis", Definition.action("new_Taken").json());

        assertThat(answer.status()).isIn(400, 412);
        assertThat(answer.errorMessage()).contains("new_Taken");
        assertThat(http.post("customapis", Definition.action("new_Twice").parameter("A", Types.STRING)
                .parameter("A", Types.INTEGER).json()).status()).isIn(400, 412);
    }

    @Test
    @DisplayName("custom-api 34: an API has a message of its name, which its lookup leads to")
    void anApiHasAMessage() {
        UUID id = apis.create(Definition.action("new_Message"));

        JsonNode row = http.get("customapis(" + id + ")?$select=_sdkmessageid_value&$expand=SdkMessageId($select=name,"
                + "isprivate)").expect(200).json();
        JsonNode messages = http.get("sdkmessages?$select=name&$filter=name eq 'new_Message'").expect(200).json()
                .path("value");

        assertThat(messages).hasSize(1);
        assertThat(row.path("_sdkmessageid_value").asString())
                .isEqualTo(messages.at("/0/sdkmessageid").asString());
        assertThat(row.at("/SdkMessageId/name").asString()).isEqualTo("new_Message");
        assertThat(http.get("sdkmessages?$select=name&$filter=name eq 'new_Message'&$expand="
                + "sdkmessageid_sdkmessagefilter($select=primaryobjecttypecode)").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("custom-api 35: the header MSCRM.SolutionUniqueName puts API and nested parts into the solution")
    void theHeaderNamesTheSolution() {
        UUID solution = solution("confhead");

        UUID id = http.with("MSCRM.SolutionUniqueName", "confhead").post("customapis",
                Definition.action("new_InSolution").parameter("In", Types.STRING).property("Out", Types.STRING).json())
                .expect(204).entityId();

        assertThat(components(solution)).contains(id.toString()).hasSize(3);
        http.with("MSCRM.SolutionUniqueName", "nosuchsolution").post("customapis",
                Definition.action("new_NoSolution").json()).expect(400);
    }

    @Test
    @DisplayName("custom-api 36: AddSolutionComponent adds API and parts by the type codes of their tables")
    void aComponentIsAddedAfterwards() {
        UUID solution = solution("confadd");
        UUID id = apis.create(Definition.action("new_Added"));
        UUID parameter = part(id, PARTS, "In", Types.STRING);
        var metadata = colonnade.organization().snapshot().metadata();

        add(id, metadata.table("customapi").objectTypeCode());
        add(parameter, metadata.table("customapirequestparameter").objectTypeCode());

        assertThat(components(solution)).containsExactlyInAnyOrder(id.toString(), parameter.toString());
    }

    private void add(UUID id, int type) {
        JsonNode answer = http.post("AddSolutionComponent", "{\"ComponentId\":\"" + id + "\",\"ComponentType\":" + type
                + ",\"SolutionUniqueName\":\"confadd\",\"AddRequiredComponents\":false}").expect(200).json();

        assertThat(answer.path("@odata.context").asString()).endsWith("AddSolutionComponentResponse");
        assertThat(answer.path("id").asString()).isNotEmpty();
    }

    private UUID solution(String name) {
        UUID publisher = UUID.fromString(http.get("publishers?$select=publisherid&$filter=customizationprefix eq 'new'")
                .expect(200).text("/value/0/publisherid"));
        return apis.create("solutions", "{\"uniquename\":\"" + name + "\",\"friendlyname\":\"" + name
                + "\",\"version\":\"1.0.0.0\",\"publisherid@odata.bind\":\"publishers(" + publisher + ")\"}");
    }

    private List<String> components(UUID solution) {
        return http.get("solutioncomponents?$select=objectid&$filter=_solutionid_value eq " + solution).expect(200)
                .json().path("value").findValuesAsString("objectid");
    }
}
