package dev.colonnade.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SqlNamesTest {

    @Test
    void shortNamesStayAsTheyAre() {
        assertThat(SqlNames.of("account").first()).isEqualTo("account");
        assertThat(SqlNames.quoted("a\"b")).isEqualTo("\"a\"\"b\"");
    }

    @Test
    void longNamesFitAndStayApart() {
        String one = SqlNames.shortened("x".repeat(80) + "one");
        String two = SqlNames.shortened("x".repeat(80) + "two");

        assertThat(one).hasSize(SqlNames.NAME_BYTES_MAX).isNotEqualTo(two);
        assertThat(SqlNames.shortened("x".repeat(80) + "one")).isEqualTo(one);
    }

    @Test
    void aNameIsNotCutInsideACharacter() {
        String name = SqlNames.shortened("é".repeat(60));

        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(SqlNames.NAME_BYTES_MAX);
        assertThat(name).startsWith("ééé").doesNotContain("\uFFFD");
    }
}
