package dev.colonnade.engine.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameListTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"name|name", "name,telephone1|name,telephone1",
            "' name , telephone1 '|name,telephone1",
            "'name,,telephone1,'|name,telephone1"})
    void blanksAndEmptyPartsAreLeftOut(String given, String expected) {
        assertThat(NameList.normalize(given)).isEqualTo(expected);
    }

    @Test
    void aListWithoutNamesIsNone() {
        assertThat(NameList.normalize("")).isNull();
        assertThat(NameList.normalize(" , ")).isNull();
    }
}
