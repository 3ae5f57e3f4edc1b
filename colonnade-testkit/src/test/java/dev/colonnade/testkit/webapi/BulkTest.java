package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Messages with several rows.
@ColonnadeTest
class BulkTest {

    private static final String NAMESPACE = "Microsoft.Dynamics.CRM.";

    private final Colonnade colonnade;
    private final Http http;

    BulkTest(Colonnade colonnade) {
        this.colonnade = colonnade.tables(WebApiTables.THING);
        this.http = colonnade.http();
    }

    private HttpAnswer call(String set, String message, String... items) {
        return http.post(set + "/" + NAMESPACE + message, "{\"Targets\":[" + String.join(",", items) + "]}");
    }

    private static String thing(String properties) {
        return "{\"@odata.type\":\"" + NAMESPACE + "ctz_thing\"," + properties + "}";
    }

    private int count(String filter) {
        return http.get("ctz_stuff?$select=ctz_name&$filter=" + filter).expect(200).json().get("value").size();
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(element -> texts.add(element.asString()));
        return texts;
    }

    @Test
    @DisplayName("web-api 194: several rows are created, and their ids are answered in their order")
    void severalRowsAreCreated() {
        HttpAnswer answer = call("ctz_stuff", "CreateMultiple",
                IntStream.range(0, 40).mapToObj(i -> thing("\"ctz_name\":\"many " + i + "\"")).toArray(String[]::new))
                .expect(200);

        assertThat(answer.text("/@odata.context"))
                .isEqualTo(colonnade.baseUrl() + "$metadata#" + NAMESPACE + "CreateMultipleResponse");
        List<String> ids = texts(answer.json().get("Ids"));
        assertThat(ids).hasSize(40).doesNotHaveDuplicates();
        for (int i = 0; i < ids.size(); i++) {
            assertThat(http.get("ctz_stuff(" + ids.get(i) + ")").expect(200).text("/ctz_name")).isEqualTo("many " + i);
        }
    }

    @Test
    void rowsMayPointToRowsBeforeThemAndHoldOthers() {
        UUID parent = UUID.randomUUID();
        String type = "\"@odata.type\":\"" + NAMESPACE + "account\",";

        call("accounts", "CreateMultiple",
                "{" + type + "\"accountid\":\"" + parent + "\",\"name\":\"bulk parent\"}",
                "{" + type + "\"name\":\"bulk child\",\"parentaccountid@odata.bind\":\"accounts(" + parent
                        + ")\",\"contact_customer_accounts\":[{\"lastname\":\"of the bulk\"}]}")
                .expect(200);

        JsonNode child = http.get("accounts?$filter=name eq 'bulk child'&$expand=parentaccountid($select=name),"
                + "contact_customer_accounts($select=lastname)").expect(200).json().get("value").get(0);
        assertThat(child.at("/parentaccountid/name").asString()).isEqualTo("bulk parent");
        assertThat(child.at("/contact_customer_accounts/0/lastname").asString()).isEqualTo("of the bulk");
    }

    @Test
    @DisplayName("web-api 195: rows are updated and upserted by id or by key")
    void rowsAreUpdatedAndUpsertedByIdOrByKey() {
        UUID id = UUID.randomUUID();
        http.post("ctz_stuff", "{\"ctz_thingid\":\"" + id + "\",\"ctz_code\":\"bulk-1\"}").expect(204);
        http.post("ctz_stuff", "{\"ctz_code\":\"bulk-2\"}").expect(204);

        call("ctz_stuff", "UpdateMultiple", thing("\"ctz_thingid\":\"" + id + "\",\"ctz_name\":\"first\""),
                thing("\"@odata.id\":\"ctz_stuff(ctz_code='bulk-2')\",\"ctz_name\":\"second\"")).expect(204);

        assertThat(http.get("ctz_stuff(ctz_code='bulk-1')").text("/ctz_name")).isEqualTo("first");
        assertThat(http.get("ctz_stuff(ctz_code='bulk-2')").text("/ctz_name")).isEqualTo("second");

        call("ctz_stuff", "UpsertMultiple", thing("\"ctz_thingid\":\"" + id + "\",\"ctz_name\":\"third\""),
                thing("\"@odata.id\":\"ctz_stuff(ctz_code='bulk-2')\",\"ctz_name\":\"fourth\""),
                thing("\"@odata.id\":\"ctz_stuff(ctz_code='bulk-3')\",\"ctz_name\":\"fifth\"")).expect(204);

        assertThat(http.get("ctz_stuff(ctz_code='bulk-1')").text("/ctz_name")).isEqualTo("third");
        assertThat(http.get("ctz_stuff(ctz_code='bulk-2')").text("/ctz_name")).isEqualTo("fourth");
        assertThat(http.get("ctz_stuff(ctz_code='bulk-3')").text("/ctz_name")).isEqualTo("fifth");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateMultiple", "UpdateMultiple", "UpsertMultiple"})
    @DisplayName("web-api 196: a row without its type is refused")
    void aRowWithoutItsTypeIsRefused(String message) {
        call("ctz_stuff", message, "{\"ctz_name\":\"untyped\"}").expect(400);

        assertThat(count("ctz_name eq 'untyped'")).isZero();
    }

    @Test
    @DisplayName("web-api 197: one bad row undoes all")
    void oneBadRowUndoesAll() {
        http.post("ctz_stuff", "{\"ctz_code\":\"taken\"}").expect(204);
        String rows = IntStream.range(0, 20).mapToObj(i -> thing("\"ctz_name\":\"undone\",\"ctz_code\":\"u" + i + "\""))
                .collect(Collectors.joining(","));

        HttpAnswer duplicate = call("ctz_stuff", "CreateMultiple", rows, thing("\"ctz_code\":\"taken\"")).expect(412);
        HttpAnswer tooLong = call("ctz_stuff", "CreateMultiple", rows, thing("\"ctz_code\":\"" + "x".repeat(21) + "\""))
                .expect(400);

        assertThat(duplicate.text("/error/code")).isEqualTo("0x80060892");
        assertThat(tooLong.text("/error/message")).contains("ctz_code");
        assertThat(count("ctz_name eq 'undone'")).isZero();
        UUID missing = UUID.randomUUID();
        assertThat(call("ctz_stuff", "UpdateMultiple", thing("\"ctz_thingid\":\"" + missing + "\",\"ctz_name\":\"u\""))
                .expect(404).text("/error/message")).contains(missing.toString());
    }

    @Test
    @DisplayName("web-api 198: standard tables have no deletion of several rows")
    void standardTablesHaveNoDeletionOfSeveralRows() {
        UUID id = UUID.randomUUID();

        assertThat(call("ctz_stuff", "DeleteMultiple", thing("\"ctz_thingid\":\"" + id + "\"")).text("/error/message"))
                .isEqualTo("DeleteMultiple has not yet been implemented.");
    }

    @Test
    @DisplayName("web-api 199: clients find out which table has a message with several rows")
    void clientsFindOutWhichTableHasAMessage() {
        String query = "sdkmessagefilters?$select=sdkmessagefilterid&$filter=sdkmessageid/name eq @message and"
                + " primaryobjecttypecode eq @table&@message='CreateMultiple'&@table='";

        assertThat(http.get(query + "account'").expect(200).json().get("value")).hasSize(1);
        assertThat(http.get(query + "sdkmessage'").expect(200).json().get("value")).isEmpty();
    }

    @Test
    void whatIsNoListOfRowsOfTheTableIsRefused() {
        String account = "{\"@odata.type\":\"" + NAMESPACE + "account\",\"name\":\"x\"}";

        assertThat(call("ctz_stuff", "CreateMultiple", account).expect(400).text("/error/message")).contains("account")
                .contains("ctz_thing");
        assertThat(call("ctz_stuff", "CreateMultiple").expect(400).text("/error/message")).contains("Targets");
        for (String body : List.of("{}", "{\"Targets\":null}", "{\"Targets\":{}}", "{\"Targets\":[1]}",
                "{\"Targets\":[[]]}", "{\"Target\":[]}", "{\"Targets\":[" + thing("\"@odata.id\":5") + "]}",
                "{\"Targets\":[" + thing("\"@odata.id\":\"accounts(1)\"") + "]}")) {
            for (String message : List.of("CreateMultiple", "UpdateMultiple", "UpsertMultiple", "DeleteMultiple")) {
                assertThat(http.post("ctz_stuff/" + NAMESPACE + message, body).status()).as(message + " " + body)
                        .isBetween(400, 499);
            }
        }
    }
}
