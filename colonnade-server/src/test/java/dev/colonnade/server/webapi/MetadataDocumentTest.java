package dev.colonnade.server.webapi;

import static dev.colonnade.server.webapi.DoorFixture.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.message.Binding;
import dev.colonnade.engine.message.Parameter;
import dev.colonnade.engine.message.ParameterType;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The entity model that clients and generators read.
final class MetadataDocumentTest {

    private final DoorFixture door = new DoorFixture();

    @BeforeEach
    void define() {
        door.customApi("ctz_Echo", Binding.GLOBAL, false,
                List.of(new Parameter("Input", ParameterType.STRING, false, null),
                        parameter("Row", ParameterType.ENTITY)),
                List.of(parameter("Text", ParameterType.STRING), parameter("N", ParameterType.INTEGER)),
                execution -> {});
        door.customApi("ctz_Clean", Binding.GLOBAL, false, List.of(), List.of(), execution -> {});
        door.customApi("ctz_Nothing", Binding.GLOBAL, true, List.of(), List.of(), execution -> {});
        door.customApi("ctz_Find", Binding.ENTITY_COLLECTION, true, List.of(),
                List.of(new Parameter("Rows", ParameterType.ENTITY_COLLECTION, false, "account")), execution -> {});
        door.customApi("ctz_OnRow", Binding.ENTITY, false, List.of(), List.of(), execution -> {});
    }

    private String document(String query) {
        WebResponse response = door.send("GET", "$metadata" + query);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("Content-Type", "application/xml");
        return DoorFixture.text(response);
    }

    @Test
    @DisplayName("web-api 10: one schema with alias, container System")
    void theDocumentIsXmlWithOneSchema() throws Exception {
        String document = document("");

        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var root = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(document.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("edmx:Edmx");
        assertThat(root.getElementsByTagName("Schema").getLength()).isEqualTo(1);
        assertThat(document).contains("<Schema xmlns=\"http://docs.oasis-open.org/odata/ns/edm\""
                + " Namespace=\"Microsoft.Dynamics.CRM\" Alias=\"mscrm\">", "<EntityContainer Name=\"System\">",
                "<EntityType Name=\"expando\" BaseType=\"mscrm.crmbaseentity\" OpenType=\"true\"");
    }

    @Test
    @DisplayName("web-api 13: a lookup is a property, and a navigation property with a constraint")
    void lookupsAreNavigationProperties() {
        assertThat(document("")).contains(
                "<EntityType Name=\"account\" BaseType=\"mscrm.crmbaseentity\"><Key><PropertyRef Name=\"accountid\"",
                "<Property Name=\"_primarycontactid_value\" Type=\"Edm.Guid\"",
                "<NavigationProperty Name=\"primarycontactid\" Type=\"mscrm.contact\" Nullable=\"false\""
                        + " Partner=\"account_primary_contact\"><ReferentialConstraint"
                        + " Property=\"_primarycontactid_value\" ReferencedProperty=\"contactid\"",
                "<NavigationProperty Name=\"Account_Tasks\" Type=\"Collection(mscrm.task)\""
                        + " Partner=\"regardingobjectid_account_task\"",
                "<NavigationProperty Name=\"ownerid\" Type=\"mscrm.principal\"",
                "<NavigationProperty Name=\"ctz_account_contacts\" Type=\"Collection(mscrm.contact)\""
                        + " Partner=\"ctz_account_contacts\"",
                "<EntityType Name=\"systemuser\" BaseType=\"mscrm.principal\">",
                "<Property Name=\"revenue\" Type=\"Edm.Decimal\" Scale=\"Variable\"",
                "<Property Name=\"iscustomizable\" Type=\"mscrm.BooleanManagedProperty\"",
                "<EntitySet Name=\"transactioncurrencies\" EntityType=\"Microsoft.Dynamics.CRM.transactioncurrency\"")
                .doesNotContain("<Property Name=\"primarycontactid\"", "Name=\"parentcustomerid\"", "Annotation ");
    }

    @Test
    @DisplayName("custom-api 67: operations with their parameters and results")
    void operationsShowWithTheirParametersAndResults() {
        assertThat(document("")).contains("<ComplexType Name=\"ctz_EchoResponse\"><Property Name=\"Text\""
                + " Type=\"Edm.String\" Unicode=\"false\"/><Property Name=\"N\" Type=\"Edm.Int32\""
                + " Nullable=\"false\"/></ComplexType><Action Name=\"ctz_Echo\"><Parameter Name=\"Input\""
                + " Type=\"Edm.String\" Nullable=\"false\" Unicode=\"false\"/><Parameter Name=\"Row\""
                + " Type=\"mscrm.crmbaseentity\"/><ReturnType Type=\"mscrm.ctz_EchoResponse\""
                + " Nullable=\"false\"/></Action>",
                "<Action Name=\"ctz_Clean\"",
                "<Function Name=\"ctz_Find\" IsBound=\"true\"><Parameter Name=\"entityset\""
                        + " Type=\"Collection(mscrm.account)\" Nullable=\"false\"/><ReturnType"
                        + " Type=\"Collection(mscrm.account)\" Nullable=\"false\"/></Function>",
                "<Action Name=\"ctz_OnRow\" IsBound=\"true\"><Parameter Name=\"entity\" Type=\"mscrm.account\""
                        + " Nullable=\"false\"/></Action>",
                "<ActionImport Name=\"ctz_Echo\" Action=\"Microsoft.Dynamics.CRM.ctz_Echo\"")
                .doesNotContain("ctz_Nothing", "ctz_FindResponse", "ActionImport Name=\"ctz_OnRow\"");
    }

    @Test
    @DisplayName("web-api 18: annotations appear when they are asked for")
    void annotationsAppearWhenTheyAreAskedFor() {
        assertThat(document("?annotations=true")).contains("OData.Community.Keys.V1.AlternateKeys",
                "Org.OData.Core.V1.Computed");
        assertThat(DoorFixture.text(door.send("GET", "$metadata", "",
                Map.of("Prefer", "odata.include-annotations=\"*\"")))).contains("Org.OData.Core.V1.Permissions");
    }
}
