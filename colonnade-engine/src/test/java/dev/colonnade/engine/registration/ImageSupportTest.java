package dev.colonnade.engine.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSupportTest {

    @ParameterizedTest
    @CsvSource({"Create, Id, false, true", "Update, Target, true, true", "Delete, Target, true, false",
            "Assign, Target, true, true", "SetState, EntityMoniker, true, true", "Merge, SubordinateId, true, true",
            "UpdateMultiple, Targets, true, true"})
    void theMessageDecidesWhatImagesThereAre(String message, String property, boolean pre, boolean post) {
        ImageSupport support = ImageSupport.of(message);

        assertThat(support).isNotNull();
        assertThat(support.properties()).contains(property);
        assertThat(support.hasPreImage()).isEqualTo(pre);
        assertThat(support.hasPostImage()).isEqualTo(post);
    }

    @Test
    void otherMessagesHaveNone() {
        assertThat(ImageSupport.of("Retrieve")).isNull();
        assertThat(ImageSupport.of("new_Echo")).isNull();
    }
}
