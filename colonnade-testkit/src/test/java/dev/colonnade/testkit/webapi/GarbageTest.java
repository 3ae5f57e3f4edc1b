package dev.colonnade.testkit.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import dev.colonnade.testkit.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Requests that no client should send: each gets a 4xx that says what is wrong, and stores nothing.
@ColonnadeTest
class GarbageTest {

    private static final int REQUESTS = 1_000;
    /// After how many requests the rows are looked at; a request that succeeds sets the mark anew.
    private static final int CHECKED_EVERY = 20;
    private static final List<String> SETS = List.of("accounts", "contacts", "ctz_stuff");
    private static final List<String> METHODS = List.of("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "BREW");
    private static final List<String> SEGMENTS = List.of("accounts", "contacts", "ctz_stuff", "systemusers", "Accounts",
            "$metadata", "$count", "$ref", "$value", "$batch", "WhoAmI", "WhoAmI()", "name", "primarycontactid",
            "Account_Tasks", "ctz_AccountId", "accounts(%s)", "accounts(%s)", "ctz_stuff(ctz_code='%%s')", "accounts(",
            "accounts()", "accounts(name='x'", "ctz_stuff(ctz_part=99999999999999999999)", "ctz_stuff(ctz_code=1)",
            "Microsoft.Dynamics.CRM.Nothing()", "%%00", "%%zz", "%%ff", "..", ".", "é", "'",
            "accounts(%s)/Account_Tasks",
            "contacts(%s)/parentcustomerid_account/$ref", "RetrieveVersion()", "accounts(@p1)");
    private static final List<String> OPTIONS = List.of("$select=name", "$select=", "$select=*", "$filter=name eq 'x'",
            "$filter=name eq", "$filter=(((((", "$filter=name eq 'x' and", "$filter=createdon gt 2024-13-99",
            "$filter=revenue gt 1e999999999", "$filter=numberofemployees eq 99999999999999999999999",
            "$filter=contains(name,%%27%%00%%27)", "$filter=contains(name,1)", "$filter=not not not name eq null",
            "$filter=@a eq @a&@a=@a", "$orderby=name desc,", "$orderby=,", "$orderby=name name", "$top=0", "$top=-5",
            "$top=99999999999", "$top=1.5", "$count=1", "$expand=primarycontactid($expand=", "$expand=*",
            "$expand=Account_Tasks($filter=subject eq 'x')", "$expand=primarycontactid($select=x)", "$skiptoken=x",
            "$skiptoken=%%3Ccookie%%20pagenumber=%%22-1%%22%%3E", "$skip=1", "$apply=x", "fetchXml=%%3C",
            "savedQuery=x", "savedQuery=%s", "userQuery=%s", "$apply=groupby((name))", "$apply=aggregate($count as n)",
            "$apply=aggregate(revenue with sum as name)/x", "$apply=filter(name eq 'x')/groupby((statecode))",
            "$filter=Account_Tasks/any(t:t/subject eq 'x')", "$filter=not Account_Tasks/all(t:t/x eq 1)",
            "$filter=Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=['x'])",
            "$filter=Microsoft.Dynamics.CRM.Under(PropertyName='accountid',PropertyValue='%s')",
            "$id=", "$id=accounts(%s)", "@p1=", "@p1={", "@p1='%s'", "&&&", "=", "%%", "$filter", "$format=xml",
            "$filter=ctz_color eq 'x'", "$filter=_primarycontactid_value eq 'x'", "$filter=name/x eq 1",
            "$filter=startswith(name,'[')", "$filter=name eq '\ud83d\ude00'",
            "$filter=createdon lt 0000-00-00T00:00:00Z",
            "$filter=createdon gt 9999-12-31T23:59:59Z", "$filter=createdon gt -9999-01-01", "tag=%%00",
            "$filter=revenue eq 0.00000000000000000000000000000000001", "$filter=statecode eq null or null eq null");
    private static final List<String> HEADERS = List.of("If-Match: x", "If-Match: W/\"x\"",
            "If-Match: W/\"99999999999999999999\"",
            "If-Match: *", "If-None-Match: *", "If-None-Match: W/\"1\"", "If-Match: W/\"-1\"",
            "Prefer: odata.maxpagesize=x",
            "Prefer: odata.maxpagesize=0", "Prefer: odata.maxpagesize=2", "Prefer: return=representation", "Prefer: \"",
            "Prefer: odata.include-annotations=\"*\"", "Prefer: ,,,=", "Content-Type: text/xml", "Content-Type: ;",
            "Content-Type: application/json; charset=nothing", "Accept: text/html", "OData-Version: 9", "X: \u0001",
            "MSCRM.SolutionUniqueName: nosuch", "MSCRM.BypassBusinessLogicExecutionStepIds: x",
            "MSCRM.BypassBusinessLogicExecution: x", "Content-Encoding: gzip", "MSCRMCallerID: x");
    private static final List<String> NAMES = List.of("name", "accountid", "ctz_name", "ctz_part", "ctz_rate",
            "ctz_price",
            "ctz_weight", "ctz_big", "ctz_flag", "ctz_color", "ctz_hobbies", "ctz_at", "ctz_clock", "ctz_day",
            "ctz_token",
            "ctz_must", "ctz_code", "iscustomizable", "ctz_picture", "primarycontactid", "primarycontactid@odata.bind",
            "Account_Tasks", "Account_Tasks@odata.bind", "ctz_AccountId@odata.bind", "ownerid@odata.bind", "ownerid",
            "statecode", "statuscode", "revenue", "numberofemployees", "lastname", "@odata.type", "@odata.id", "value",
            "nosuch", "", "@", "name@odata.bind", "_ownerid_value", "versionnumber", "createdon", "overriddencreatedon",
            "transactioncurrencyid@odata.bind", "address1_latitude", "birthdate",
            "parentcustomerid_account@odata.bind");
    private static final List<String> VALUES = List.of("null", "true", "0", "-1", "1.5", "1e400", "-1e-400",
            "12345678901234567890",
            "99999999999999999999999999999999999999", "\"\"", "\"x\"", "\"\\u0000\"", "\"\\ud800\"", "\"2024-02-30\"",
            "\"2024-01-01T25:00:00Z\"", "\"1752-01-01\"", "\"9999-12-31T23:59:59Z\"", "\"+999999999-01-01T00:00:00Z\"",
            "[]",
            "{}", "[null]", "[1]", "[\"x\"]", "{\"Value\":1}", "{\"Value\":true}", "{\"subject\":\"x\"}",
            "[{\"subject\":5}]",
            "[{\"nosuch\":1}]", "\"accounts(%s)\"", "[\"tasks(%s)\"]", "\"%s\"", "\"1,2,3\"", "\"AAAA\"", "NaN", "'x'",
            "{\"lastname\":\"x\",\"lastname\":\"y\"}", "\"systemusers(%s)\"", "[[[[[[[[]]]]]]]]");

    private final Http http;
    private final RawHttp raw;
    private final String authorization;
    private final List<String> ids = new ArrayList<>();

    GarbageTest(Colonnade colonnade) {
        this.http = colonnade.tables(WebApiTables.THING).http();
        this.raw = new RawHttp(colonnade.address());
        this.authorization = "Authorization: Bearer " + colonnade.token();
        ids.add(http.post("accounts", "{\"name\":\"x\"}").expect(204).entityId().toString());
        ids.add(http.post("contacts", "{\"lastname\":\"x\"}").expect(204).entityId().toString());
        ids.add("00000000-0000-0000-0000-00000000dead");
        ids.add("x");
    }

    static List<Long> seeds() {
        String seed = System.getProperty("seed");
        return seed == null ? List.of(1L, 2L, 3L) : List.of(Long.valueOf(seed));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void garbageIsRefusedAndStoresNothing(long seed) {
        var random = new Random(seed);
        String stored = stored();
        for (int i = 0; i < REQUESTS; i++) {
            Garbage garbage = garbage(random);
            HttpAnswer answer = raw.send(garbage.method(), garbage.target(), garbage.headers(), garbage.body());
            String what = "request " + i + " of seed " + seed + ": " + garbage + " -> " + answer;

            assertThat(answer.status()).as(what).isBetween(200, 499);
            if (answer.status() >= 400) {
                requireErrorForm(answer, garbage, what);
            }
            if (answer.status() < 400 && !garbage.isRead()) {
                stored = stored();
            } else if (i % CHECKED_EVERY == 0) {
                assertThat(stored()).as("before " + what).isEqualTo(stored);
            }
        }
        assertThat(stored()).isEqualTo(stored);
    }

    private static void requireErrorForm(HttpAnswer answer, Garbage garbage, String what) {
        if (garbage.method().equals("HEAD")) {
            return;
        }
        assertThat(answer.header("Content-Type")).as(what).startsWith("application/json");
        assertThat(answer.json().at("/error/code").isString()).as(what).isTrue();
        assertThat(answer.errorMessage()).as(what).isNotBlank();
    }

    /// Number and newest version of the rows of the tables that the garbage is aimed at.
    private String stored() {
        var text = new StringBuilder();
        for (String set : SETS) {
            JsonNode json = http.get(set + "?$select=versionnumber&$orderby=versionnumber desc&$top=1&$count=true")
                    .json();
            text.append(json.get("@odata.count")).append(' ').append(json.at("/value/0/versionnumber")).append(';');
        }
        return text.toString();
    }

    private record Garbage(String method, String target, List<String> headers, String body) {

        boolean isRead() {
            return method.equals("GET") || method.equals("HEAD");
        }
    }

    private Garbage garbage(Random random) {
        var path = new StringBuilder("/api/data/v9.2");
        for (int i = 1 + random.nextInt(random.nextInt(3) + 1); i > 0; i--) {
            path.append('/').append(filled(random, pick(random, SEGMENTS)));
        }
        String separator = "?";
        for (int i = random.nextInt(3); i > 0; i--) {
            path.append(separator).append(filled(random, pick(random, OPTIONS)).replace(" ", "%20"));
            separator = "&";
        }
        var headers = new ArrayList<String>();
        headers.add(authorization);
        for (int i = random.nextInt(3); i > 0; i--) {
            headers.add(pick(random, HEADERS));
        }
        return new Garbage(pick(random, METHODS), path.toString(), headers, body(random));
    }

    private String body(Random random) {
        var body = new StringBuilder("{");
        for (int i = random.nextInt(4); i > 0; i--) {
            body.append('"').append(pick(random, NAMES)).append("\":").append(filled(random, pick(random, VALUES)))
                    .append(',');
        }
        if (body.length() > 1) {
            body.setLength(body.length() - 1);
        }
        body.append('}');
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> body.substring(0, random.nextInt(body.length() + 1));
            default -> body.toString();
        };
    }

    private String filled(Random random, String text) {
        return text.contains("%")
                ? text.replace("%%", "\u0002").replace("%s", pick(random, ids)).replace("\u0002", "%")
                : text;
    }

    private static String pick(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})
    void otherContentTypesAreRefused(String type) {
        String before = stored();

        HttpAnswer answer = http.with("Content-Type", type).post("accounts", "{\"name\":\"x\"}").expect(415);

        assertThat(answer.errorMessage()).contains(type);
        assertThat(stored()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"ctz_part\":\"x\"}|ctz_part", "{\"ctz_part\":true}|ctz_part",
            "{\"ctz_flag\":\"yes\"}|ctz_flag", "{\"ctz_name\":5}|ctz_name", "{\"ctz_name\":[\"x\"]}|ctz_name",
            "{\"ctz_name\":{}}|ctz_name", "{\"ctz_at\":\"yesterday\"}|ctz_at", "{\"ctz_day\":20240131}|ctz_day",
            "{\"ctz_token\":\"x\"}|ctz_token", "{\"ctz_color\":\"Red\"}|ctz_color",
            "{\"ctz_hobbies\":[2,3]}|ctz_hobbies",
            "{\"ctz_rate\":\"much\"}|ctz_rate", "{\"ctz_price\":{}}|ctz_price",
            "{\"ctz_picture\":\"?\"}|ctz_picture", "{\"iscustomizable\":\"x\"}|iscustomizable",
            "{\"ctz_name\":\"a\\u0000b\"}|ctz_name", "{\"ctz_AccountId@odata.bind\":5}|ctz_AccountId",
            "{\"ctz_AccountId@odata.bind\":\"accounts\"}|accounts",
            "{\"ctz_AccountId@odata.bind\":\"contacts(x)\"}|contact",
            "{\"ctz_AccountId\":\"x\"}|ctz_AccountId"})
    void valuesOfAnotherTypeAreToldWithTheirProperty(String body, String culprit) {
        String before = stored();

        assertThat(http.post("ctz_stuff", body).expect(400).errorMessage()).contains(culprit);
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void bodiesOverTheLimitAreRefused() {
        HttpAnswer answer = raw.send("POST /api/data/v9.2/accounts HTTP/1.1",
                List.of(authorization, "Content-Type: application/json",
                        "Content-Length: 2000000000"),
                "{\"name\":\"x\"".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.expect(413).errorMessage()).contains("too large");
    }

    @Test
    void urlsOverTheLimitAreRefused() {
        http.get("accounts?$filter=name eq '" + "x".repeat(30_000) + "'").expect(200);

        assertThat(http.get("accounts?$filter=name eq '" + "x".repeat(33_000) + "'").expect(414).errorMessage())
                .contains("too long");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 5_000})
    void deepNestingIsRefused(int depth) {
        HttpAnswer filter = http.get("accounts?$filter=" + "(".repeat(depth) + "name eq 'x'" + ")".repeat(depth));
        HttpAnswer not = http.get("accounts?$filter=" + "not ".repeat(depth) + "name eq 'x'");
        HttpAnswer body = http.post("accounts", "{\"primarycontactid\":".repeat(depth) + "{}" + "}".repeat(depth));

        assertThat(List.of(filter, not, body)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errorMessage()).isNotBlank();
        });
    }

    @Test
    void manyConditionsAreRefused() {
        String filter = "name eq 'x'" + " or name eq 'x'".repeat(600);

        assertThat(http.get("accounts?$filter=" + filter).expect(400).errorCode()).isEqualTo("0x8004430c");
    }
}
