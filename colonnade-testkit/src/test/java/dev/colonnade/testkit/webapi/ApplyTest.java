package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Groups and aggregates.
@ColonnadeTest
class ApplyTest {

    private final Http http;
    private final UUID first;

    ApplyTest(Colonnade colonnade) {
        this.http = colonnade.http();
        this.first = account("A", "1000.5", 10, "WA", "Ann");
        account("B", "2000", 20, "WA", "Bea");
        account("C", "3000", null, "OR", null);
        account("D", null, 30, null, null);
        http.post("contacts",
                "{\"lastname\":\"X\",\"annualincome\":10,\"parentcustomerid_account@odata.bind\":\"accounts("
                        + first + ")\"}")
                .expect(204);
        http.post("contacts",
                "{\"lastname\":\"Y\",\"annualincome\":30,\"parentcustomerid_account@odata.bind\":\"accounts("
                        + first + ")\"}")
                .expect(204);
    }

    private UUID account(String name, @Nullable String revenue, @Nullable Integer employees, @Nullable String state,
            @Nullable String contact) {
        return http.post("accounts", "{\"name\":\"" + name + "\",\"revenue\":" + revenue + ",\"numberofemployees\":"
                + employees + ",\"address1_stateorprovince\":" + (state == null ? "null" : "\"" + state + "\"")
                + (contact == null ? "" : ",\"primarycontactid\":{\"lastname\":\"" + contact + "\"}") + "}").expect(204)
                .entityId();
    }

    /// The rows as texts without the digits that only fill up, sorted.
    private String rows(String apply) {
        var rows = new TreeSet<String>();
        http.get("accounts?$apply=" + apply).expect(200).json().get("value").forEach(row -> rows.add(row.toString()));
        return String.join(" ", rows).replaceAll("(\\.\\d*?)0+(?=[,}])", "$1").replaceAll("\\.(?=[,}])", "")
                .replace("\"", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"groupby((statecode))|{statecode:0}",
            "groupby((address1_stateorprovince))|{address1_stateorprovince:OR} {address1_stateorprovince:WA} {}",
            "groupby((statecode),aggregate($count as n))|{statecode:0,n:4}",
            "aggregate(revenue with sum as total)|{total:6000.5}",
            "aggregate(revenue with average as a)|{a:2000.1666666667}",
            "aggregate(numberofemployees with min as low,numberofemployees with max as high)|{low:10,high:30}",
            "aggregate(numberofemployees with average as a,numberofemployees with sum as s)|{a:20,s:60}",
            "groupby((address1_stateorprovince),aggregate(revenue with sum as t,$count as n))|"
                    + "{address1_stateorprovince:OR,t:3000,n:1} {address1_stateorprovince:WA,t:3000.5,n:2} {t:0,n:1}",
            "filter(address1_stateorprovince eq 'wa')/aggregate($count as n)|{n:2}",
            "filter(name eq 'nobody')/aggregate($count as n)|{n:0}",
            "filter(name eq 'nobody')/groupby((name),aggregate($count as n))|"})
    @DisplayName("web-api 138: rows are grouped and aggregated")
    void rowsAreGrouped(String apply, String expected) {
        assertThat(rows(apply)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    @DisplayName("web-api 138: groups have no etag and no id, and formatted values on request")
    void groupsHaveNoIdentity() {
        HttpAnswer answer = http.with("Prefer", "odata.include-annotations=\"*\"")
                .get("accounts?$apply=groupby((statecode,_ownerid_value),aggregate(revenue with sum as total))")
                .expect(200);
        JsonNode row = answer.json().at("/value/0");

        assertThat(answer.text("/@odata.context")).endsWith("$metadata#accounts");
        assertThat(answer.header("ETag")).isNull();
        assertThat(row.propertyNames()).containsExactly("statecode@OData.Community.Display.V1.FormattedValue",
                "statecode",
                "_ownerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty",
                "_ownerid_value@OData.Community.Display.V1.FormattedValue",
                "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname", "_ownerid_value",
                "total@OData.Community.Display.V1.FormattedValue", "total");
        assertThat(row.get("statecode@OData.Community.Display.V1.FormattedValue").asString()).isEqualTo("Active");
        assertThat(row.get("total@OData.Community.Display.V1.FormattedValue").asString()).isEqualTo("$6,000.50");
    }

    @Test
    @DisplayName("web-api 138: a related collection is aggregated")
    void relatedRowsAreAggregated() {
        JsonNode row = http.get("accounts(" + first + ")/contact_customer_accounts?$apply=aggregate(annualincome with"
                + " average as average,annualincome with sum as total)").expect(200).json().at("/value/0");

        assertThat(row.get("average").asDouble()).isEqualTo(20);
        assertThat(row.get("total").asDouble()).isEqualTo(40);
    }

    @Test
    @DisplayName("web-api 139: a path names its column by its table, and empty keys are left out")
    void pathsAreGrouped() {
        assertThat(rows("groupby((primarycontactid/fullname),aggregate(revenue with sum as total))"))
                .isEqualTo("{total:1000.5,contact_fullname:Ann} {total:2000,contact_fullname:Bea} {total:3000}");
        assertThat(rows("filter(address1_stateorprovince eq 'WA')/groupby((primarycontactid/fullname))"))
                .isEqualTo("{contact_fullname:Ann} {contact_fullname:Bea}");
        assertThat(rows("groupby((primarycontactid/createdby/fullname),aggregate($count as n))"))
                .contains("systemuser_fullname:").contains("{n:2}");
    }

    @Test
    @DisplayName("web-api 140: aggregates cannot be ordered by")
    void aggregatesCannotBeOrderedBy() {
        String apply = "accounts?$apply=groupby((address1_stateorprovince),aggregate($count as n))&$orderby=";

        assertThat(http.get(apply + "n").expect(400).errorMessage())
                .isEqualTo("The query node SingleValueOpenPropertyAccess is not supported");
        assertThat(http.get(apply + "address1_stateorprovince desc&$top=1").expect(200)
                .text("/value/0/address1_stateorprovince")).isEqualTo("WA");
    }

    @Test
    @DisplayName("web-api 140: groups come in pages")
    void groupsComeInPages() {
        Http paged = http.with("Prefer", "odata.maxpagesize=1");
        String url = "accounts?$apply=groupby((name))";
        var names = new TreeSet<String>();
        while (!url.isEmpty()) {
            HttpAnswer page = paged.get(url).expect(200);
            assertThat(page.json().get("value")).hasSize(1);
            names.add(page.text("/value/0/name"));
            url = page.text("/@odata.nextLink");
        }

        assertThat(names).containsExactly("A", "B", "C", "D");
    }

    @ParameterizedTest
    @ValueSource(strings = {"groupby((createdon))", "groupby((nosuch))", "groupby(name)", "groupby(())",
            "groupby((name),)",
            "aggregate()", "aggregate(revenue with countdistinct as n)", "aggregate(revenue with sum)",
            "aggregate(name with sum as n)",
            "aggregate($count as n,$count as n)", "groupby((name),aggregate($count as name))",
            "aggregate($count as a.b)",
            "filter(name eq 'x')", "filter(name eq 'x')/filter(name eq 'y')", "identity", "topcount(1,revenue)",
            "groupby((name))/groupby((name))", "groupby((Account_Tasks/subject))", "groupby((primarycontactid))",
            "aggregate('x' with max as n)", "groupby((name),filter(name eq 'x'))", "concat(identity,identity)", "x",
            ""})
    void whatIsNotSupportedIsRefused(String apply) {
        assertThat(http.get("accounts?$apply=" + apply).expect(400).errorMessage()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$select=name", "$filter=name eq 'x'", "$expand=primarycontactid"})
    void applyStandsAlone(String option) {
        assertThat(http.get("accounts?$apply=groupby((name))&" + option).expect(400).errorMessage())
                .contains("'$apply'");
    }

    @Test
    void recordsCannotBeGrouped() {
        http.get("accounts(" + first + ")?$apply=groupby((name))").expect(400);
    }
}
