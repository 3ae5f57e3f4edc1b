package dev.colonnade.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MistakesTest {

    @Test
    void allSentencesComeWithTheCodeOfTheFirst() {
        var mistakes = new Mistakes();
        mistakes.add(ErrorCode.DUPLICATE_RECORD, "The name is taken.");
        mistakes.add("The type is wrong.");
        mistakes.add("The type is wrong.");

        assertThatThrownBy(mistakes::throwIfAny).hasMessage("The name is taken. The type is wrong.")
                .isInstanceOfSatisfying(ServiceException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.DUPLICATE_RECORD));
    }

    @Test
    void nothingIsThrownWithoutMistakes() {
        assertThatCode(() -> new Mistakes().throwIfAny()).doesNotThrowAnyException();
    }
}
