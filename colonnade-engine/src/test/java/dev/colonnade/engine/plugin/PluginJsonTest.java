package dev.colonnade.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import dev.colonnade.sdk.plugin.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginJsonTest {

    private static final UUID ID = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");

    private final Json json = new PluginJson();

    enum Color {
        RED,
        GREEN
    }

    record Line(String product, int count, @Nullable BigDecimal price) {}

    record Order(UUID id, @Nullable Color color, List<Line> lines, Map<String, Long> totals, @Nullable Instant at,
            @Nullable LocalDate day, @Nullable Money amount, @Nullable OptionSetValue state, boolean isPaid) {}

    record Strict(int value) {
        Strict {
            if (value < 0) {
                throw new InvalidPluginExecutionException("negative");
            }
        }
    }

    @Test
    void plainValuesAreRead() {
        Object value = json.read("{\"a\":[1,3000000000,99999999999999999999,1.50,true,null,\"ä\"],\"b\":{}}");

        assertThat(value).isEqualTo(Map.of("a", Arrays.asList(1, 3_000_000_000L,
                new BigInteger("99999999999999999999"), new BigDecimal("1.50"), true, null, "ä"), "b", Map.of()));
        assertThat(json.readObject("{\"x\":1}")).containsEntry("x", 1);
    }

    @Test
    void recordsAreReadAndWrittenBack() {
        String text = """
                {"id":"01234567-89ab-cdef-0123-456789abcdef","color":"GREEN",
                 "lines":[{"product":"p","count":2,"price":1.5},{"product":"q","count":1,"price":null}],
                 "totals":{"a":7},"at":"2026-01-02T03:04:05Z","day":"2026-01-02","amount":12.5,"state":3,"isPaid":true}
                """;

        Order order = json.read(text.replace("\"isPaid\"", "\"more\":[1],\"isPaid\""), Order.class);

        assertThat(order).isEqualTo(new Order(ID, Color.GREEN,
                List.of(new Line("p", 2, new BigDecimal("1.5")), new Line("q", 1, null)), Map.of("a", 7L),
                Instant.parse("2026-01-02T03:04:05Z"), LocalDate.of(2026, 1, 2), new Money(new BigDecimal("12.5")),
                new OptionSetValue(3), true));
        assertThat(json.write(order)).isEqualToIgnoringWhitespace(text);
        assertThat(json.readList("[{\"product\":\"p\"}]", Line.class)).containsExactly(new Line("p", 0, null));
    }

    @Test
    void rowsAreWrittenByTheirColumns() {
        var row = new Entity("account", ID).set("name", "x").set("revenue", Money.of(5))
                .set("statuscode", new OptionSetValue(1)).set("parentaccountid",
                        new EntityReference("account", ID, "parent"))
                .set("modifiedon", Instant.parse("2026-01-02T03:04:05Z")).set("description", null);

        assertThat(json.write(List.of(row))).isEqualTo("""
                [{"name":"x","revenue":5,"statuscode":1,"parentaccountid":{"logicalName":"account",\
                "id":"01234567-89ab-cdef-0123-456789abcdef","name":"parent"},"modifiedon":"2026-01-02T03:04:05Z",\
                "description":null}]""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,]", "nope", "{\"a\":1} 2", "{'a':1}", "{\"a\":NaN}"})
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> json.read(text)).isInstanceOf(InvalidPluginExecutionException.class)
                .hasMessageContaining("JSON");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"count":"x"}             | the top.count
            {"count":1.5}             | the top.count
            {"count":3000000000}      | the top.count
            {"count":1e999999999}     | the top.count
            {"product":1}             | the top.product
            {"product":[]}            | the top.product
            {"price":"1"}             | the top.price
            []                        | the top
            """)
    void aValueThatDoesNotFitIsNamed(String text, String place) {
        assertThatThrownBy(() -> json.read(text, Line.class)).isInstanceOf(InvalidPluginExecutionException.class)
                .hasMessageContaining(place);
    }

    @Test
    void whatARecordThrowsComesOutAsItIs() {
        assertThatThrownBy(() -> json.read("{\"value\":-1}", Strict.class))
                .isInstanceOf(InvalidPluginExecutionException.class).hasMessage("negative");
    }

    @Test
    void depthAndLengthHaveLimits() {
        var circle = new ArrayList<Object>();
        circle.add(circle);

        assertThat(json.read("1".repeat(1_000))).isInstanceOf(BigInteger.class);
        assertThatThrownBy(() -> json.read("1".repeat(1_001))).isInstanceOf(InvalidPluginExecutionException.class);
        assertThatThrownBy(() -> json.read("[".repeat(101) + "]".repeat(101)))
                .isInstanceOf(InvalidPluginExecutionException.class);
        assertThatThrownBy(() -> json.write(circle)).isInstanceOf(InvalidPluginExecutionException.class);
        assertThatThrownBy(() -> json.read(" ".repeat(PluginJson.CHARACTERS_MAX + 1)))
                .hasMessageContaining("characters");
        assertThatThrownBy(() -> json.write("x".repeat(PluginJson.CHARACTERS_MAX + 1)))
                .hasMessageContaining("characters");
        assertThatThrownBy(() -> json.write(new Object())).hasMessageContaining("java.lang.Object");
        assertThatThrownBy(() -> json.write(Double.NaN)).hasMessageContaining("NaN");
    }
}
