package dev.colonnade.server.webapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.colonnade.engine.ServiceException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PreferencesTest {

    private static Preferences parse(String... lines) {
        return Preferences.parse(List.of(lines), 5_000);
    }

    @Test
    @DisplayName("web-api 27: several lines are the same as one")
    void severalLinesAreTheSameAsOne() {
        Preferences one = parse("return=representation,odata.maxpagesize=3, odata.include-annotations=\"a,b.*\"");
        Preferences several = parse("return=representation", "odata.maxpagesize=3",
                "odata.include-annotations=\"a,b.*\"");

        assertThat(one).isEqualTo(several);
        assertThat(one.returnsRepresentation()).isTrue();
        assertThat(one.rowsPerPage()).isEqualTo(3);
        assertThat(one.annotations().includes("a")).isTrue();
        assertThat(one.annotations().includes("b.c")).isTrue();
        assertThat(one.annotations().includes("c")).isFalse();
        assertThat(one.applied()).containsExactly("return=representation", "odata.maxpagesize=3",
                "odata.include-annotations=\"a,b.*\"");
    }

    @Test
    @DisplayName("web-api 28: a bare star is the same as a quoted one")
    void aBareStarIsTheSameAsAQuotedOne() {
        assertThat(parse("odata.include-annotations=*").annotations())
                .isEqualTo(parse("odata.include-annotations=\"*\"").annotations());
    }

    @Test
    void unknownPreferencesMeanNothing() {
        assertThat(parse("foo; bar=\"a,b\", respond-later").applied()).isEmpty();
    }

    @Test
    void pagesAreNeverLargerThanTheLimit() {
        assertThat(parse("odata.maxpagesize=9999").rowsPerPage()).isEqualTo(5_000);
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> parse("odata.maxpagesize=0"))
                .withMessageContaining("odata.maxpagesize");
    }
}
