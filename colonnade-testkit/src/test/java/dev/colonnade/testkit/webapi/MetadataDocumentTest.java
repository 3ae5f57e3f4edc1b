package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// The entity model as XML.
@ColonnadeTest
class MetadataDocumentTest {

    private static final Set<String> TYPES = Set.of("Edm.Binary", "Edm.Boolean", "Edm.Date", "Edm.DateTimeOffset",
            "Edm.Decimal", "Edm.Double", "Edm.Guid", "Edm.Int32", "Edm.Int64", "Edm.String",
            "mscrm.BooleanManagedProperty");

    private final Colonnade colonnade;
    private final Http http;
    private final Document document;

    MetadataDocumentTest(Colonnade colonnade) {
        this.colonnade = colonnade.tables(WebApiTables.THING).publisher("ctz");
        this.http = colonnade.http();
        api("ctz_Visible", false, true, false, null, 1);
        api("ctz_Silent", false, true, false, null, 0);
        api("ctz_Hidden", false, true, true, null, 1);
        api("ctz_Several", false, false, false, null, 2);
        api("ctz_OnRow", false, false, false, "account", 1);
        api("ctz_OnSet", true, true, false, "account", 1);
        this.document = parse(http.get("$metadata").expect(200).body());
    }

    private void api(String name, boolean isOnSet, boolean isFunction, boolean isPrivate, @Nullable String table,
            int properties) {
        var service = colonnade.service();
        UUID id = service.create(new Entity("customapi").set("uniquename", name).set("name", name)
                .set("displayname", name).set("description", "Does " + name).set("isfunction", isFunction)
                .set("isprivate", isPrivate)
                .set("bindingtype", new OptionSetValue(table == null ? 0 : isOnSet ? 2 : 1))
                .set("boundentitylogicalname", table).set("allowedcustomprocessingsteptype", new OptionSetValue(0)));
        for (int i = 1; i <= properties; i++) {
            service.create(
                    new Entity("customapiresponseproperty").set("customapiid", new EntityReference("customapi", id))
                            .set("uniquename", "Value" + i).set("name", "Value" + i).set("displayname", "Value" + i)
                            .set("description", "Value").set("type", new OptionSetValue(7)));
        }
    }

    private static Document parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) {
            throw new AssertionError("This is no XML.", e);
        }
    }

    private static List<Element> elements(NodeList nodes) {
        var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private List<Element> all(String tag) {
        return elements(document.getElementsByTagName(tag));
    }

    private static List<Element> children(Element parent, String tag) {
        return elements(parent.getChildNodes()).stream().filter(child -> child.getTagName().equals(tag)).toList();
    }

    private Element type(String name) {
        return named(all("EntityType"), name);
    }

    private static Element named(List<Element> elements, String name) {
        return elements.stream().filter(element -> element.getAttribute("Name").equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("There is no '" + name + "'."));
    }

    private static List<String> names(List<Element> elements) {
        return elements.stream().map(element -> element.getAttribute("Name")).toList();
    }

    private static List<String> key(Element type) {
        return children(type, "Key").stream().flatMap(key -> names(children(key, "PropertyRef")).stream()).toList();
    }

    @Test
    @DisplayName("web-api 10: the document's type, version, namespace, alias and container")
    void theDocumentIsCsdl() {
        HttpAnswer answer = http.get("$metadata").expect(200);

        assertThat(answer.header("Content-Type")).startsWith("application/xml");
        Element edmx = document.getDocumentElement();
        assertThat(edmx.getTagName()).isEqualTo("edmx:Edmx");
        assertThat(edmx.getAttribute("Version")).isEqualTo("4.0");
        assertThat(all("Schema")).singleElement().satisfies(schema -> {
            assertThat(schema.getAttribute("Namespace")).isEqualTo("Microsoft.Dynamics.CRM");
            assertThat(schema.getAttribute("Alias")).isEqualTo("mscrm");
        });
        assertThat(names(all("EntityContainer"))).containsExactly("System");
    }

    @Test
    @DisplayName("web-api 11: every table is an entity type with its key")
    void everyTableIsAType() {
        for (Table table : colonnade.organization().snapshot().metadata().tables()) {
            Element type = type(table.logicalName());
            if (!Set.of("systemuser", "team").contains(table.logicalName())
                    && !type.getAttribute("BaseType").equals("mscrm.activitypointer")) {
                assertThat(key(type)).as(table.logicalName()).containsExactly(table.primaryId());
            }
        }
        assertThat(type("crmbaseentity").getAttribute("Abstract")).isEqualTo("true");
        assertThat(type("crmmodelbaseentity").getAttribute("Abstract")).isEqualTo("true");
        assertThat(type("expando").getAttribute("OpenType")).isEqualTo("true");
    }

    @Test
    @DisplayName("web-api 12: users and teams are principals, activities are activitypointers")
    void principalsAndActivitiesShareABase() {
        assertThat(type("systemuser").getAttribute("BaseType")).isEqualTo("mscrm.principal");
        assertThat(type("team").getAttribute("BaseType")).isEqualTo("mscrm.principal");
        assertThat(key(type("principal"))).containsExactly("ownerid");
        assertThat(names(children(type("principal"), "Property"))).containsExactly("ownerid");
        assertThat(type("task").getAttribute("BaseType")).isEqualTo("mscrm.activitypointer");
        assertThat(type("email").getAttribute("BaseType")).isEqualTo("mscrm.activitypointer");
        assertThat(key(type("activitypointer"))).containsExactly("activityid");
    }

    @Test
    @DisplayName("web-api 13: a lookup is a GUID property and a navigation property")
    void aLookupIsAPropertyAndANavigation() {
        Element account = type("account");

        assertThat(named(children(account, "Property"), "_primarycontactid_value").getAttribute("Type"))
                .isEqualTo("Edm.Guid");
        assertThat(names(children(account, "Property"))).doesNotContain("primarycontactid");
        Element navigation = named(children(account, "NavigationProperty"), "primarycontactid");
        assertThat(navigation.getAttribute("Type")).isEqualTo("mscrm.contact");
        assertThat(navigation.getAttribute("Nullable")).isEqualTo("false");
        assertThat(navigation.getAttribute("Partner")).isEqualTo("account_primary_contact");
        Element constraint = children(navigation, "ReferentialConstraint").getFirst();
        assertThat(constraint.getAttribute("Property")).isEqualTo("_primarycontactid_value");
        assertThat(constraint.getAttribute("ReferencedProperty")).isEqualTo("contactid");
    }

    @Test
    @DisplayName("web-api 14: a lookup of several tables has one navigation property for each")
    void aLookupOfSeveralTablesHasOneNavigationForEach() {
        Element contact = type("contact");

        assertThat(names(children(contact, "Property"))).containsOnlyOnce("_parentcustomerid_value");
        assertThat(names(children(contact, "NavigationProperty")))
                .contains("parentcustomerid_account", "parentcustomerid_contact").doesNotContain("parentcustomerid");
    }

    @Test
    @DisplayName("web-api 15: an owner is one navigation property to principals, and the owning ones")
    void anOwnerIsAPrincipal() {
        List<Element> navigations = children(type("account"), "NavigationProperty");

        assertThat(named(navigations, "ownerid").getAttribute("Type")).isEqualTo("mscrm.principal");
        assertThat(names(navigations)).containsOnlyOnce("ownerid")
                .contains("owninguser", "owningteam", "owningbusinessunit");
    }

    @Test
    @DisplayName("web-api 16: navigation properties are named as the relationships say")
    void navigationPropertiesHaveTheirOwnNames() {
        assertThat(named(children(type("account"), "NavigationProperty"), "Account_Tasks").getAttribute("Type"))
                .isEqualTo("Collection(mscrm.task)");
        Element near = named(children(type("systemuser"), "NavigationProperty"), "systemuserroles_association");
        Element far = named(children(type("role"), "NavigationProperty"), "systemuserroles_association");
        assertThat(near.getAttribute("Partner")).isEqualTo("systemuserroles_association");
        assertThat(far.getAttribute("Partner")).isEqualTo("systemuserroles_association");
        assertThat(names(children(type("ctz_thing"), "NavigationProperty"))).contains("ctz_AccountId");
    }

    @Test
    @DisplayName("web-api 17: only the platform's types are used, decimals with a variable scale")
    void onlyKnownTypesAreUsed() {
        var types = new HashSet<String>();
        for (Element property : all("Property")) {
            if (((Element) property.getParentNode()).getTagName().equals("EntityType")) {
                types.add(property.getAttribute("Type"));
                if (property.getAttribute("Type").equals("Edm.Decimal")) {
                    assertThat(property.getAttribute("Scale")).isEqualTo("Variable");
                }
            }
        }
        assertThat(TYPES).containsAll(types);
    }

    @Test
    @DisplayName("web-api 18: annotations come when they are asked for")
    void annotationsComeWhenAskedFor() {
        String plain = http.get("$metadata").body();
        String byQuery = http.get("$metadata?annotations=true").body();
        String byHeader = http.with("Prefer", "odata.include-annotations=\"*\"").get("$metadata").body();

        assertThat(plain).doesNotContain("Org.OData.Core.V1.Description").doesNotContain("V1.Computed")
                .doesNotContain("V1.Permissions");
        assertThat(byQuery).contains("Org.OData.Core.V1.Description", "Org.OData.Core.V1.Computed",
                "Org.OData.Core.V1.Permissions", "OData.Community.Keys.V1.AlternateKeys",
                "Org.OData.Capabilities.V1.ChangeTracking");
        assertThat(byHeader).isEqualTo(byQuery);
    }

    @Test
    @DisplayName("web-api 19: a function is listed when it has a response property and is not private")
    void functionsAreListedWhenTheyReturnSomething() {
        assertThat(children(named(all("Function"), "ctz_Visible"), "ReturnType")).hasSize(1);
        assertThat(names(all("Function"))).doesNotContain("ctz_Silent", "ctz_Hidden");
    }

    @Test
    @DisplayName("web-api 20: response types stand before their operation, bound operations name their binding first")
    void operationsHaveTheirForm() {
        Element action = named(all("Action"), "ctz_Several");
        List<Element> siblings = elements(action.getParentNode().getChildNodes());
        Element before = siblings.get(siblings.indexOf(action) - 1);
        assertThat(before.getTagName()).isEqualTo("ComplexType");
        assertThat(before.getAttribute("Name")).isEqualTo("ctz_SeveralResponse");
        assertThat(names(children(before, "Property"))).containsExactlyInAnyOrder("Value1", "Value2");

        Element onRow = named(all("Action"), "ctz_OnRow");
        assertThat(onRow.getAttribute("IsBound")).isEqualTo("true");
        Element row = children(onRow, "Parameter").getFirst();
        assertThat(row.getAttribute("Name")).isEqualTo("entity");
        assertThat(row.getAttribute("Type")).isEqualTo("mscrm.account");
        Element set = children(named(all("Function"), "ctz_OnSet"), "Parameter").getFirst();
        assertThat(set.getAttribute("Name")).isEqualTo("entityset");
        assertThat(set.getAttribute("Type")).isEqualTo("Collection(mscrm.account)");
    }

    @Test
    @DisplayName("web-api 21: the container holds the sets and the imports of unbound operations")
    void theContainerHoldsSetsAndImports() {
        List<String> sets = names(all("EntitySet"));
        List<String> expected = colonnade.organization().snapshot().metadata().tables().stream()
                .map(Table::entitySetName).toList();

        assertThat(sets).containsAll(expected).doesNotHaveDuplicates();
        assertThat(names(all("ActionImport"))).contains("ctz_Several").doesNotContain("ctz_OnRow");
        assertThat(names(all("FunctionImport"))).contains("ctz_Visible", "WhoAmI").doesNotContain("ctz_OnSet");
    }

    @Test
    void columnsOfTheTablesAreProperties() {
        List<String> properties = names(children(type("ctz_thing"), "Property"));

        for (Column column : colonnade.organization().snapshot().metadata().table("ctz_thing").columns()) {
            if (column.isODataProperty()) {
                assertThat(properties).contains(column.type().isLookup()
                        ? "_" + column.logicalName() + "_value"
                        : column.logicalName());
            }
        }
    }
}
