package dev.colonnade.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StatisticsTest {

    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoMiddles() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5);
        assertThat(Statistics.median(List.of(9.0, 1.0, 5.0, 7.0))).isEqualTo(6);
    }

    @Test
    void aRatioIsTakenWithinEachRound() {
        // The machine was half as fast in the second round; the ratios do not show it.
        Statistics.Ratio ratio = Statistics.ratio(List.of(80.0, 40.0, 90.0), List.of(100.0, 50.0, 100.0));

        assertThat(ratio).isEqualTo(new Statistics.Ratio(0.8, 0.8, 0.9));
    }

    @Test
    void onlyTheSameRoundsAreCompared() {
        assertThatThrownBy(() -> Statistics.ratio(List.of(1.0), List.of(1.0, 2.0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Statistics.median(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
