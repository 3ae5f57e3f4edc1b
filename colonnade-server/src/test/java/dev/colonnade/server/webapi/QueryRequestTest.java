package dev.colonnade.server.webapi;

import static dev.colonnade.server.webapi.DoorFixture.ID;
import static dev.colonnade.server.webapi.DoorFixture.ID2;
import static dev.colonnade.server.webapi.DoorFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.query.Expand;
import dev.colonnade.sdk.AliasedValue;
import dev.colonnade.sdk.BooleanManagedProperty;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OptionSetValueCollection;
import dev.colonnade.sdk.query.QueryExpression;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What GET requests ask of the engine, and how their answers look.
final class QueryRequestTest {

    private final DoorFixture door = new DoorFixture();

    private void answerWith(Entity... rows) {
        door.operation("RetrieveMultiple", execution -> execution.outputs().set("BusinessEntityCollection",
                new EntityCollection("account", List.of(rows))));
        if (rows.length > 0) {
            door.operation("Retrieve", execution -> execution.outputs().set("BusinessEntity", rows[0]));
        }
    }

    private QueryExpression query(int index) {
        return (QueryExpression) Objects.requireNonNull(door.received().get(index).get("Query"));
    }

    private static Entity acme() {
        return new Entity("account", ID).rowVersion("123").set("name", "Acme").set("accountid", ID)
                .set("revenue", new Money(new BigDecimal("20000")))
                .set("transactioncurrencyid", new EntityReference("transactioncurrency", ID2, "US Dollar"))
                .set("primarycontactid", new EntityReference("contact", ID2, "Ann"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            name eq 'a' and not (statecode eq 0 or creditonhold eq true) | and(name EQUAL [a],and(statecode NOT_EQUAL [0],creditonhold NOT_EQUAL [true]))
            contains(name,'x') or startswith(name,'y%')    | or(name LIKE [%x%],name LIKE [y%%])
            revenue gt 5 and 7 le numberofemployees        | and(revenue GREATER_THAN [5],numberofemployees GREATER_EQUAL [7])
            name eq null or name ne null                   | or(name NULL [],name NOT_NULL [])
            name eq accountnumber                          | and(name EQUAL column [accountnumber])
            iscustomizable/Value eq false                  | and(iscustomizable EQUAL [false])
            _ownerid_value eq '00000000-0000-0000-0000-00000000000A' | and(ownerid EQUAL [00000000-0000-0000-0000-00000000000a])
            ctz_founded ge 2024-01-31                      | and(ctz_founded GREATER_EQUAL [2024-01-31])
            createdon lt 2024-01-31T10:00:00+02:00         | and(createdon LESS_THAN [2024-01-31T08:00:00Z])
            primarycontactid/fullname eq 'x' and primarycontactid/jobtitle eq 'y' | and(p1.fullname EQUAL [x],p1.jobtitle EQUAL [y])
            @p eq @q                                       | and(accountnumber EQUAL [A1])
            Microsoft.Dynamics.CRM.In(PropertyName='numberofemployees',PropertyValues=['1',"2"]) | and(numberofemployees IN [1, 2])
            creditonhold                                   | and(creditonhold EQUAL [true])
            not (revenue gt 5 and contains(name,'x'))      | or(name NOT_LIKE [%x%],or(revenue LESS_EQUAL [5],revenue NULL []))
            not (not (name eq null))                       | and(name NULL [])
            not (name lt accountnumber)                    | or(name GREATER_EQUAL column [accountnumber],name NULL [],accountnumber NULL [])
            Account_Tasks/any()                            | ANY task.regardingobjectid=accountid[]
            not Account_Tasks/any()                        | NOT_ANY task.regardingobjectid=accountid[]
            Account_Tasks/any(t:t/subject eq 'x' and t/statecode eq 0) | ANY task.regardingobjectid=accountid[and(subject EQUAL [x],statecode EQUAL [0])]
            Account_Tasks/all(t:t/subject eq 'x' or t/statecode eq 0)  | NOT_ANY task.regardingobjectid=accountid[and(subject NOT_EQUAL [x],statecode NOT_EQUAL [0])]
            not Account_Tasks/all(t:t/statecode gt 0)      | ANY task.regardingobjectid=accountid[or(statecode LESS_EQUAL [0],statecode NULL [])]
            name eq 'a' or Account_Tasks/any(t:t/regardingobjectid_contact_task/fullname eq 'x') | or(name EQUAL [a],ANY task.regardingobjectid=accountid[and(p2.fullname EQUAL [x]) LEFT_OUTER contact.contactid=regardingobjectid[]])
            contact_customer_accounts/any(c:c/jobtitle eq 'x' and c/Contact_Tasks/all(t:t/subject ne null)) | ANY contact.parentcustomerid=accountid[and(jobtitle EQUAL [x],NOT_ANY task.regardingobjectid=contactid[and(subject NULL [])])]
            ctz_account_contacts/any(c:c/fullname eq 'x')  | ANY ctz_account_contact.accountid=accountid[INNER contact.contactid=contactid[and(fullname EQUAL [x])]]
            Microsoft.Dynamics.CRM.LastXHours(PropertyName='createdon',PropertyValue=12) | and(createdon LAST_X_HOURS [12])
            Microsoft.Dynamics.CRM.LastXHours(PropertyName='createdon',PropertyValue='12') | and(createdon LAST_X_HOURS [12])
            Microsoft.Dynamics.CRM.On(PropertyName='createdon',PropertyValue='2024-01-31') | and(createdon ON [2024-01-31])
            Microsoft.Dynamics.CRM.OnOrAfter(PropertyName='createdon',PropertyValue=2024-01-31T10:00:00Z) | and(createdon ON_OR_AFTER [2024-01-31T10:00:00Z])
            Microsoft.Dynamics.CRM.Between(PropertyName='numberofemployees',PropertyValues=["5","2000"]) | and(numberofemployees BETWEEN [5, 2000])
            Microsoft.Dynamics.CRM.ContainValues(PropertyName='ctz_interests',PropertyValues=['2','3']) | and(ctz_interests CONTAIN_VALUES [2, 3])
            Microsoft.Dynamics.CRM.EqualUserOrUserTeams(PropertyName='ownerid') | and(ownerid EQUAL_USER_OR_USER_TEAMS [])
            Microsoft.Dynamics.CRM.EqualUserId(PropertyName='_ownerid_value') | and(ownerid EQUAL_USER_ID [])
            Microsoft.Dynamics.CRM.InFiscalPeriodAndYear(PropertyName='createdon',PropertyValue1=2,PropertyValue2=2024) | and(createdon IN_FISCAL_PERIOD_AND_YEAR [2, 2024])
            Microsoft.Dynamics.CRM.Last7Days(PropertyName='createdon') and Microsoft.Dynamics.CRM.Contains(PropertyName=@p,PropertyValue=@q) | and(createdon LAST_7_DAYS [],accountnumber CONTAINS [A1])
            Account_Tasks/all(t:Microsoft.Dynamics.CRM.EqualUserLanguage(PropertyName='t/statecode')) | NOT_ANY task.regardingobjectid=accountid[or(statecode NULL [],not and(statecode EQUAL_USER_LANGUAGE []))]
            """)
    void filtersBecomeConditions(String filter, String expected) {
        answerWith(acme());

        WebResponse response = door.send("GET", "accounts?$filter=" + filter.strip().replace("+02", "%2B02")
                .replace("%x", "%25x").replace("y%", "y%25").replace(' ', '+') + "&@p="
                + (filter.contains("PropertyName=@p") ? "'accountnumber'" : "accountnumber") + "&@q='A1'");

        assertThat(text(response)).doesNotContain("error");
        QueryExpression query = query(0);
        assertThat(QueryText.of(query.criteria())).isEqualTo(expected.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            accounts?$select=Name                | Could not find a property named 'Name' on type 'Microsoft.Dynamics.CRM.account'.
            accounts?$select=primarycontactid    | Could not find a property named 'primarycontactid' on type
            accounts?$filter=x eq 1              | Could not find a property named 'x' on type
            accounts?$orderby=x                  | Could not find a property named 'x' on type
            accounts?$expand=x                   | Could not find a property named 'x' on type
            accounts?$filter=name eq 1           | A binary operator with incompatible types was detected.
            accounts?$expand=Account_Tasks/$ref  | Expand with $ref is only supported on lookup type navigation property.
            accounts?$expand=primarycontactid($top=1) | Only $select and $filter clause can be provided while doing $expand
            accounts?$expand=Account_Tasks($top=1;$expand=regardingobjectid_account_task) | Only $select and $filter clause
            accounts?$filter=primarycontactid/Contact_Tasks/any(o:o/subject eq 'x') | The lambda operator on 'primarycontactid/Contact_Tasks' is not supported
            accounts?$filter=primarycontactid/any(o:o/fullname eq 'x') | take collections; 'primarycontactid'
            accounts?$filter=nosuch/any()        | Could not find a property named 'nosuch'
            accounts?$filter=Account_Tasks/any(t:subject eq 'x') | 'subject' is not supported inside of a lambda operator with the variable 't'
            accounts?$filter=Account_Tasks/any(t:t/nosuch eq 'x') | Could not find a property named 'nosuch' on type 'Microsoft.Dynamics.CRM.task'.
            accounts?$filter=contact_customer_accounts/any(c:c/Contact_Tasks/any(c:c/subject eq 'x')) | The variable 'c' is used
            accounts?$filter=contact_customer_accounts/any(c:c/Contact_Tasks/any(t:c/jobtitle eq 'x')) | conditions there are about 't/
            accounts?$filter=Account_Tasks/all() | the name of a variable is expected
            accounts?$filter=not (name eq 'x' and Microsoft.Dynamics.CRM.Today(PropertyName='createdon')) | Not operator along with the Custom Named Condition operators is not allowed
            accounts?$filter=Microsoft.Dynamics.CRM.Nosuch(PropertyName='createdon') | The query function 'Nosuch' is not supported.
            accounts?$filter=Microsoft.Dynamics.CRM.NotOn(PropertyName='createdon',PropertyValue='2024-01-31') | The query function 'NotOn' is not supported.
            accounts?$filter=Microsoft.Dynamics.CRM.Today(PropertyName=createdon) | a value is expected
            accounts?$filter=Microsoft.Dynamics.CRM.Today() | The parameter 'PropertyName' of 'Today' is missing.
            accounts?$filter=Microsoft.Dynamics.CRM.Today(PropertyName='createdon',PropertyValue=1) | The parameter 'PropertyValue' is not defined for 'Today'.
            accounts?$filter=Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue='x') | The parameter 'PropertyValue' of 'LastXDays' takes a whole number.
            accounts?$filter=Microsoft.Dynamics.CRM.Between(PropertyName='revenue',PropertyValues=['1']) | takes two values
            accounts?$filter=Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues='x') | must be an array
            accounts?$expand=Account_Tasks($filter=subject eq @p)&@p='x' | The parameter alias '@p' cannot be used inside of $expand.
            accounts?$apply=groupby((createdon)) | Grouping by the date and time 'createdon' is not supported in $apply.
            accounts?$apply=aggregate(name with sum as x) | The property 'name' of type 'Edm.String' cannot be aggregated
            accounts?$apply=aggregate(revenue with countdistinct as x) | The aggregation method 'countdistinct' is not supported
            accounts?$apply=aggregate($count as n,revenue with sum as n) | The name 'n' stands for more than one result
            accounts?$apply=groupby((statecode),aggregate($count as n))&$orderby=n | The query node SingleValueOpenPropertyAccess is not supported
            accounts?$apply=aggregate($count as n)&$filter=name eq 'x' | The query option '$filter' cannot be used together with '$apply'; begin '$apply' with
            accounts?$apply=topcount(2,revenue)  | The transformation 'topcount' is not supported in $apply.
            accounts?$apply=groupby((name))/aggregate($count as n) | Nothing is supported in $apply behind 'groupby'
            accounts(00000000-0000-0000-0000-00000000000a)?$apply=groupby((name)) | The query option '$apply' is supported for collections only.
            accounts?savedQuery=x                | The query option 'savedQuery' takes the id of a stored query, not 'x'.
            accounts?userQuery=00000000-0000-0000-0000-00000000000a&$top=1 | The query option '$top' cannot be used together with 'userQuery'.
            accounts?$filter=contains(revenue,'x') | The text functions of $filter take properties of type 'Edm.String'
            accounts?$skiptoken=x                | The query option '$skiptoken' is malformed
            accounts(name='x')                   | The key in the request URI is not valid for resource 'Microsoft.Dynamics.CRM.account'.
            systemusers(systemuserid=00000000-0000-0000-0000-00000000000a) | The key in the request URI is not valid
            accounts/name                        | The request URI is not valid. Since the segment 'accounts' refers to a collection
            """)
    void mistakesInQueriesAreBadRequests(String url, String message) {
        answerWith(acme());

        WebResponse response = door.send("GET", url.strip().replace(' ', '+'));

        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response)).contains(message.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            groupby((statecode))                                       | group statecode as statecode
            groupby((statecode,_primarycontactid_value),aggregate($count as n)) | group statecode as statecode group primarycontactid as _primarycontactid_value count accountid as n
            aggregate(revenue with average as a,revenue with sum as s,createdon with max as m,numberofemployees with min as k) | avg revenue as a sum revenue as s max createdon as m min numberofemployees as k
            filter(name eq 'x')/filter(creditonhold)/groupby((primarycontactid/fullname,name),aggregate(revenue with sum as t)) | group name as name sum revenue as t LEFT_OUTER contact.contactid=primarycontactid[group fullname as contact_fullname] and(name EQUAL [x],creditonhold EQUAL [true])
            """)
    void applyBecomesAnAggregateQuery(String apply, String expected) {
        answerWith();

        WebResponse response = door.send("GET", "accounts?$apply=" + apply.strip().replace(' ', '+'));

        assertThat(text(response)).doesNotContain("error");
        assertThat(QueryText.of(query(0))).isEqualTo(expected.strip());
    }

    @Test
    void groupsShowWhatHasAValue() {
        Entity group = new Entity("account").set("statecode", alias("statecode", new OptionSetValue(0)))
                .set("n", alias("accountid", 3)).set("t", alias("revenue", null))
                .set("_primarycontactid_value", alias("primarycontactid", new EntityReference("contact", ID2, "Ann")));
        group.formattedValues().put("statecode", "Active");
        group.formattedValues().put("_primarycontactid_value", "Ann");
        answerWith(group);

        String answer = text(door.send("GET", "accounts?$apply=groupby((statecode,_primarycontactid_value),"
                + "aggregate($count+as+n,revenue+with+sum+as+t))", "",
                Map.of("Prefer",
                        "odata.include-annotations=\"OData.*,Microsoft.Dynamics.CRM.associated*,Microsoft.Dynamics.CRM.lookup*\"")));

        assertThat(answer).isEqualTo("{\"@odata.context\":\"" + DoorFixture.ROOT + "$metadata#accounts\",\"value\":[{"
                + "\"statecode@OData.Community.Display.V1.FormattedValue\":\"Active\",\"statecode\":0,"
                + "\"_primarycontactid_value@Microsoft.Dynamics.CRM.associatednavigationproperty\":\"primarycontactid\","
                + "\"_primarycontactid_value@OData.Community.Display.V1.FormattedValue\":\"Ann\","
                + "\"_primarycontactid_value@Microsoft.Dynamics.CRM.lookuplogicalname\":\"contact\","
                + "\"_primarycontactid_value\":\"" + ID2 + "\",\"n\":3}]}");
    }

    private static AliasedValue alias(String column, @Nullable Object value) {
        return new AliasedValue("account", column, value);
    }

    @Test
    @DisplayName("web-api 4: an unknown segment is 404 with its name")
    void anUnknownSegmentIsNotFound() {
        WebResponse response = door.send("GET", "Accounts");

        assertThat(response.status()).isEqualTo(404);
        assertThat(text(response)).isEqualTo("{\"error\":{\"code\":\"0x8006088a\",\"message\":"
                + "\"Resource not found for the segment 'Accounts'.\"}}");
        assertThat(response.headers()).containsEntry("OData-Version", "4.0").containsKey("REQ_ID");
    }

    @Test
    void aRecordIsWrittenInOrderWithItsAnnotations() {
        Entity row = acme();
        row.formattedValues().put("revenue", "$20,000.00");
        answerWith(row);

        WebResponse response = door.send("GET", "accounts(" + ID + ")?$select=name,revenue,accountnumber", "",
                Map.of("Prefer", "odata.include-annotations=\"*\""));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("ETag", "W/\"123\"").containsEntry("Preference-Applied",
                "odata.include-annotations=\"*\"");
        assertThat(text(response)).isEqualTo("{\"@odata.context\":\"" + DoorFixture.ROOT
                + "$metadata#accounts(name,revenue,accountnumber)/$entity\",\"@odata.etag\":\"W/\\\"123\\\"\","
                + "\"name\":\"Acme\",\"revenue@OData.Community.Display.V1.FormattedValue\":\"$20,000.00\","
                + "\"revenue\":20000.0000,\"accountnumber\":null,"
                + "\"_transactioncurrencyid_value@OData.Community.Display.V1.FormattedValue\":\"US Dollar\","
                + "\"_transactioncurrencyid_value@Microsoft.Dynamics.CRM.associatednavigationproperty\":"
                + "\"transactioncurrencyid\",\"_transactioncurrencyid_value@Microsoft.Dynamics.CRM.lookuplogicalname\":"
                + "\"transactioncurrency\",\"_transactioncurrencyid_value\":\"" + ID2 + "\",\"accountid\":\"" + ID
                + "\"}");
    }

    @Test
    void everyTypeOfColumnHasItsForm() {
        answerWith(new Entity("account", ID).set("creditonhold", true).set("accountcategorycode", new OptionSetValue(1))
                .set("ctz_interests", OptionSetValueCollection.of(3, 2)).set("numberofemployees", 150)
                .set("ctz_rate", new BigDecimal("1.50")).set("ctz_weight", 2.5).set("ctz_big", 9_007_199_254_740_993L)
                .set("ctz_id", ID2).set("ctz_founded", LocalDate.of(1974, 3, 25))
                .set("ctz_localtime", LocalDateTime.of(2024, 1, 31, 10, 0))
                .set("createdon", Instant.parse("2023-04-07T21:59:01.123Z"))
                .set("iscustomizable", new BooleanManagedProperty(true, true, "iscustomizableanddeletable"))
                .set("entityimage", new byte[]{1, 2}));

        WebResponse response = door.send("GET", "accounts(" + ID + ")?$select=creditonhold,accountcategorycode,"
                + "ctz_interests,numberofemployees,ctz_rate,ctz_weight,ctz_big,ctz_id,ctz_founded,ctz_localtime,createdon,"
                + "iscustomizable,entityimage");

        assertThat(text(response))
                .endsWith(",\"creditonhold\":true,\"accountcategorycode\":1,\"ctz_interests\":\"2,3\","
                        + "\"numberofemployees\":150,\"ctz_rate\":1.50,\"ctz_weight\":2.5,\"ctz_big\":9007199254740993,"
                        + "\"ctz_id\":\"" + ID2 + "\",\"ctz_founded\":\"1974-03-25\","
                        + "\"ctz_localtime\":\"2024-01-31T10:00:00Z\",\"createdon\":\"2023-04-07T21:59:01Z\","
                        + "\"iscustomizable\":{\"Value\":true,\"CanBeChanged\":true,"
                        + "\"ManagedPropertyLogicalName\":\"iscustomizableanddeletable\"},\"entityimage\":\"AQI=\","
                        + "\"accountid\":\"" + ID + "\"}");
    }

    @Test
    void expandsShowDifferentlyInRecordsAndCollections() {
        Entity row = new Entity("account", ID).rowVersion("1").set("name", "Acme");
        Entity task = new Entity("task", ID2).rowVersion("2").set("subject", "Call").set("regardingobjectid",
                new EntityReference("account", ID));
        row.relatedEntities().put("Account_Tasks", new EntityCollection("task", List.of(task)));
        row.relatedEntities().put("primarycontactid", new EntityCollection("contact",
                List.of(new Entity("contact", ID2).rowVersion("3").set("fullname", "Ann"))));
        answerWith(row);
        String options = "?$select=name&$expand=primarycontactid($select=fullname),Account_Tasks($select=subject;"
                + "$filter=statecode%20eq%200)";

        String single = text(door.send("GET", "accounts(" + ID + ")" + options));
        String several = text(door.send("GET", "accounts" + options));

        assertThat(single).contains("#accounts(name,primarycontactid(fullname),Account_Tasks(subject))/$entity")
                .contains("\"primarycontactid\":{\"@odata.etag\":\"W/\\\"3\\\"\",\"fullname\":\"Ann\",\"contactid\":")
                .doesNotContain("nextLink");
        assertThat(several).contains("\"primarycontactid\":{\"fullname\":\"Ann\"")
                .contains("\"Account_Tasks\":[{\"@odata.etag\":\"W/\\\"2\\\"\",\"subject\":\"Call\","
                        + "\"_regardingobjectid_value\":\"" + ID + "\",\"taskid\":")
                .contains("\"Account_Tasks@odata.nextLink\":\"" + DoorFixture.ROOT + "accounts(" + ID
                        + ")/Account_Tasks?$select=subject&$filter=statecode%20eq%200\"");
        Expand expand = (Expand) Objects
                .requireNonNull((List<?>) door.received().getFirst().get("RelatedEntitiesQuery")).getLast();
        assertThat(expand.query().columnSet().columns()).containsExactly("subject", "regardingobjectid", "taskid");
    }

    @Test
    @DisplayName("web-api 128: the link to the next page can be used as it is")
    void theLinkToTheNextPageCarriesTheCookie() {
        door.operation("RetrieveMultiple", execution -> execution.outputs().set("BusinessEntityCollection",
                new EntityCollection("account", List.of(acme())).moreRecords(true).pagingCookie("<c a=\"1\"/>")
                        .totalRecordCount(9)));

        String page = text(
                door.send("GET", "accounts?$select=name&$count=true&$top=3&$filter=contains(name,'a%26b')", "",
                        Map.of("Prefer", "odata.maxpagesize=1")));
        int start = page.indexOf("accounts?");
        String link = page.substring(start, page.indexOf('"', start));
        door.send("GET", link, "", Map.of("Prefer", "odata.maxpagesize=1"));

        assertThat(page).contains("$metadata#accounts(name)\",\"@odata.count\":9,\"value\":[");
        QueryExpression first = query(0);
        QueryExpression second = query(1);
        assertThat(first.topCount()).isNull();
        assertThat(first.pageInfo().count()).isEqualTo(1);
        assertThat(second.pageInfo().pageNumber()).isEqualTo(2);
        assertThat(second.pageInfo().pagingCookie()).isEqualTo("<c a=\"1\"/>");
        assertThat(QueryText.of(second.criteria())).isEqualTo("and(name LIKE [%a&b%])");
    }

    @Test
    void annotationsOfACollectionStandBeforeItsRows() {
        answerWith(acme());

        String page = text(door.send("GET", "accounts?$select=name", "",
                Map.of("Prefer", "odata.include-annotations=Microsoft.Dynamics.CRM.*")));

        assertThat(page).contains("\"@Microsoft.Dynamics.CRM.totalrecordcount\":-1,"
                + "\"@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded\":false,"
                + "\"@Microsoft.Dynamics.CRM.globalmetadataversion\":\"7\",\"value\":[");
    }

    @Test
    @DisplayName("web-api 111: a known etag gives 304")
    void aKnownEtagIsNotSentAgain() {
        answerWith(acme());
        String url = "accounts(" + ID + ")?$select=name";

        assertThat(door.send("GET", url, "", Map.of("If-None-Match", "W/\"123\"")).status()).isEqualTo(304);
        assertThat(door.send("GET", url, "", Map.of("If-None-Match", "W/\"122\"")).status()).isEqualTo(200);
        assertThat(door.send("GET", url, "", Map.of("If-None-Match", "null")).status()).isEqualTo(200);
        assertThat(door.send("GET", url + "&$expand=primarycontactid", "", Map.of("If-None-Match", "W/\"123\""))
                .status()).isEqualTo(200);
    }

    @Test
    void relatedRowsAreFoundThroughTheirRelationship() {
        answerWith(acme());

        door.send("GET", "accounts(" + ID + ")/Account_Tasks?$filter=subject%20eq%20'x'");
        door.send("GET", "accounts(" + ID + ")/ctz_account_contacts");

        QueryExpression tasks = query(0);
        QueryExpression contacts = query(1);
        assertThat(QueryText.of(tasks.criteria()))
                .isEqualTo("and(regardingobjectid EQUAL [" + ID + "],and(subject EQUAL [x]))");
        assertThat(contacts.linkEntities()).singleElement().satisfies(link -> {
            assertThat(link.linkToEntityName()).isEqualTo("ctz_account_contact");
            assertThat(QueryText.of(link.linkCriteria())).isEqualTo("and(accountid EQUAL [" + ID + "])");
        });
    }

    @Test
    void propertiesCanBeReadAlone() {
        answerWith(acme());

        assertThat(text(door.send("GET", "accounts(" + ID + ")/name"))).isEqualTo("{\"@odata.context\":\""
                + DoorFixture.ROOT + "$metadata#accounts(" + ID + ")/name\",\"value\":\"Acme\"}");
        assertThat(text(door.send("GET", "accounts(" + ID + ")/name/$value"))).isEqualTo("Acme");
        assertThat(door.send("GET", "accounts(" + ID + ")/accountnumber").status()).isEqualTo(204);
        assertThat(text(door.send("GET", "accounts(" + ID + ")/primarycontactid/$ref")))
                .contains("\"@odata.id\":\"" + DoorFixture.ROOT + "contacts(" + ID2 + ")\"");
    }

    @Test
    @DisplayName("web-api 8: the service document lists the entity sets")
    void theServiceDocumentListsTheEntitySets() {
        assertThat(text(door.send("GET", ""))).startsWith("{\"@odata.context\":\"" + DoorFixture.ROOT
                + "$metadata\",\"value\":[{\"name\":\"accounts\",\"kind\":\"EntitySet\",\"url\":\"accounts\"},");
    }
}
