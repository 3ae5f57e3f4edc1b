package dev.colonnade.server.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DateTimesTest {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);

    static LongStream seeds() {
        Long seed = Long.getLong("seed");
        return seed == null ? LongStream.range(0, 100) : LongStream.of(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void momentsAreWrittenAsTheFormatterWritesThem(long seed) {
        var random = new Random(seed);
        Instant moment = Instant.ofEpochSecond(random.nextLong(-100_000_000_000L, 300_000_000_000L), random.nextInt(
                1_000_000_000));

        assertThat(DateTimes.write(moment)).isEqualTo(FORM.format(moment.atOffset(ZoneOffset.UTC)));
        LocalDateTime digits = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
        assertThat(DateTimes.write(digits)).isEqualTo(FORM.format(digits));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-04T06:31:00Z, 2026-01-04T06:31:00Z", "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59Z", "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59Z"})
    void theEndsOfTheCalendarHaveFourDigits(String moment, String expected) {
        assertThat(DateTimes.write(Instant.parse(moment))).isEqualTo(expected);
    }

    @Test
    void yearsBeyondFourDigitsKeepTheirSign() {
        assertThat(DateTimes.write(LocalDateTime.of(12_026, 1, 2, 3, 4, 5))).isEqualTo("+12026-01-02T03:04:05Z");
    }
}
