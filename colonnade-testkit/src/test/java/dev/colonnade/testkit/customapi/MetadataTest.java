package dev.colonnade.testkit.customapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Custom APIs in `$metadata`.
@ColonnadeTest
class MetadataTest {

    private final Colonnade colonnade;
    private final Http http;
    private final Apis apis;

    MetadataTest(Colonnade colonnade) {
        this.colonnade = colonnade;
        http = colonnade.http();
        apis = new Apis(colonnade);
    }

    /// The document, without the blanks in front of the ends of empty elements.
    private String document() {
        return http.get("$metadata").expect(200).body().replace(" />", "/>");
    }

    @Test
    @DisplayName("custom-api 67: an action shows parameters, return type, and its response type right before")
    void anActionShowsItsSignature() {
        apis.create(Definition.action("new_Echo").parameter("Input", Types.STRING).property("Text", Types.STRING));

        assertThat(document()).contains("<ComplexType Name=\"new_EchoResponse\">"
                + "<Property Name=\"Text\" Type=\"Edm.String\" Unicode=\"false\"/></ComplexType>"
                + "<Action Name=\"new_Echo\">"
                + "<Parameter Name=\"Input\" Type=\"Edm.String\" Nullable=\"false\" Unicode=\"false\"/>"
                + "<ReturnType Type=\"mscrm.new_EchoResponse\" Nullable=\"false\"/></Action>")
                .contains("<ActionImport Name=\"new_Echo\" Action=\"Microsoft.Dynamics.CRM.new_Echo\"/>");
    }

    @Test
    @DisplayName("custom-api 67: an optional parameter has no Nullable")
    void anOptionalParameterHasNoNullable() {
        apis.create(Definition.function("new_Find").optional("Text", Types.STRING).optional("Count", Types.INTEGER)
                .property("Total", Types.INTEGER));

        assertThat(document()).contains("<ComplexType Name=\"new_FindResponse\">"
                + "<Property Name=\"Total\" Type=\"Edm.Int32\" Nullable=\"false\"/></ComplexType>"
                + "<Function Name=\"new_Find\"><Parameter Name=\"Text\" Type=\"Edm.String\" Unicode=\"false\"/>"
                + "<Parameter Name=\"Count\" Type=\"Edm.Int32\"/>"
                + "<ReturnType Type=\"mscrm.new_FindResponse\" Nullable=\"false\"/></Function>")
                .contains("<FunctionImport Name=\"new_Find\" Function=\"Microsoft.Dynamics.CRM.new_Find\"/>");
    }

    @Test
    @DisplayName("custom-api 67: each of the 13 types has its type of the entity model")
    void eachTypeHasItsEdmType() {
        String[] types = {"Edm.Boolean", "Edm.DateTimeOffset", "Edm.Decimal", "mscrm.crmbaseentity",
                "Collection(mscrm.crmbaseentity)", "mscrm.crmbaseentity", "Edm.Double", "Edm.Int32", "Edm.Decimal",
                "Edm.Int32", "Edm.String", "Collection(Edm.String)", "Edm.Guid"};
        Definition definition = Definition.action("new_Types").parameter("Row", Types.ENTITY, "account")
                .parameter("Rows", Types.ENTITY_COLLECTION, "contact")
                .parameter("Team", Types.ENTITY_REFERENCE, "team");
        for (int type = 0; type < types.length; type++) {
            definition.parameter("In" + type, type).property("Out" + type, type);
        }
        apis.create(definition);

        String document = document();

        for (int type = 0; type < types.length; type++) {
            assertThat(document).contains("<Parameter Name=\"In" + type + "\" Type=\"" + types[type] + "\"")
                    .contains("<Property Name=\"Out" + type + "\" Type=\"" + types[type] + "\"");
        }
        assertThat(document).contains("<Parameter Name=\"Row\" Type=\"mscrm.account\" Nullable=\"false\"/>")
                .contains("<Parameter Name=\"Rows\" Type=\"Collection(mscrm.contact)\" Nullable=\"false\"/>")
                .contains("<Parameter Name=\"Team\" Type=\"mscrm.team\" Nullable=\"false\"/>")
                .contains("Type=\"Collection(Edm.String)\" Nullable=\"false\" Unicode=\"false\"/>");
    }

    @Test
    @DisplayName("custom-api 67: one record or collection alone needs no response type")
    void oneRecordAloneNeedsNoResponseType() {
        apis.create(Definition.action("new_Row").property("Out", Types.ENTITY, "account"));
        apis.create(Definition.action("new_OpenRow").property("Out", Types.ENTITY));
        apis.create(Definition.action("new_OpenRows").property("Out", Types.ENTITY_COLLECTION));

        assertThat(document())
                .contains("<Action Name=\"new_Row\"><ReturnType Type=\"mscrm.account\" Nullable=\"false\"/>")
                .contains("<Action Name=\"new_OpenRow\"><ReturnType Type=\"mscrm.crmbaseentity\" Nullable=\"false\"/>")
                .contains("<Action Name=\"new_OpenRows\"><ReturnType Type=\"Collection(mscrm.crmbaseentity)\"")
                .doesNotContain("new_RowResponse", "new_OpenRowResponse", "new_OpenRowsResponse");
    }

    @Test
    @DisplayName("custom-api 68: bound operations say so, and have their binding parameter first")
    void boundOperationsSaySo() {
        apis.create(Definition.function("new_OnRow").onRow("account").parameter("Count", Types.INTEGER)
                .property("Out", Types.BOOLEAN));
        apis.create(Definition.action("new_OnRows").onRows("account"));

        assertThat(document())
                .contains("<Function Name=\"new_OnRow\" IsBound=\"true\">"
                        + "<Parameter Name=\"entity\" Type=\"mscrm.account\" Nullable=\"false\"/>"
                        + "<Parameter Name=\"Count\" Type=\"Edm.Int32\" Nullable=\"false\"/>")
                .contains("<Action Name=\"new_OnRows\" IsBound=\"true\">"
                        + "<Parameter Name=\"entityset\" Type=\"Collection(mscrm.account)\" Nullable=\"false\"/>"
                        + "</Action>")
                .doesNotContain("FunctionImport Name=\"new_OnRow\"", "ActionImport Name=\"new_OnRows\"",
                        "Name=\"Target\" Type=\"mscrm.account\" Nullable=\"false\"/><Parameter Name=\"Count\"");
    }

    @Test
    @DisplayName("custom-api 69: an action without property has no return type")
    void anActionWithoutPropertyHasNoReturnType() {
        apis.create(Definition.action("new_Bare"));
        apis.create(Definition.action("new_BareToo").parameter("Flag", Types.BOOLEAN));

        assertThat(document()).containsAnyOf("<Action Name=\"new_Bare\"/>", "<Action Name=\"new_Bare\"></Action>")
                .contains("<Action Name=\"new_BareToo\"><Parameter Name=\"Flag\" Type=\"Edm.Boolean\""
                        + " Nullable=\"false\"/></Action>")
                .doesNotContain("new_BareResponse", "new_BareTooResponse");
    }

    @Test
    @DisplayName("custom-api 60: a function without property is not in the document")
    void aFunctionWithoutPropertyIsAbsent() {
        apis.create(Definition.function("new_Nothing"));

        assertThat(document()).doesNotContain("new_Nothing");
    }

    @Test
    @DisplayName("custom-api 70: a private API and its response type are not in the document, but it can be called")
    void aPrivateApiIsHiddenAndCallable() {
        apis.create(Definition.action("new_Hidden").set("isprivate", true).property("Count", Types.INTEGER));

        assertThat(document()).doesNotContain("new_Hidden");
        assertThat(http.post("new_Hidden", "{}").expect(200).json().path("Count").asInt()).isZero();
        assertThat(colonnade.service().execute(new OrganizationRequest("new_Hidden")).get("Count")).isEqualTo(0);
    }

    @Test
    @DisplayName("custom-api 71, 72: switching isprivate changes document and message for the next request")
    void switchingIsPrivateActsAtOnce() {
        UUID id = apis.create(Definition.action("new_Switched").property("Count", Types.INTEGER));
        assertThat(document()).contains("<Action Name=\"new_Switched\">");
        assertThat(isPrivate("new_Switched")).isFalse();

        http.patch("customapis(" + id + ")", "{\"isprivate\":true}").expect(204);
        assertThat(document()).doesNotContain("new_Switched");
        assertThat(isPrivate("new_Switched")).isTrue();
        http.post("new_Switched", "{}").expect(200);

        http.patch("customapis(" + id + ")", "{\"isprivate\":false}").expect(204);
        assertThat(document()).contains("<Action Name=\"new_Switched\">");
        assertThat(isPrivate("new_Switched")).isFalse();
    }

    private boolean isPrivate(String name) {
        return http.get("sdkmessages?$select=isprivate&$filter=name eq '" + name + "'").expect(200).json()
                .at("/value/0/isprivate").asBoolean();
    }

    @Test
    @DisplayName("custom-api 73: no custom API is composable, and none is there twice")
    void noneIsComposableOrOverloaded() {
        apis.create(Definition.function("new_Once").property("Count", Types.INTEGER));

        String document = document();

        assertThat(document).doesNotContain("IsComposable=\"true\"");
        assertThat(document).containsOnlyOnce("<Function Name=\"new_Once\"");
    }

    @Test
    @DisplayName("custom-api 67: every type that the document names is in it, and every operation once")
    void everyNamedTypeIsThere() {
        Definition action = Definition.action("new_Whole").onRow("account");
        Definition function = Definition.function("new_WholeToo");
        for (int type = 0; type <= Types.GUID; type++) {
            action.optional("In" + type, type).property("Out" + type, type);
            function.property("Out" + type, type);
        }
        apis.create(action.parameter("Rows", Types.ENTITY_COLLECTION, "incident"));
        apis.create(function);

        String document = document();

        Set<String> declared = all("<(?:EntityType|ComplexType|EnumType|TypeDefinition) Name=\"([^\"]+)\"", document)
                .collect(Collectors.toSet());
        assertThat(all("Type=\"(?:Collection\\()?(?:mscrm|Microsoft\\.Dynamics\\.CRM)\\.([^\")]+)\\)?\"", document)
                .distinct().filter(name -> !declared.contains(name))).isEmpty();
        assertThat(all("<(?:Function|Action) Name=\"([^\"]+)\"", document)).doesNotHaveDuplicates()
                .contains("new_Whole", "new_WholeToo");
        assertThat(all("<(?:EntityType|ComplexType) Name=\"([^\"]+)\"", document)).doesNotHaveDuplicates();
    }

    private static Stream<String> all(String expression, String document) {
        return Pattern.compile(expression).matcher(document).results().map(result -> result.group(1));
    }

    @Test
    @DisplayName("custom-api 67: the document is XML that says so, for clients that ask for it and for all others")
    void theDocumentIsXml() {
        for (String accept : new String[]{"application/xml", "*/*", "application/json"}) {
            HttpAnswer answer = http.with("Accept", accept).get("$metadata").expect(200);

            assertThat(answer.header("Content-Type")).startsWith("application/xml");
            assertThat(answer.body()).startsWith("<?xml");
        }
    }

    @Test
    @DisplayName("custom-api 19: a deleted API leaves the document, and its next call is not found")
    void aDeletedApiLeavesTheDocument() {
        UUID id = apis.create(Definition.function("new_Gone").property("Count", Types.INTEGER));
        assertThat(document()).contains("new_Gone");

        http.delete("customapis(" + id + ")").expect(204);

        assertThat(document()).doesNotContain("new_Gone");
        http.get("new_Gone()").expect(404);
        apis.create(Definition.function("new_Gone").property("Other", Types.INTEGER));
        assertThat(http.get("new_Gone()").expect(200).json().path("Other").asInt()).isZero();
    }
}
