package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Conditions on collections, over three accounts with contacts and tasks.
@ColonnadeTest
class LambdaTest {

    private final Http http;

    LambdaTest(Colonnade colonnade) {
        this.http = colonnade.http();
        http.post("accounts", """
                {"name":"A","contact_customer_accounts":[
                  {"lastname":"Ann","jobtitle":"Boss","Contact_Tasks":[{"subject":"call"},{"subject":"write"}]},
                  {"lastname":"Ben","jobtitle":"Clerk"}],
                 "Account_Tasks":[{"subject":"call"}]}""").expect(204);
        http.post("accounts", """
                {"name":"B","contact_customer_accounts":[
                  {"lastname":"Cid","jobtitle":"Boss","Contact_Tasks":[{"subject":"write"}]},
                  {"lastname":"Dan","jobtitle":"Boss"}],
                 "Account_Tasks":[{"subject":"call"},{"subject":"wait","description":"long"}]}""").expect(204);
        http.post("accounts", "{\"name\":\"C\",\"accountnumber\":\"x\"}").expect(204);
        http.post("leads", "{\"lastname\":\"L1\",\"subject\":\"s\"}").expect(204);
        http.post("leads", "{\"lastname\":\"L2\",\"subject\":\"s\"}").expect(204);
        String lead = "leads(" + id("leads?$filter=lastname eq 'L1'", "leadid") + ")";
        String account = "accounts(" + id("accounts?$filter=name eq 'A'", "accountid") + ")";
        http.post(account + "/accountleads_association/$ref", "{\"@odata.id\":\"" + lead + "\"}").expect(204);
    }

    private String id(String query, String key) {
        return http.get(query).text("/value/0/" + key);
    }

    private String names(String filter) {
        return StreamSupport.stream(http.get("accounts?$select=name&$orderby=name&$filter=" + filter).expect(200)
                .json().get("value").spliterator(), false).map(row -> row.get("name").asString())
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Account_Tasks/any()|AB", "not Account_Tasks/any()|C",
            "Account_Tasks/any(t:t/subject eq 'wait')|B",
            "Account_Tasks/any(t:t/subject eq 'WAIT' and t/description eq null)|",
            "Account_Tasks/all(t:t/subject eq 'call')|AC", "Account_Tasks/all(t:t/description ne null)|C",
            "not Account_Tasks/all(t:t/subject eq 'call')|B",
            "Account_Tasks/all(t:not contains(t/description,'x'))|ABC",
            "Account_Tasks/any() and Account_Tasks/all(t:t/subject eq 'call')|A",
            "contact_customer_accounts/any(c:c/jobtitle eq 'Clerk') or accountnumber eq 'x'|AC",
            "contact_customer_accounts/any(c:c/lastname eq 'Ann') and Account_Tasks/any(t:t/subject eq 'call')|A",
            "accountleads_association/any(l:l/lastname eq 'L1')|A",
            "accountleads_association/any(l:l/lastname eq 'L2')|",
            "accountleads_association/all(l:l/lastname eq 'L2')|BC", "not accountleads_association/any()|BC"})
    @DisplayName("web-api 122: any and all ask for the rows of a collection")
    void anyAndAll(String filter, String expected) {
        assertThat(names(filter)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "contact_customer_accounts/any(c:c/Contact_Tasks/any(t:t/subject eq 'call'))|A",
            "contact_customer_accounts/any(c:c/jobtitle eq 'Boss' and c/Contact_Tasks/any(t:t/subject ne 'N/A'))|AB",
            "contact_customer_accounts/any(c:c/jobtitle eq 'Boss' and not c/Contact_Tasks/any())|B",
            "contact_customer_accounts/all(c:c/Contact_Tasks/all(t:t/subject eq 'write'))|BC",
            "contact_customer_accounts/any(c:c/Contact_Tasks/any() and c/Contact_Tasks/all(t:t/subject eq 'write'))|B",
            "contact_customer_accounts/any(c:c/parentcustomerid_account/name eq 'B')|B",
            "contact_customer_accounts/any(c:c/parentcustomerid_account/createdby/fullname ne null and c/lastname eq 'Ann')|A"})
    @DisplayName("web-api 122: lambda operators are nested, and paths lead through lookups inside")
    void nestedLambdas(String filter, String expected) {
        assertThat(names(filter)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    @DisplayName("web-api 122: a collection behind a lookup is refused")
    void collectionsBehindLookupsAreRefused() {
        assertThat(http.get("accounts?$filter=primarycontactid/Contact_Tasks/any(t:t/subject eq 'x')").expect(400)
                .errorMessage()).contains("primarycontactid/Contact_Tasks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Account_Tasks/all()", "Account_Tasks/some(t:t/subject eq 'x')", "Account_Tasks/any(t)",
            "Account_Tasks/any(t:)", "Account_Tasks/any(t:subject eq 'x')", "Account_Tasks/any(:t/subject eq 'x')",
            "name/any()", "primarycontactid/any()", "Account_Tasks/any(t:t/subject eq 'x'", "Account_Tasks eq null",
            "Account_Tasks/any(t:t/nosuch eq 1)", "Account_Tasks/any(t:t eq 'x')"})
    void brokenLambdasAreRefused(String filter) {
        assertThat(http.get("accounts?$filter=" + filter).expect(400).errorMessage()).isNotBlank();
    }

    @Test
    void lambdasCountAsJoins() {
        String any = "Account_Tasks/any(t:t/subject eq 'x')";

        http.get("accounts?$filter=" + any + (" or " + any).repeat(14)).expect(200);
        assertThat(http.get("accounts?$filter=" + any + (" or " + any).repeat(15)).expect(400).errorCode())
                .isEqualTo("0x8004430d");
    }

    @Test
    void lambdasGoWithCountsExpandsAndPages() {
        String filter = "$filter=Account_Tasks/any(t:t/subject eq 'call')";

        assertThat(http.get("accounts/$count?" + filter).expect(200).body()).endsWith("2");
        assertThat(http.get("accounts?$count=true&$expand=Account_Tasks($filter=subject eq 'call')&" + filter)
                .expect(200).json().at("/@odata.count").asInt()).isEqualTo(2);
        String link = http.with("Prefer", "odata.maxpagesize=1").get("accounts?$orderby=name&" + filter).expect(200)
                .text("/@odata.nextLink");
        assertThat(http.get(link).expect(200).text("/value/0/name")).isEqualTo("B");
    }
}
