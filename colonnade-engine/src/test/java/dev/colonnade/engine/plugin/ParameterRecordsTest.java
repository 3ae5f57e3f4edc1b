package dev.colonnade.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.ParameterCollection;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import dev.colonnade.sdk.plugin.RequestParameter;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParameterRecordsTest {

    private final ParameterRecords records = new ParameterRecords();

    record Order(@Nullable String title, int priority, BigDecimal amount, boolean urgent,
            @RequestParameter(uniqueName = "sample_note") @Nullable String note) {}

    @Test
    void componentsTakeTheParametersOfTheirNames() {
        var parameters = new ParameterCollection().set("Title", "pens").set("priority", new OptionSetValue(2))
                .set("Amount", Money.of(7)).set("sample_note", "soon");

        Order order = records.read(parameters, Order.class);

        assertThat(order).isEqualTo(new Order("pens", 2, BigDecimal.valueOf(7), false, "soon"));
    }

    @Test
    void aValueOfAnotherTypeIsRefusedWithItsName() {
        var parameters = new ParameterCollection().set("Title", 5);

        assertThatThrownBy(() -> records.read(parameters, Order.class))
                .isInstanceOf(InvalidPluginExecutionException.class).hasMessageContaining("'Title'");
    }

    @Test
    void aRecordGivesThePropertiesThatTheMessageHas() {
        var order = new Order("pens", 2, BigDecimal.ONE, true, null);

        assertThat(records.write(order, "title"::equals)).containsEntry("title", "pens").containsEntry("Priority", 2)
                .containsEntry("sample_note", null);
    }
}
