package dev.colonnade.server.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.security.Caller;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What is kept of a URL carries nothing from one request to the next.
class SeenUrlsTest {

    private static final String URL = "accounts?$select=name&$filter=name%20eq%20'x'&$orderby=name&$top=5"
            + "&$expand=primarycontactid($select=fullname)";

    private final DoorFixture door = new DoorFixture();
    private final List<QueryExpression> queries = new ArrayList<>();
    private final List<String> askers = new ArrayList<>();

    SeenUrlsTest() {
        door.operation("RetrieveMultiple", execution -> {
            queries.add((QueryExpression) execution.inputs().get("Query"));
            askers.add(execution.format().languageCode() + " " + execution.format().timeZone());
            execution.outputs().set("BusinessEntityCollection", new EntityCollection("account", List.of()));
        });
    }

    private static WebRequest request(UUID user) {
        return DoorFixture.request("GET", URL, "", Map.of(), Caller.of(user));
    }

    @Test
    void eachCallerAsksInTheOwnLanguageAndTimeZone() {
        ResourceHandler handler = door.handler();

        for (UUID user : List.of(DoorFixture.USER, DoorFixture.GERMAN, DoorFixture.USER, DoorFixture.GERMAN)) {
            assertThat(handler.handle(request(user)).status()).isEqualTo(200);
        }

        String first = askers.getFirst();
        assertThat(first).startsWith("1033 ").isNotEqualTo("1033 Europe/Berlin");
        assertThat(askers).containsExactly(first, "1031 Europe/Berlin", first, "1031 Europe/Berlin");
    }

    /// A plug-in may change the query that it is given.
    @Test
    void eachRequestHasAQueryOfItsOwn() {
        ResourceHandler handler = door.handler();

        for (int i = 0; i < 4; i++) {
            handler.handle(request(DoorFixture.USER));
            QueryExpression query = queries.getLast();
            assertThat(query.criteria().conditions()).hasSize(1);
            assertThat(query.criteria().conditions().getFirst().values()).containsExactly("x");
            assertThat(query.orders()).hasSize(1);
            assertThat(query.topCount()).isEqualTo(5);
            query.criteria().conditions().clear();
            query.orders().clear();
            query.topCount(1);
        }

        assertThat(queries).doesNotHaveDuplicates();
    }
}
