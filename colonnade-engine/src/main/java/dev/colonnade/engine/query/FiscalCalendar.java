package dev.colonnade.engine.query;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;

/// The organization's fiscal years and their periods.
///
/// @param start first day of each fiscal year
/// @param periods how a year is divided
/// @param isNamedByEnd whether a year that reaches into the next one bears the number of its last day's year; of its first
///        day's year otherwise
public record FiscalCalendar(MonthDay start, Periods periods, boolean isNamedByEnd) {

    /// The calendar year, as one period.
    public static final FiscalCalendar CALENDAR_YEAR = new FiscalCalendar(MonthDay.of(1, 1), Periods.ANNUAL, false);

    private static final int DAYS_PER_FOUR_WEEKS = 28;
    private static final int YEAR_MAX = 9_999;

    /// How a fiscal year is divided, with the number of `organization.fiscalperiodtype`.
    public enum Periods {
        ANNUAL(2000, 1),
        SEMIANNUAL(2001, 2),
        QUARTERLY(2002, 4),
        MONTHLY(2003, 12),
        /// Thirteen periods of four weeks; the last one takes the days that are left.
        FOUR_WEEKS(2004, 13);

        private final int number;
        private final int count;

        Periods(int number, int count) {
            this.number = number;
            this.count = count;
        }

        /// Periods of a year.
        int count() {
            return count;
        }

        /// The division of that number; one period a year for a number that is none.
        public static Periods of(int number) {
            for (Periods periods : values()) {
                if (periods.number == number) {
                    return periods;
                }
            }
            return ANNUAL;
        }
    }

    /// A period by its number, from 1, in a fiscal year.
    record Period(int year, int number) {}

    /// How much greater the number of a year is than the year of its first day.
    int yearOffset() {
        return isNamedByEnd && !start.equals(MonthDay.of(1, 1)) ? 1 : 0;
    }

    /// The first day of a year.
    LocalDate startOf(int year) {
        return start.atYear(year - yearOffset());
    }

    int yearOf(LocalDate date) {
        int year = date.getYear() + yearOffset();
        return date.isBefore(startOf(year)) ? year - 1 : year;
    }

    Period periodOf(LocalDate date) {
        int year = yearOf(date);
        int number = periods == Periods.FOUR_WEEKS
                ? (int) (ChronoUnit.DAYS.between(startOf(year), date) / DAYS_PER_FOUR_WEEKS) + 1
                : monthsBetween(startOf(year), date) / monthsPerPeriod() + 1;
        return new Period(year, Math.min(number, periods.count));
    }

    private int monthsBetween(LocalDate from, LocalDate date) {
        int months = 0;
        while (months < 11 && !date.isBefore(from.plusMonths(months + 1L))) {
            months++;
        }
        return months;
    }

    private int monthsPerPeriod() {
        return 12 / periods.count;
    }

    /// The first day of a period.
    LocalDate startOf(Period period) {
        LocalDate first = startOf(period.year);
        return periods == Periods.FOUR_WEEKS
                ? first.plusDays((long) DAYS_PER_FOUR_WEEKS * (period.number - 1))
                : first.plusMonths((long) monthsPerPeriod() * (period.number - 1));
    }

    /// The period so many periods later.
    Period plus(Period period, long count) {
        long index = Math.addExact(Math.multiplyExact((long) period.year, periods.count), period.number - 1 + count);
        long year = Math.floorDiv(index, (long) periods.count);
        if (year < 1 || year > YEAR_MAX) {
            throw new ArithmeticException("There is no fiscal year " + year + ".");
        }
        return new Period((int) year, (int) Math.floorMod(index, (long) periods.count) + 1);
    }
}
