package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What happens beyond the 5,000 rows that are the most of a page and of a count.
@ColonnadeTest
class CountTest {

    private static final String ITEM = """
            {"schemaName": "ctz_Item", "ownership": "OrganizationOwned", "privilegeName": "", "primaryName": "ctz_name",
             "columns": [{"schemaName": "ctz_Name"}, {"schemaName": "ctz_Number", "type": "Integer"},
              {"schemaName": "ctz_AccountId", "type": "Lookup", "targets": ["account"]}],
             "relationships": [{"schemaName": "ctz_Account_Items", "column": "ctz_accountid", "target": "account",
               "navigation": "ctz_AccountId"}]}""";
    private static final int ACCOUNTS = 6;
    private static final int ITEMS = 850;
    private static final int LIMIT = 5_000;

    private final Http http;

    CountTest(Colonnade colonnade) {
        this.http = colonnade.tables(ITEM).http();
        for (int account = 0; account < ACCOUNTS; account++) {
            int start = account * ITEMS;
            String items = IntStream.range(start, start + ITEMS).mapToObj(i -> "{\"ctz_number\":" + i + "}")
                    .collect(Collectors.joining(","));
            http.post("accounts", "{\"name\":\"" + account + "\",\"ctz_Account_Items\":[" + items + "]}").expect(204);
        }
    }

    @Test
    @DisplayName("web-api 127: a page is never larger than 5,000 rows")
    void pagesHaveAtMostFiveThousandRows() {
        HttpAnswer plain = http.get("ctz_items?$select=ctz_number").expect(200);
        HttpAnswer wished = http.with("Prefer", "odata.maxpagesize=6000").get("ctz_items?$select=ctz_number")
                .expect(200);

        for (HttpAnswer answer : new HttpAnswer[]{plain, wished}) {
            Set<Integer> numbers = numbers(answer);
            assertThat(numbers).hasSize(LIMIT);
            HttpAnswer rest = http.get(answer.text("/@odata.nextLink")).expect(200);
            numbers.addAll(numbers(rest));
            assertThat(numbers).hasSize(ACCOUNTS * ITEMS);
            assertThat(rest.json().propertyNames()).doesNotContain("@odata.nextLink");
        }
    }

    private static Set<Integer> numbers(HttpAnswer answer) {
        var numbers = new HashSet<Integer>();
        answer.json().get("value").forEach(row -> numbers.add(row.get("ctz_number").asInt()));
        return numbers;
    }

    @Test
    @DisplayName("web-api 129: the count is never over 5,000")
    void countsAreCapped() {
        Http annotated = http.with("Prefer", "odata.include-annotations=\"*\"");
        JsonNode all = annotated.get("ctz_items?$select=ctz_number&$top=1&$count=true").expect(200).json();
        JsonNode some = annotated.get("ctz_items?$select=ctz_number&$top=1&$count=true&$filter=ctz_number lt 5000")
                .expect(200).json();

        assertThat(all.get("@odata.count").asInt()).isEqualTo(LIMIT);
        assertThat(all.get("@Microsoft.Dynamics.CRM.totalrecordcount").asInt()).isEqualTo(LIMIT);
        assertThat(all.get("@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded").asBoolean()).isTrue();
        assertThat(some.get("@odata.count").asInt()).isEqualTo(LIMIT);
        assertThat(some.get("@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("web-api 131: the count as text is capped too")
    void countsAsTextAreCapped() {
        assertThat(http.get("ctz_items/$count").expect(200).body()).endsWith("5000");
        assertThat(http.get("ctz_items/$count?$filter=ctz_number ge 100").expect(200).body()).endsWith("5000");
        assertThat(http.get("ctz_items/$count?$filter=ctz_number lt 100").expect(200).body()).endsWith("100");
    }

    @Test
    @DisplayName("web-api 132: all rows of several tables are counted")
    void tablesAreCounted() {
        HttpAnswer answer = http.get("RetrieveTotalRecordCount(EntityNames=@p1)?@p1=[\"ctz_item\",\"account\"]")
                .expect(200);
        JsonNode counts = answer.json().get("EntityRecordCountCollection");

        assertThat(answer.text("/@odata.context")).endsWith("#Microsoft.Dynamics.CRM.RetrieveTotalRecordCountResponse");
        assertThat(counts.toString()).isEqualTo("{\"Count\":2,\"IsReadOnly\":false,\"Keys\":[\"ctz_item\",\"account\"],"
                + "\"Values\":[" + ACCOUNTS * ITEMS + "," + ACCOUNTS + "]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"nosuch\"]", "[]", "[null]", "\"account\"", "5"})
    void otherNamesAreRefused(String names) {
        assertThat(http.get("RetrieveTotalRecordCount(EntityNames=@p1)?@p1=" + names).expect(400).errorMessage())
                .isNotBlank();
    }
}
