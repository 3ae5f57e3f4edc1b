package dev.colonnade.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.query.FiscalCalendar.Periods;
import dev.colonnade.sdk.query.ConditionOperator;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateRangesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final FiscalCalendar APRIL = new FiscalCalendar(MonthDay.of(4, 1), Periods.QUARTERLY, true);

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "YESTERDAY, 2024-12-30T00:00, 2024-12-31T00:00", "TODAY, 2024-12-31T00:00, 2025-01-01T00:00",
            "TOMORROW, 2025-01-01T00:00, 2025-01-02T00:00", "LAST_7_DAYS, 2024-12-25T00:00, 2025-01-01T00:00",
            "NEXT_7_DAYS, 2024-12-31T00:00, 2025-01-07T00:00", "LAST_WEEK, 2024-12-23T00:00, 2024-12-30T00:00",
            "THIS_WEEK, 2024-12-30T00:00, 2025-01-06T00:00", "NEXT_WEEK, 2025-01-06T00:00, 2025-01-13T00:00",
            "LAST_MONTH, 2024-11-01T00:00, 2024-12-01T00:00", "THIS_MONTH, 2024-12-01T00:00, 2025-01-01T00:00",
            "NEXT_MONTH, 2025-01-01T00:00, 2025-02-01T00:00", "LAST_YEAR, 2023-01-01T00:00, 2024-01-01T00:00",
            "THIS_YEAR, 2024-01-01T00:00, 2025-01-01T00:00", "NEXT_YEAR, 2025-01-01T00:00, 2026-01-01T00:00",
            "LAST_FISCAL_YEAR, 2023-04-01T00:00, 2024-04-01T00:00",
            "THIS_FISCAL_YEAR, 2024-04-01T00:00, 2025-04-01T00:00",
            "NEXT_FISCAL_YEAR, 2025-04-01T00:00, 2026-04-01T00:00",
            "LAST_FISCAL_PERIOD, 2024-07-01T00:00, 2024-10-01T00:00",
            "THIS_FISCAL_PERIOD, 2024-10-01T00:00, 2025-01-01T00:00",
            "NEXT_FISCAL_PERIOD, 2025-01-01T00:00, 2025-04-01T00:00"})
    void operatorsWithoutValuesAreRangesOfTheCallersCalendar(ConditionOperator operator, String from, String below) {
        // Half past eleven on New Year's Eve in Berlin.
        assertThat(ranges("2024-12-31T22:30:00Z").find(operator)).isEqualTo(range(from, below));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "LAST_X_HOURS, 2, 2024-12-31T21:00, 2024-12-31T23:30:00.000001",
            "NEXT_X_HOURS, 2, 2024-12-31T23:30, 2025-01-01T02:00",
            "LAST_X_DAYS, 2, 2024-12-29T00:00, 2024-12-31T23:30:00.000001",
            "NEXT_X_DAYS, 2, 2024-12-31T23:30, 2025-01-03T00:00",
            "LAST_X_WEEKS, 1, 2024-12-24T00:00, 2024-12-31T23:30:00.000001",
            "NEXT_X_WEEKS, 1, 2024-12-31T23:30, 2025-01-08T00:00",
            "LAST_X_MONTHS, 1, 2024-11-30T00:00, 2024-12-31T23:30:00.000001",
            "NEXT_X_MONTHS, 2, 2024-12-31T23:30, 2025-03-01T00:00",
            "LAST_X_YEARS, 1, 2023-12-31T00:00, 2024-12-31T23:30:00.000001",
            "NEXT_X_YEARS, 1, 2024-12-31T23:30, 2026-01-01T00:00",
            "OLDER_THAN_X_MINUTES, 31, -, 2024-12-31T22:59", "OLDER_THAN_X_HOURS, 24, -, 2024-12-30T23:30",
            "OLDER_THAN_X_DAYS, 1, -, 2024-12-30T00:00", "OLDER_THAN_X_WEEKS, 1, -, 2024-12-24T00:00",
            "OLDER_THAN_X_MONTHS, 10, -, 2024-02-29T00:00", "OLDER_THAN_X_YEARS, 1, -, 2023-12-31T00:00",
            "LAST_X_FISCAL_YEARS, 2, 2022-04-01T00:00, 2024-04-01T00:00",
            "NEXT_X_FISCAL_YEARS, 2, 2025-04-01T00:00, 2027-04-01T00:00",
            "LAST_X_FISCAL_PERIODS, 3, 2024-01-01T00:00, 2024-10-01T00:00",
            "NEXT_X_FISCAL_PERIODS, 1, 2025-01-01T00:00, 2025-04-01T00:00",
            "IN_FISCAL_YEAR, 2025, 2024-04-01T00:00, 2025-04-01T00:00"})
    void operatorsWithANumberCountBackAndForth(ConditionOperator operator, long count, @Nullable String from,
            String below) {
        assertThat(ranges("2024-12-31T22:30:00Z").find(operator, count)).isEqualTo(range(from, below));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"IN_FISCAL_PERIOD_AND_YEAR, 2024-07-01T00:00, 2024-10-01T00:00",
            "IN_OR_BEFORE_FISCAL_PERIOD_AND_YEAR, -, 2024-10-01T00:00",
            "IN_OR_AFTER_FISCAL_PERIOD_AND_YEAR, 2024-07-01T00:00, -"})
    void aPeriodOfAYearIsARange(ConditionOperator operator, @Nullable String from, @Nullable String below) {
        assertThat(ranges("2024-12-31T22:30:00Z").find(operator, 2, 2025)).isEqualTo(range(from, below));
    }

    @Test
    void aDayMayBeShorterOrLongerThanOthers() {
        DateRanges spring = ranges("2024-03-31T10:00:00Z");
        DateRange today = spring.find(ConditionOperator.TODAY);
        assertThat(today).isNotNull();

        assertThat(bound(spring, today.from())).isEqualTo("2024-03-30T23:00:00Z");
        assertThat(bound(spring, today.below())).isEqualTo("2024-03-31T22:00:00Z");
        DateRanges autumn = ranges("2024-10-27T10:00:00Z");
        DateRange longDay = autumn.find(ConditionOperator.TODAY);
        assertThat(longDay).isNotNull();
        assertThat(bound(autumn, longDay.from())).isEqualTo("2024-10-26T22:00:00Z");
        assertThat(bound(autumn, longDay.below())).isEqualTo("2024-10-27T23:00:00Z");
    }

    private static Instant bound(DateRanges ranges, @Nullable LocalDateTime time) {
        assertThat(time).isNotNull();
        return ((OffsetDateTime) ranges.bound(time, ValueType.INSTANT)).toInstant();
    }

    @Test
    void aDayWithoutTimeIsInARangeThatHoldsItsBeginning() {
        DateRanges ranges = ranges("2024-12-31T22:30:00Z");

        assertThat(ranges.bound(LocalDateTime.parse("2024-12-31T00:00"), ValueType.DATE))
                .isEqualTo(LocalDate.parse("2024-12-31"));
        assertThat(ranges.bound(LocalDateTime.parse("2024-12-31T23:30"), ValueType.DATE))
                .isEqualTo(LocalDate.parse("2025-01-01"));
    }

    @ParameterizedTest
    @CsvSource({"ANNUAL, 2024-02-29, 2023, 1", "SEMIANNUAL, 2024-10-06, 2024, 2", "QUARTERLY, 2024-07-05, 2024, 1",
            "QUARTERLY, 2024-07-06, 2024, 2", "MONTHLY, 2025-04-05, 2024, 12", "FOUR_WEEKS, 2024-05-03, 2024, 1",
            "FOUR_WEEKS, 2024-05-04, 2024, 2", "FOUR_WEEKS, 2025-04-05, 2024, 13"})
    void fiscalPeriodsAreCountedFromTheStartOfTheYear(Periods periods, LocalDate date, int year, int number) {
        var fiscal = new FiscalCalendar(MonthDay.of(4, 6), periods, false);

        assertThat(fiscal.periodOf(date)).isEqualTo(new FiscalCalendar.Period(year, number));
    }

    @Test
    void everyCodeOfATimeZoneHasAZone() {
        assertThat(TimeZoneCodes.zone(110)).isEqualTo(BERLIN);
        assertThat(TimeZoneCodes.zone(35)).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(TimeZoneCodes.zone(-1).getId()).isEqualTo("Z");
    }

    private static DateRanges ranges(String now) {
        return new DateRanges(new QueryCalendar(InstantSource.fixed(Instant.parse(now)), BERLIN, DayOfWeek.MONDAY,
                APRIL));
    }

    private static DateRange range(@Nullable String from, @Nullable String below) {
        return new DateRange(from == null ? null : LocalDateTime.parse(from),
                below == null ? null : LocalDateTime.parse(below));
    }
}
