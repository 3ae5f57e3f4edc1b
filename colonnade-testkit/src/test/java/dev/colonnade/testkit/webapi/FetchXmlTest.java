package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.sdk.AliasedValue;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.OrganizationServiceException;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.FetchExpression;
import dev.colonnade.sdk.query.JoinOperator;
import dev.colonnade.sdk.query.LinkEntity;
import dev.colonnade.sdk.query.OrderExpression;
import dev.colonnade.sdk.query.OrderType;
import dev.colonnade.sdk.query.QueryExpression;
import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// FetchXML over HTTP and through the organization service, on rows of the test's own.
@ColonnadeTest
class FetchXmlTest {

    private static final String FORMATTED = "@OData.Community.Display.V1.FormattedValue";
    private static final String COOKIE = "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie";
    private static final String MORE = "@Microsoft.Dynamics.CRM.morerecords";

    private final Colonnade colonnade;
    private final OrganizationService service;
    private final Http http;
    private final Http annotated;
    private final UUID acme;
    private final UUID ann;

    FetchXmlTest(Colonnade colonnade) {
        this.colonnade = colonnade;
        service = colonnade.service();
        http = colonnade.http();
        annotated = http.with("Prefer", "odata.include-annotations=\"*\"");
        ann = service.create(new Entity("contact").set("firstname", "Ann").set("lastname", "Lee"));
        UUID bob = service.create(new Entity("contact").set("firstname", "Bob").set("lastname", "Ames"));
        acme = account(new Entity("account").set("name", "Acme").set("numberofemployees", 1500)
                .set("revenue", new Money(new BigDecimal("20000"))).set("primarycontactid", contact(ann))
                .set("preferredappointmentdaycode", new OptionSetValue(0)).set("fax", "Acme"));
        account(new Entity("account").set("name", "Bank & Söhne").set("numberofemployees", 3)
                .set("preferredappointmentdaycode", new OptionSetValue(1))
                .set("primarycontactid", contact(bob)).set("parentaccountid", new EntityReference("account", acme)));
        UUID closed = account(new Entity("account").set("name", "Closed").set("numberofemployees", 30));
        service.update(new Entity("account", closed).set("statecode", new OptionSetValue(1))
                .set("statuscode", new OptionSetValue(2)));
        account(new Entity("account").set("name", "Dot").set("fax", "x"));
    }

    private UUID account(Entity account) {
        return service.create(account);
    }

    private static EntityReference contact(UUID id) {
        return new EntityReference("contact", id);
    }

    @Test
    @DisplayName("web-api 150: FetchXML in the URL, blanks as plus signs, answers rows; what tools add is passed over")
    void aQueryInTheUrlAnswersRows() {
        String fetchXml = """
                <fetch version="1.0" output-format="xml-platform" mapping="logical" distinct="false">
                  <entity name="account"><attribute name="name" />
                    <filter type="and"><condition attribute="primarycontactid" operator="eq" uiname="Ann"
                      uitype="contact" uihidden="0" value="{%s}" /></filter>
                  </entity>
                </fetch>""".formatted(ann.toString().toUpperCase(Locale.ROOT));

        HttpAnswer answer = fetch(http, "accounts", fetchXml).expect(200);

        assertThat(answer.json().path("value")).hasSize(1);
        JsonNode row = answer.json().path("value").path(0);
        assertThat(row.path("name").asString()).isEqualTo("Acme");
        assertThat(row.path("accountid").asString()).isEqualTo(acme.toString());
        assertThat(row.has("@odata.etag")).isTrue();
        assertThat(answer.text("/@odata.context")).endsWith("#accounts(name,accountid)");
        String children = ")/account_parent_account";
        assertThat(names(fetch(http, "accounts(" + acme + children, query("<attribute name='name'/>"))))
                .containsExactly("Bank & Söhne");
        assertThat(fetch(http, "accounts(" + UUID.randomUUID() + children, query("<attribute name='name'/>")).status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("web-api 151: all-attributes gives every column that has a value, and the primary key")
    void allAttributesGiveAllFilledColumns() {
        JsonNode row = one(
                query("<all-attributes/><filter><condition attribute='name' operator='eq' value='acme'/></filter>"));

        assertThat(row.has("accountid")).isTrue();
        assertThat(row.has("_primarycontactid_value")).isTrue();
        assertThat(row.path("numberofemployees").asInt()).isEqualTo(1500);
        assertThat(row.has("telephone1")).isFalse();
        assertThat(row.has("_parentaccountid_value")).isFalse();
        assertThat(fetch(http, "accounts", query("<all-attributes/>")).text("/@odata.context")).contains("(accountid,")
                .contains(",numberofemployees,");
    }

    @Test
    @DisplayName("web-api 63: an empty column is null in an OData query, and absent in a FetchXML one")
    void emptyColumnsAreAbsent() {
        JsonNode row = one(query("<attribute name='fax'/><attribute name='telephone1'/>" + named("Closed")));

        assertThat(row.propertyNames()).containsExactlyInAnyOrder("@odata.etag", "accountid");
        assertThat(http.get("accounts?$select=fax&$filter=name eq 'Closed'").json().at("/value/0/fax").isNull())
                .isTrue();
    }

    @Test
    @DisplayName("web-api 152: columns under an alias have it as key, those of a linked table its alias and a dot")
    void aliasesAreTheKeys() {
        JsonNode row = fetch(annotated, "accounts", query("""
                <attribute name='revenue' alias='turnover'/>
                <link-entity name='contact' from='contactid' to='primarycontactid' alias='c'>
                  <attribute name='fullname'/><attribute name='ownerid'/><attribute name='lastname' alias='family'/>
                </link-entity>""" + named("Acme"))).expect(200).json().path("value").path(0);

        assertThat(row.path("turnover").asDouble()).isEqualTo(20000);
        assertThat(row.path("turnover" + FORMATTED).asString()).contains("20,000.00");
        assertThat(row.path("c.fullname").asString()).isEqualTo("Ann Lee");
        assertThat(row.path("family").asString()).isEqualTo("Lee");
        assertThat(row.path("c.ownerid").asString()).hasSize(36);
        assertThat(row.has("c.ownerid" + FORMATTED)).isTrue();
        assertThat(row.path("c.ownerid@Microsoft.Dynamics.CRM.lookuplogicalname").asString()).isEqualTo("systemuser");
        assertThat(row.has("revenue")).isFalse();
    }

    @Test
    @DisplayName("web-api 155: two nested links through an intersect table give the pairs")
    void pairsAreReadThroughTheirTable() {
        HttpAnswer answer = fetch(http, "systemusers", """
                <fetch><entity name='systemuser'><attribute name='domainname'/>
                  <link-entity name='systemuserroles' from='systemuserid' to='systemuserid'>
                    <link-entity name='role' from='roleid' to='roleid' alias='r'><attribute name='name'/>
                      <filter><condition alias='r' attribute='roletemplateid' operator='eq'
                        value='627090ff-40a3-4053-8790-584edc5be201'/></filter>
                    </link-entity>
                  </link-entity></entity></fetch>""").expect(200);

        assertThat(answer.json().path("value").valueStream().map(row -> row.path("r.name").asString()))
                .contains("System Administrator");
        assertThat(service.retrieveMultiple(new FetchExpression("""
                <fetch><entity name='systemuserroles'><attribute name='roleid'/>
                  <filter><condition attribute='systemuserid' operator='eq-userid'/></filter>
                  <link-entity name='role' to='roleid' alias='role'><filter>
                    <condition alias='role' attribute='roletemplateid' operator='eq'
                      value='627090ff-40a3-4053-8790-584edc5be201'/></filter></link-entity>
                </entity></fetch>""")).entities()).hasSize(1);
        assertThat(service.retrieveMultiple(new FetchExpression("""
                <fetch><entity name='teamroles'><attribute name='roleid'/>
                  <link-entity name='teammembership' to='teamid' alias='m'><filter>
                    <condition alias='m' attribute='systemuserid' operator='eq-userid'/></filter></link-entity>
                  <link-entity name='role' to='roleid'/>
                </entity></fetch>""")).entities()).isEmpty();
    }

    @Test
    @DisplayName("web-api 156: a filter inside an outer link is part of the join, with entityname it holds after it")
    void filtersOfOuterLinksArePartOfTheJoin() {
        String link = "<link-entity name='contact' from='contactid' to='primarycontactid' alias='c' link-type='outer'>"
                + "<attribute name='lastname'/>";
        List<JsonNode> joined = rows(query("<attribute name='name'/><order attribute='name'/>" + link
                + "<filter><condition attribute='lastname' operator='eq' value='lee'/></filter></link-entity>"));
        List<JsonNode> after = rows(query("<attribute name='name'/>" + link + "</link-entity>"
                + "<filter><condition entityname='c' attribute='lastname' operator='eq' value='lee'/></filter>"));

        assertThat(joined).hasSize(4);
        assertThat(joined.stream().filter(row -> row.has("c.lastname"))).hasSize(1);
        assertThat(after).singleElement().satisfies(row -> assertThat(row.path("name").asString()).isEqualTo("Acme"));
    }

    @DisplayName("web-api 153: link types give pairs, parents without match, or each parent once")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"inner|Acme;Acme;Dot", "natural|Acme;Acme;Dot",
            "outer|Acme;Acme;Bank & Söhne;Closed;Dot", "exists|Acme;Dot", "in|Acme;Dot",
            "matchfirstrowusingcrossapply|Acme;Bank & Söhne;Closed;Dot"})
    void linkTypesGiveTheirRows(String type, String expected) {
        tasks();

        HttpAnswer answer = fetch(http, "accounts", query("<attribute name='name'/><order attribute='name'/>"
                + "<link-entity name='task' from='regardingobjectid' to='accountid' alias='t' link-type='" + type
                + "'/>")).expect(200);

        assertThat(String.join(";", names(answer))).isEqualTo(expected);
        assertThat(fetch(http, "accounts", query("<link-entity name='task' from='regardingobjectid' to='accountid'"
                + " link-type='exists'><attribute name='subject'/></link-entity>")).expect(400).errorMessage())
                .contains("'task'");
    }

    @DisplayName("web-api 154: links in a filter ask whether linked rows satisfy it")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"any|Acme", "not any|Bank & Söhne;Closed;Dot", "all|Dot", "not all|Acme"})
    void linksInAFilterAskForRows(String type, String expected) {
        tasks();

        HttpAnswer answer = fetch(http, "accounts", query("""
                <attribute name='name'/><order attribute='name'/><filter type='or'>
                  <condition attribute='name' operator='eq' value='nobody'/>
                  <link-entity name='task' from='regardingobjectid' to='accountid' link-type='%s'>
                    <filter><condition attribute='subject' operator='eq' value='call'/></filter>
                  </link-entity></filter>""".formatted(type))).expect(200);

        assertThat(String.join(";", names(answer))).isEqualTo(expected);
    }

    /// Two of Acme, one of them a call, and one of Dot.
    private void tasks() {
        if (!rows("<fetch><entity name='account'><link-entity name='task' from='regardingobjectid' to='accountid'/>"
                + "</entity></fetch>").isEmpty()) {
            return;
        }
        UUID dot = UUID.fromString(one(query("<attribute name='name'/>" + named("Dot"))).path("accountid").asString());
        for (UUID account : List.of(acme, dot)) {
            service.create(new Entity("task").set("subject", "Write").set("regardingobjectid",
                    new EntityReference("account", account)));
        }
        service.create(new Entity("task").set("subject", "Call").set("regardingobjectid",
                new EntityReference("account", acme)));
    }

    @Test
    @DisplayName("web-api 161: aggregates give one row per group under their aliases, sum over nothing gives 0")
    void groupsComeUnderTheirAliases() {
        HttpAnswer answer = fetch(annotated, "accounts", groups("""
                <attribute name='numberofemployees' alias='total' aggregate='sum'/>
                <attribute name='accountid' alias='number' aggregate='count'/>
                <attribute name='numberofemployees' alias='largest' aggregate='max'/>
                <attribute name='numberofemployees' alias='smallest' aggregate='min'/>
                <attribute name='numberofemployees' alias='average' aggregate='avg'/>
                <attribute name='numberofemployees' alias='filled' aggregate='countcolumn'/>
                <attribute name='primarycontactid' alias='contacts' aggregate='countcolumn' distinct='true'/>
                <attribute name='statecode' alias='state' groupby='true'/>
                <order alias='total' descending='true'/>""")).expect(200);

        JsonNode active = answer.json().at("/value/0");
        assertThat(answer.text("/@odata.context"))
                .endsWith("#accounts(total,number,largest,smallest,average,filled,contacts,state)");
        assertThat(answer.json().path("value")).hasSize(2);
        assertThat(active.path("total").asInt()).isEqualTo(1503);
        assertThat(active.path("total" + FORMATTED).asString()).isEqualTo("1,503");
        assertThat(active.path("number").asInt()).isEqualTo(3);
        assertThat(active.path("largest").asInt()).isEqualTo(1500);
        assertThat(active.path("smallest").asInt()).isEqualTo(3);
        assertThat(active.path("average").asInt()).isEqualTo(751);
        assertThat(active.path("filled").asInt()).isEqualTo(2);
        assertThat(active.path("contacts").asInt()).isEqualTo(2);
        assertThat(active.path("state").asInt()).isZero();
        assertThat(active.path("state" + FORMATTED).asString()).isEqualTo("Active");
        assertThat(active.has("@odata.etag")).isFalse();
        JsonNode none = fetch(http, "accounts", groups("<attribute name='numberofemployees' alias='total'"
                + " aggregate='sum'/>" + named("nobody"))).expect(200).json().at("/value/0");
        assertThat(none.path("total").asInt()).isZero();
        JsonNode years = fetch(http, "accounts", groups("<attribute name='createdon' alias='year' groupby='true'"
                + " dategrouping='year'/><attribute name='name' alias='n' aggregate='count'/>")).json().path("value");
        assertThat(years).hasSize(1);
        assertThat(years.path(0).path("n").asInt()).isEqualTo(4);
    }

    @Test
    @DisplayName("web-api 162: an aggregate over more rows than its limit is refused")
    void anAggregateHasItsLimit() {
        HttpAnswer answer = fetch(http, "accounts", groups("<attribute name='name' alias='n' aggregate='count'/>")
                .replace("<fetch ", "<fetch aggregatelimit='3' ")).expect(400);

        assertThat(answer.errorCode()).isEqualTo("0x8004e023");
        assertThat(answer.errorMessage())
                .isEqualTo("AggregateQueryRecordLimit exceeded. Cannot perform this operation.");
    }

    @DisplayName("web-api 168: mistakes in aggregates have their codes")
    @ParameterizedTest(name = "{1} for {0}")
    @CsvSource(delimiter = '|', value = {"<attribute name='name' aggregate='count'/>|0x80041109",
            "<attribute name='name' alias='n'/>|0x80041107",
            "<attribute name='name' alias='n' groupby='true' aggregate='count'/>|0x80041137",
            "<attribute name='name' alias='n' aggregate='sum'/>|0x8004112f",
            "<attribute name='createdon' alias='n' groupby='true' dategrouping='decade'/>|0x80041135",
            "<attribute name='name' alias='n' groupby='true'/><order attribute='name'/>|0x80041134"})
    void mistakesInAggregatesHaveTheirCodes(String parts, String code) {
        assertThat(fetch(http, "accounts", groups(parts)).expect(400).errorCode()).isEqualTo(code);
    }

    private static String groups(String parts) {
        return "<fetch aggregate='true'><entity name='account'>" + parts + "</entity></fetch>";
    }

    @DisplayName("web-api 157: each operator finds its rows, text without regard to case")
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', nullValues = "-", value = {"name|eq|ACME|Acme", "name|ne|Acme|Bank & Söhne;Closed;Dot",
            "fax|ne|x|Acme;Bank & Söhne;Closed", "name|gt|Bank|Bank & Söhne;Closed;Dot", "name|le|acme|Acme",
            "name|like|%an%|Bank & Söhne", "name|not-like|%an%|Acme;Closed;Dot",
            "name|begins-with|b|Bank & Söhne", "name|not-begin-with|b|Acme;Closed;Dot",
            "name|ends-with|sohne|Bank & Söhne",
            "name|not-end-with|t|Acme;Bank & Söhne;Closed", "numberofemployees|ge|30|Acme;Closed",
            "numberofemployees|lt|30|Bank & Söhne", "numberofemployees|null|-|Dot",
            "numberofemployees|not-null|-|Acme;Bank & Söhne;Closed", "numberofemployees|in|3,30|Bank & Söhne;Closed",
            "numberofemployees|not-in|3,30|Acme;Dot", "numberofemployees|between|3,30|Bank & Söhne;Closed",
            "numberofemployees|not-between|3,30|Acme;Dot", "statecode|eq|1|Closed", "statuscodename|eq|Inactive|Closed",
            "primarycontactidname|eq|Ann Lee|Acme", "ownerid|eq-userid|-|Acme;Bank & Söhne;Closed;Dot",
            "ownerid|ne-userid|-|''", "owningbusinessunit|eq-businessid|-|Acme;Bank & Söhne;Closed;Dot",
            "owningbusinessunit|ne-businessid|-|''",
            "owningbusinessunit|eq-rolebusinessid|-|Acme;Bank & Söhne;Closed;Dot",
            "ownerid|eq-useroruserteams|-|Acme;Bank & Söhne;Closed;Dot", "ownerid|eq-userteams|-|''",
            "ownerid|eq-useroruserhierarchy|-|Acme;Bank & Söhne;Closed;Dot",
            "ownerid|eq-useroruserhierarchyandteams|-|Acme;Bank & Söhne;Closed;Dot",
            "parentaccountid|not-null|-|Bank & Söhne", "createdon|today|-|Acme;Bank & Söhne;Closed;Dot",
            "createdon|yesterday|-|''", "createdon|tomorrow|-|''", "createdon|this-week|-|Acme;Bank & Söhne;Closed;Dot",
            "createdon|last-week|-|''", "createdon|next-week|-|''",
            "createdon|last-seven-days|-|Acme;Bank & Söhne;Closed;Dot",
            "createdon|this-month|-|Acme;Bank & Söhne;Closed;Dot", "createdon|last-month|-|''",
            "createdon|next-month|-|''", "createdon|this-year|-|Acme;Bank & Söhne;Closed;Dot",
            "createdon|last-year|-|''", "createdon|next-year|-|''",
            "createdon|last-x-hours|1|Acme;Bank & Söhne;Closed;Dot",
            "createdon|last-x-days|1|Acme;Bank & Söhne;Closed;Dot",
            "createdon|last-x-weeks|1|Acme;Bank & Söhne;Closed;Dot",
            "createdon|last-x-months|1|Acme;Bank & Söhne;Closed;Dot",
            "createdon|last-x-years|1|Acme;Bank & Söhne;Closed;Dot",
            "createdon|next-x-hours|1|''", "createdon|next-x-days|1|''", "createdon|next-x-years|1|''",
            "createdon|olderthan-x-minutes|60|''", "createdon|olderthan-x-days|1|''",
            "createdon|olderthan-x-years|1|''", "createdon|on-or-after|2020-01-01|Acme;Bank & Söhne;Closed;Dot",
            "createdon|on-or-before|2020-01-01|''", "createdon|on|2020-01-01|''",
            "createdon|this-fiscal-year|-|Acme;Bank & Söhne;Closed;Dot", "createdon|last-fiscal-year|-|''",
            "createdon|this-fiscal-period|-|Acme;Bank & Söhne;Closed;Dot", "createdon|next-x-fiscal-years|2|''",
            "createdon|in-fiscal-period-and-year|1,2000|''",
            "createdon|in-or-after-fiscal-period-and-year|1,2000|Acme;Bank & Söhne;Closed;Dot",
            "createdon|in-fiscal-period|1|Acme;Bank & Söhne;Closed;Dot"})
    void operatorsFindTheirRows(String column, String operator, @Nullable String values,
            String expected) {
        var condition = new StringBuilder("<condition attribute='" + column + "' operator='" + operator + "'>");
        for (String value : values == null ? new String[0] : values.split(",")) {
            condition.append("<value>").append(value).append("</value>");
        }
        HttpAnswer answer = fetch(http, "accounts", query("<attribute name='name'/><order attribute='name'/><filter>"
                + condition + "</condition></filter>")).expect(200);

        assertThat(String.join(";", names(answer))).isEqualTo(expected);
    }

    @Test
    @DisplayName("web-api 159: conditions on the caller mean the one who is impersonated")
    void conditionsOnTheCallerMeanTheImpersonatedOne() {
        String mine = query("<attribute name='name'/>"
                + "<filter><condition attribute='ownerid' operator='eq-userid'/></filter>");
        UUID unit = service.retrieveMultiple(new QueryExpression("businessunit").columns("businessunitid")).entities()
                .getFirst().require("businessunitid", UUID.class);
        UUID user = service.create(new Entity("systemuser").set("firstname", "Ina").set("lastname", "Other")
                .set("domainname", "ina@example.com").set("businessunitid", new EntityReference("businessunit", unit)));
        UUID administrator = service.retrieveMultiple(new QueryExpression("role").columns("roleid")
                .where("roletemplateid", ConditionOperator.EQUAL,
                        UUID.fromString("627090ff-40a3-4053-8790-584edc5be201")))
                .entities().getFirst().require("roleid", UUID.class);
        http.post("systemusers(" + user + ")/systemuserroles_association/$ref",
                "{\"@odata.id\":\"roles(" + administrator + ")\"}").expect(204);

        assertThat(names(fetch(http, "accounts", mine))).hasSize(4);
        assertThat(names(fetch(http.with("MSCRMCallerID", user.toString()), "accounts", mine))).isEmpty();
    }

    @Test
    @DisplayName("web-api 158: valueof compares columns of a row, and across a join")
    void columnsAreComparedWithColumns() {
        assertThat(names(fetch(http, "accounts", query("<attribute name='name'/><filter>"
                + "<condition attribute='name' operator='eq' valueof='fax'/></filter>")))).containsExactly("Acme");
        assertThat(names(fetch(http, "accounts", query("<attribute name='name'/><order attribute='name'/><filter>"
                + "<condition attribute='name' operator='lt' valueof='c.fullname'/></filter>"
                + "<link-entity name='contact' from='contactid' to='primarycontactid' alias='c'/>"))))
                .containsExactly("Acme", "Bank & Söhne");
        assertThat(names(fetch(http, "accounts", query("<attribute name='name'/><filter>"
                + "<condition attribute='name' operator='ge' valueof='c.fullname'/></filter>"
                + "<link-entity name='contact' from='contactid' to='primarycontactid' alias='c'/>")))).isEmpty();
    }

    @Test
    @DisplayName("web-api 160: choices are sorted by label, lookups by name; distinct leaves out equal rows")
    void rowsAreSortedAsTheyAreShown() {
        assertThat(names(fetch(http, "accounts", query("<attribute name='name'/><order attribute='primarycontactid'"
                + " descending='1'/><order attribute='name'/>")))).startsWith("Bank & Söhne", "Acme");
        assertThat(names(fetch(http, "accounts", query("<attribute name='name'/>"
                + "<order attribute='preferredappointmentdaycode' descending='true'/><order attribute='name'/>"))))
                .as("Sunday before Monday, which are 0 and 1").containsExactly("Acme", "Bank & Söhne", "Closed", "Dot");
        assertThat(rows("<fetch distinct='true'><entity name='account'><attribute name='statecode'/></entity></fetch>"))
                .hasSize(2);
    }

    @Test
    @DisplayName("web-api 163: paging with annotations gives a cookie encoded twice, and whether there are more rows")
    void pagesTellTheirCookie() {
        JsonNode page = fetch(annotated, "accounts", page(1, 3, "")).expect(200).json();

        assertThat(page.path(MORE).isBoolean()).isTrue();
        assertThat(page.path(MORE).asBoolean()).isTrue();
        String cookie = decoded(page.path(COOKIE).asString());
        assertThat(cookie).startsWith("<cookie page=\"1\"")
                .contains("<name last=\"Closed\" first=\"Acme\" />")
                .containsPattern("<accountid last=\"\\{[0-9A-F-]{36}}\" first=\"\\{[0-9A-F-]{36}}\" />");
        JsonNode last = fetch(annotated, "accounts", page(2, 3, cookie)).expect(200).json();
        assertThat(last.path(MORE).asBoolean()).isFalse();
        assertThat(last.has(COOKIE)).isFalse();
        assertThat(fetch(http, "accounts", page(1, 3, "")).json().has(COOKIE)).isFalse();
    }

    @Test
    @DisplayName("web-api 164: the decoded cookie with the next page's number gives the rows that follow")
    void pagesFollowOneAnother() {
        var names = new ArrayList<String>();
        String cookie = "";
        for (int number = 1; number <= 4; number++) {
            HttpAnswer page = fetch(annotated, "accounts", page(number, 1, cookie)).expect(200);
            names.addAll(names(page));
            cookie = page.json().has(COOKIE) ? decoded(page.json().path(COOKIE).asString()) : "";
        }

        assertThat(names).containsExactly("Acme", "Bank & Söhne", "Closed", "Dot");
        assertThat(names(fetch(http, "accounts", page(2, 3, "")))).containsExactly("Dot");
    }

    @Test
    @DisplayName("web-api 165: simple paging ends at 50,000 rows, and a cookie must fit the query")
    void pagingHasItsRules() {
        assertThat(fetch(http, "accounts", page(11, 5000, "")).expect(400).errorCode()).isEqualTo("0x8004430a");
        assertThat(fetch(http, "accounts", page(2, 3, "<cookie page=\"1\"/>")).expect(400).errorCode())
                .isEqualTo("0x8004112a");
        String cookie = decoded(fetch(annotated, "accounts", page(1, 3, "")).json().path(COOKIE).asString());
        assertThat(fetch(http, "accounts", page(2, 3, cookie).replace("'name' />", "'fax' />")).expect(400).errorCode())
                .isEqualTo("0x80041129");
    }

    @DisplayName("web-api 166: mistakes in the XML, and unknown tables and columns, have their codes")
    @ParameterizedTest(name = "{1} for {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"<fetch>|0x80040303",
            "<fetch><table/></fetch>|0x8004111c",
            "<fetch><entity name='nope'/></fetch>|0x80041102",
            "<fetch><entity name='account'><attribute name='nope'/></entity></fetch>|0x80041103",
            "<fetch><entity name='contact'/></fetch>|0x80041128"})
    void mistakesInTheXmlHaveTheirCodes(String fetchXml, String code) {
        assertThat(fetch(http, "accounts", fetchXml).expect(400).errorCode()).isEqualTo(code);
    }

    @DisplayName("web-api 167: mistakes in joins, filters and conditions have their codes")
    @ParameterizedTest(name = "{1} for {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "<link-entity name='contact' from='contactid'/>|0x80041111",
            "<link-entity name='contact' link-type='cross'/>|0x80041117", "<filter type='xor'/>|0x80041122",
            "<filter><condition attribute='name' operator='is'/></filter>|0x80041120",
            "<link-entity name='contact' alias='a'/><link-entity name='contact' alias='a'/>|0x80041130",
            "<filter><condition attribute='name' operator='eq'/></filter>|0x800404b7"})
    void mistakesInsideTheTableHaveTheirCodes(String parts, String code) {
        assertThat(fetch(http, "accounts", query(parts)).expect(400).errorCode()).isEqualTo(code);
    }

    @Test
    @DisplayName("web-api 169: more than 15 links, and more than 500 conditions, are refused")
    void queriesHaveLimits() {
        assertThat(fetch(http, "accounts", query("<link-entity name='contact' to='primarycontactid'/>".repeat(16)))
                .expect(400).errorCode()).isEqualTo("0x8004430d");
        assertThat(errorCode("<filter>" + "<condition attribute='name' operator='null'/>".repeat(501) + "</filter>"))
                .isEqualTo(0x8004430c);
    }

    private int errorCode(String parts) {
        try {
            service.retrieveMultiple(new FetchExpression(query(parts)));
            return 0;
        } catch (OrganizationServiceException e) {
            return e.errorCode();
        }
    }

    @Test
    @DisplayName("custom-api 37: FetchXML and QueryExpression join over customapiid and plugintypeid, name columns too")
    void customApisAreJoinedWithTheirParts() {
        colonnade.push(Joined.class);
        UUID type = service.retrieveMultiple(new QueryExpression("plugintype").columns("plugintypeid", "name")
                .where("typename", ConditionOperator.EQUAL, Joined.class.getName())).entities().getFirst()
                .require("plugintypeid", UUID.class);
        String typeName = String.valueOf(service.retrieve("plugintype", type, ColumnSet.of("name")).get("name"));
        UUID api = service.create(new Entity("customapi").set("uniquename", "new_Joined").set("name", "new_Joined")
                .set("displayname", "Joined").set("description", "Joined").set("bindingtype", new OptionSetValue(0))
                .set("isfunction", false).set("plugintypeid", new EntityReference("plugintype", type)));
        for (String name : List.of("A", "B")) {
            service.create(
                    new Entity("customapirequestparameter").set("uniquename", name).set("name", "new_Joined." + name)
                            .set("displayname", name).set("description", name).set("type", new OptionSetValue(10))
                            .set("customapiid", new EntityReference("customapi", api)));
        }

        String fetchXml = """
                <fetch><entity name='customapi'>
                  <attribute name='uniquename'/><attribute name='plugintypeidname'/>
                  <filter><condition attribute='plugintypeidname' operator='eq' value='%s'/></filter>
                  <link-entity name='customapirequestparameter' from='customapiid' to='customapiid' link-type='outer'
                      alias='p'>
                    <attribute name='uniquename'/><attribute name='customapiidname'/><order attribute='uniquename'/>
                  </link-entity>
                  <link-entity name='plugintype' from='plugintypeid' to='plugintypeid' link-type='outer' alias='t'>
                    <attribute name='typename'/>
                  </link-entity>
                </entity></fetch>""".formatted(typeName);

        List<JsonNode> fetched = fetch(http, "customapis", fetchXml).expect(200).json().path("value").valueStream()
                .toList();
        var query = new QueryExpression("customapi").columns("uniquename", "plugintypeidname")
                .where("plugintypeidname", ConditionOperator.EQUAL, typeName)
                .add(new LinkEntity("customapiid", "customapirequestparameter", "customapiid", JoinOperator.LEFT_OUTER,
                        "p")
                        .columns(ColumnSet.of("uniquename", "customapiidname")))
                .add(new LinkEntity("plugintypeid", "plugintype", "plugintypeid", JoinOperator.LEFT_OUTER, "t")
                        .columns(ColumnSet.of("typename")));
        query.orders().add(new OrderExpression("p", "uniquename", OrderType.ASCENDING));
        List<Entity> queried = service.retrieveMultiple(query).entities();

        assertThat(fetched).extracting(row -> row.path("p.uniquename").asString()).containsExactly("A", "B");
        assertThat(queried).extracting(row -> row.get("p.uniquename"))
                .containsExactly(new AliasedValue("customapirequestparameter", "uniquename", "A"),
                        new AliasedValue("customapirequestparameter", "uniquename", "B"));
        assertThat(fetched.getFirst().path("plugintypeidname").asString()).isEqualTo(typeName);
        assertThat(queried.getFirst().get("plugintypeidname")).isEqualTo(typeName);
        assertThat(fetched.getFirst().path("p.customapiidname").asString()).isEqualTo("new_Joined");
        assertThat(queried.getFirst().get("p.customapiidname"))
                .isEqualTo(new AliasedValue("customapirequestparameter", "customapiidname", "new_Joined"));
        assertThat(fetched.getFirst().path("t.typename").asString()).isEqualTo(Joined.class.getName());
    }

    @Test
    @DisplayName("event-framework 81: messages are found by the type code of their table")
    void messagesAreFoundByTheTypeCodeOfTheirTable() {
        String fetchXml = """
                <fetch><entity name='sdkmessage'><attribute name='name'/><order attribute='name'/>
                  <filter><condition attribute='isprivate' operator='eq' value='0'/>
                    <condition attribute='name' operator='not-in'><value>SetStateDynamicEntity</value><value>Execute</value>
                    </condition></filter>
                  <link-entity name='sdkmessagefilter' from='sdkmessageid' to='sdkmessageid' link-type='inner' alias='f'>
                    <attribute name='primaryobjecttypecode'/>
                    <filter><condition attribute='iscustomprocessingstepallowed' operator='eq' value='1'/>
                      <condition attribute='isvisible' operator='eq' value='1'/>
                      <condition attribute='primaryobjecttypecode' operator='eq' value='%s'/></filter>
                  </link-entity></entity></fetch>""";

        List<String> byCode = names(fetch(http, "sdkmessages", fetchXml.formatted("1")).expect(200));
        assertThat(byCode).contains("Create", "Update").isEqualTo(
                names(fetch(http, "sdkmessages", fetchXml.formatted("account")).expect(200)));
        assertThat(fetch(http, "sdkmessages", fetchXml.formatted("1")).json().at("/value/0")
                .path("f.primaryobjecttypecode")
                .asString()).isEqualTo("account");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
            "numberofemployees gt 3 and statecode eq 0|<condition attribute='numberofemployees' operator='gt' value='3'/><condition attribute='statecode' operator='eq' value='0'/>",
            "contains(name,'o')|<condition attribute='name' operator='like' value='%o%'/>",
            "name ne 'Dot'|<condition attribute='name' operator='ne' value='Dot'/>",
            "primarycontactid/lastname eq 'Lee'|<condition entityname='c' attribute='lastname' operator='eq' value='Lee'/>",
            "fax eq null|<condition attribute='fax' operator='null'/>"}, quoteCharacter = '"')
    void theSameQuestionInODataHasTheSameAnswer(String filter, String conditions) {
        HttpAnswer fetched = fetch(http, "accounts", query("<attribute name='name'/><order attribute='name'/><filter>"
                + conditions + "</filter><link-entity name='contact' from='contactid' to='primarycontactid' alias='c'"
                + " link-type='outer'/>")).expect(200);

        assertThat(names(fetched)).isNotEmpty()
                .isEqualTo(names(http.get("accounts?$select=name&$orderby=name&$filter=" + filter).expect(200)));
    }

    @Test
    void theNumberOfAllRowsIsToldWhenTheUrlOrTheQueryAsksForIt() {
        HttpAnswer byUrl = http.get("accounts?$count=true&fetchXml=" + encoded(page(1, 1, ""))).expect(200);

        assertThat(byUrl.json().path("@odata.count").asInt()).isEqualTo(4);
        assertThat(byUrl.json().path("value")).hasSize(1);
        assertThat(fetch(http, "accounts", page(1, 1, "").replace("<fetch ", "<fetch returntotalrecordcount='true' "))
                .json().path("@odata.count").asInt()).isEqualTo(4);
        assertThat(http.get("accounts?$top=1&fetchXml=" + encoded(page(1, 1, ""))).expect(400).errorMessage())
                .contains("$top");
    }

    private static String page(int number, int count, String cookie) {
        return "<fetch count='" + count + "' page='" + number + "' paging-cookie=\""
                + cookie.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                + "\"><entity name='account'><attribute name='name' /><order attribute='name' /></entity></fetch>";
    }

    /// What clients do with the annotation: take the attribute out of the XML and decode it twice.
    private static String decoded(String annotation) {
        try {
            var xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(annotation));
            xml.nextTag();
            String attribute = xml.getAttributeValue(null, "pagingcookie");
            return URLDecoder.decode(URLDecoder.decode(attribute, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        } catch (XMLStreamException e) {
            throw new AssertionError("The paging cookie is no XML: " + annotation, e);
        }
    }

    private static String query(String parts) {
        return "<fetch><entity name='account'>" + parts + "</entity></fetch>";
    }

    private static String named(String name) {
        return "<filter><condition attribute='name' operator='eq' value='" + name + "'/></filter>";
    }

    private static String encoded(String fetchXml) {
        return URLEncoder.encode(fetchXml, StandardCharsets.UTF_8);
    }

    private static HttpAnswer fetch(Http by, String path, String fetchXml) {
        return by.get(path + "?fetchXml=" + encoded(fetchXml));
    }

    private JsonNode one(String fetchXml) {
        List<JsonNode> rows = rows(fetchXml);
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }

    private List<JsonNode> rows(String fetchXml) {
        return fetch(http, "accounts", fetchXml).expect(200).json().path("value").valueStream().toList();
    }

    private static List<String> names(HttpAnswer answer) {
        return answer.expect(200).json().path("value").valueStream().map(row -> row.path("name").asString()).toList();
    }
}
