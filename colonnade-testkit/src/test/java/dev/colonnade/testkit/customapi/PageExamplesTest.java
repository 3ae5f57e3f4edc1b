package dev.colonnade.testkit.customapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.security.Caller;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The examples of the platform's page on custom APIs, request by request.
@ColonnadeTest
class PageExamplesTest {

    private static final String NS = "Microsoft.Dynamics.CRM.";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Colonnade colonnade;
    private final Http http;
    private final Apis apis;
    private final String address;

    PageExamplesTest(Colonnade colonnade) {
        this.colonnade = colonnade.publisher("myapi").publisher("sample");
        this.apis = new Apis(colonnade);
        this.address = colonnade.address();
        this.http = colonnade.http().with("OData-MaxVersion", "4.0").with("OData-Version", "4.0").with("Content-Type",
                "application/json; charset=utf-8");
        OrganizationService system = colonnade.organization()
                .service(Caller.of(colonnade.organization().administratorId()).asSystem());
        for (int language : new int[]{1031, 1034, 1041}) {
            system.create(new Entity("languagelocale").set("localeid", language).set("code", "l" + language)
                    .set("language", "L" + language).set("name", "L" + language));
        }
    }

    @Test
    @DisplayName("custom-api 47: the page's unbound action")
    void unboundAction() {
        apis.create(Definition.action("myapi_CustomUnboundAPI").parameter("InputParameter", Types.STRING)
                .property("Out", Types.STRING));

        HttpAnswer answer = http.post(address + "/api/data/v9.1/myapi_CustomUnboundAPI", """
                {
                  "InputParameter": "Value"
                }
                """).expect(200);

        assertThat(answer.json()).isEqualTo(JSON.readTree("{\"@odata.context\":\"" + address
                + "/api/data/v9.1/$metadata#" + NS + "myapi_CustomUnboundAPIResponse\",\"Out\":null}"));
    }

    @Test
    @DisplayName("custom-api 44: the page's function bound to a table")
    void functionBoundToATable() {
        apis.create("accounts", "{\"accountid\":\"ed5d4e42-850c-45b7-8b38-2677545107cc\",\"name\":\"A\"}");
        apis.create(Definition.function("myapi_CustomBoundAPI").onRow("account").property("Out", Types.STRING));

        HttpAnswer answer = http.get(address + "/api/v9.1/accounts(ed5d4e42-850c-45b7-8b38-2677545107cc)/" + NS
                + "myapi_CustomBoundAPI()").expect(200);

        assertThat(answer.json().has("Out")).isTrue();
    }

    @Test
    @DisplayName("custom-api 44: the page's function bound to the collection of a table")
    void functionBoundToACollection() {
        apis.create(Definition.function("myapi_CustomEntityCollectionBoundAPI").onRows("account").property("Out",
                Types.ENTITY_COLLECTION));

        HttpAnswer answer = http.get(address + "/api/v9.1/accounts/" + NS
                + "myapi_CustomEntityCollectionBoundAPI()").expect(200);

        assertThat(answer.json().path("value").isArray()).isTrue();
    }

    @Test
    @DisplayName("custom-api 65, 76: the page's plug-in turns the characters of its parameter around")
    void thePagesPlugin() {
        colonnade.push(ReverseText.class);
        apis.create(Definition.action("sample_CustomAPIExample").plugin(apis.pluginType(ReverseText.class))
                .parameter("StringParameter", Types.STRING).property("StringProperty", Types.STRING));

        assertThat(http.post("sample_CustomAPIExample", "{\"StringParameter\":\"abc\"}").expect(200)
                .text("/StringProperty")).isEqualTo("cba");
        assertThat(colonnade.service()
                .execute(new OrganizationRequest("sample_CustomAPIExample").set("StringParameter", "abc"))
                .get("StringProperty")).isEqualTo("cba");
    }

    @Test
    @DisplayName("custom-api 65: the page's bound action, called with Target by the SDK and by the Web API")
    void escalateCase() {
        colonnade.push(EscalateCase.class);
        UUID account = apis.account("Customer");
        UUID incident = apis.create("incidents", "{\"title\":\"Late\",\"customerid_account@odata.bind\":\"accounts("
                + account + ")\"}");
        UUID administrator = colonnade.organization().administratorId();

        var answer = (EntityReference) colonnade.service().execute(new OrganizationRequest("myapi_EscalateCase")
                .set("Target", new EntityReference("incident", incident))
                .set("Priority", new OptionSetValue(1))).get("AssignedTo");

        assertThat(answer).isEqualTo(new EntityReference("systemuser", administrator));
        assertThat(http.get("incidents(" + incident + ")?$select=prioritycode").json().path("prioritycode").asInt())
                .isEqualTo(1);
        assertThat(http.post("incidents(" + incident + ")/" + NS + "myapi_EscalateCase", "{\"Priority\":3}")
                .expect(200).text("/systemuserid")).isEqualTo(administrator.toString());
        assertThat(http.get("incidents(" + incident + ")?$select=prioritycode").json().path("prioritycode").asInt())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("custom-api 99: the page's SetLocLabels and RetrieveLocLabels")
    void labelsAreSetAndRetrieved() {
        String api = apis.create(Definition.action("sample_Labels").set("displayname", "Custom API Example"))
                .toString();

        HttpAnswer set = http.post(address + "/api/data/v9.1/SetLocLabels", """
                {
                    "EntityMoniker": {
                        "@odata.type": "Microsoft.Dynamics.CRM.customapi",
                        "customapiid": "%s"
                    },
                    "AttributeName": "displayname",
                    "Labels": [
                        {
                            "Label": "例え",
                            "LanguageCode": 1041
                        },
                        {
                            "Label": "Beispiel",
                            "LanguageCode": 1031
                        },
                        {
                            "Label": "ejemplo",
                            "LanguageCode": 1034
                        }
                    ]
                }
                """.formatted(api));
        HttpAnswer retrieved = http.get(address + "/api/data/v9.1/RetrieveLocLabels(EntityMoniker=@p1,"
                + "AttributeName=@p2,IncludeUnpublished=@p3)?@p1={'@odata.id':'customapis(" + api
                + ")'}&@p2='displayname'&@p3=false").expect(200);

        assertThat(set.status()).isEqualTo(204);
        assertThat(set.body()).isEmpty();
        assertThat(retrieved.header("OData-Version")).isEqualTo("4.0");
        JsonNode answer = retrieved.json();
        assertThat(answer.path("@odata.context").asString()).isEqualTo(
                address + "/api/data/v9.1/$metadata#" + NS + "RetrieveLocLabelsResponse");
        assertThat(answer.at("/Label/LocalizedLabels")).containsExactlyInAnyOrder(
                label("Custom API Example", 1033), label("例え", 1041), label("Beispiel", 1031), label("ejemplo", 1034));
        assertThat(answer.at("/Label/UserLocalizedLabel")).isEqualTo(label("Custom API Example", 1033));
        assertThat(answer.at("/Label/LocalizedLabels/0").toString()).isEqualTo("{\"Label\":\"Custom API Example\","
                + "\"LanguageCode\":1033,\"IsManaged\":null,\"MetadataId\":null,\"HasChanged\":null}");
        assertThat(http.get("customapis(" + api + ")?$select=displayname").expect(200).text("/displayname"))
                .isEqualTo("Custom API Example");
    }

    private static JsonNode label(String text, int languageCode) {
        return JSON.readTree("{\"Label\":\"" + text + "\",\"LanguageCode\":" + languageCode
                + ",\"IsManaged\":null,\"MetadataId\":null,\"HasChanged\":null}");
    }

    @Test
    @DisplayName("custom-api 99: labels of parameters and properties, and an alias that is escaped")
    void labelsOfParts() {
        UUID api = apis.create(Definition.action("sample_PartLabels").parameter("In", Types.STRING).property("Out",
                Types.STRING));
        UUID parameter = apis.id("customapirequestparameters", "customapirequestparameterid",
                "_customapiid_value eq " + api);
        UUID property = apis.id("customapiresponseproperties", "customapiresponsepropertyid",
                "_customapiid_value eq " + api);

        http.post("SetLocLabels", moniker("customapirequestparameter", parameter, "description")).expect(204);
        http.post("SetLocLabels", moniker("customapiresponseproperty", property, "displayname")).expect(204);

        assertThat(labels("customapirequestparameters(" + parameter + ")", "description")).contains("Hinweis");
        assertThat(labels("customapiresponseproperties(" + property + ")", "displayname")).contains("Hinweis");
    }

    private static String moniker(String table, UUID id, String column) {
        return "{\"EntityMoniker\":{\"@odata.type\":\"" + NS + table + "\",\"" + table + "id\":\"" + id
                + "\"},\"AttributeName\":\"" + column
                + "\",\"Labels\":[{\"Label\":\"Hinweis\",\"LanguageCode\":1031}]}";
    }

    private String labels(String link, String column) {
        return http.get("RetrieveLocLabels(EntityMoniker=@p1,AttributeName=@p2,IncludeUnpublished=@p3)?@p1="
                + "%7B%27@odata.id%27%3A%27" + link + "%27%7D&@p2=%27" + column + "%27&@p3=true").expect(200).body();
    }
}
