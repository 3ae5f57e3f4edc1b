package dev.colonnade.engine.query;

import dev.colonnade.engine.query.FiscalCalendar.Period;
import dev.colonnade.sdk.query.ConditionOperator;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/// What the operators on dates mean at one moment: each becomes a range, which an index can serve. "The last x days" reach back
/// to the beginning of a day, and up to now; "the next x days" from now to the end of a day. "The last x hours" begin with an
/// hour. "Older than x days" is before the beginning of a day. Fiscal years and periods are taken whole.
///
/// Source: reference/web-api.md, "Query functions", "FetchXML"
final class DateRanges {

    private final QueryCalendar calendar;
    private final LocalDateTime now;
    private final LocalDate today;

    DateRanges(QueryCalendar calendar) {
        this.calendar = calendar;
        this.now = LocalDateTime.ofInstant(calendar.clock().instant(), calendar.zone());
        this.today = now.toLocalDate();
    }

    /// The range of an operator without values; `null` for operators that are no such.
    @Nullable
    DateRange find(ConditionOperator operator) {
        LocalDate week = today.with(TemporalAdjusters.previousOrSame(calendar.firstDayOfWeek()));
        LocalDate month = today.withDayOfMonth(1);
        LocalDate year = today.withDayOfYear(1);
        return switch (operator) {
            case YESTERDAY -> days(today.minusDays(1), today);
            case TODAY -> days(today, today.plusDays(1));
            case TOMORROW -> days(today.plusDays(1), today.plusDays(2));
            case LAST_7_DAYS -> days(today.minusDays(6), today.plusDays(1));
            case NEXT_7_DAYS -> days(today, today.plusDays(7));
            case LAST_WEEK -> days(week.minusWeeks(1), week);
            case THIS_WEEK -> days(week, week.plusWeeks(1));
            case NEXT_WEEK -> days(week.plusWeeks(1), week.plusWeeks(2));
            case LAST_MONTH -> days(month.minusMonths(1), month);
            case THIS_MONTH -> days(month, month.plusMonths(1));
            case NEXT_MONTH -> days(month.plusMonths(1), month.plusMonths(2));
            case LAST_YEAR -> days(year.minusYears(1), year);
            case THIS_YEAR -> days(year, year.plusYears(1));
            case NEXT_YEAR -> days(year.plusYears(1), year.plusYears(2));
            case LAST_FISCAL_YEAR -> fiscalYears(-1, 1);
            case THIS_FISCAL_YEAR -> fiscalYears(0, 1);
            case NEXT_FISCAL_YEAR -> fiscalYears(1, 1);
            case LAST_FISCAL_PERIOD -> fiscalPeriods(-1, 1);
            case THIS_FISCAL_PERIOD -> fiscalPeriods(0, 1);
            case NEXT_FISCAL_PERIOD -> fiscalPeriods(1, 1);
            default -> null;
        };
    }

    /// The range of an operator with one number; `null` for operators that are no such.
    ///
    /// @throws ArithmeticException or [java.time.DateTimeException] when the number leads out of the calendar
    @Nullable
    DateRange find(ConditionOperator operator, long count) {
        LocalDateTime hour = now.truncatedTo(ChronoUnit.HOURS);
        return switch (operator) {
            case LAST_X_HOURS -> upToNow(hour.minusHours(count));
            case NEXT_X_HOURS -> new DateRange(now, hour.plusHours(count + 1));
            case LAST_X_DAYS -> upToNow(today.minusDays(count).atStartOfDay());
            case NEXT_X_DAYS -> fromNow(today.plusDays(count));
            case LAST_X_WEEKS -> upToNow(today.minusWeeks(count).atStartOfDay());
            case NEXT_X_WEEKS -> fromNow(today.plusWeeks(count));
            case LAST_X_MONTHS -> upToNow(today.minusMonths(count).atStartOfDay());
            case NEXT_X_MONTHS -> fromNow(today.plusMonths(count));
            case LAST_X_YEARS -> upToNow(today.minusYears(count).atStartOfDay());
            case NEXT_X_YEARS -> fromNow(today.plusYears(count));
            case OLDER_THAN_X_MINUTES -> new DateRange(null, now.minusMinutes(count));
            case OLDER_THAN_X_HOURS -> new DateRange(null, now.minusHours(count));
            case OLDER_THAN_X_DAYS -> before(today.minusDays(count));
            case OLDER_THAN_X_WEEKS -> before(today.minusWeeks(count));
            case OLDER_THAN_X_MONTHS -> before(today.minusMonths(count));
            case OLDER_THAN_X_YEARS -> before(today.minusYears(count));
            case LAST_X_FISCAL_YEARS -> fiscalYears(-count, count);
            case NEXT_X_FISCAL_YEARS -> fiscalYears(1, count);
            case LAST_X_FISCAL_PERIODS -> fiscalPeriods(-count, count);
            case NEXT_X_FISCAL_PERIODS -> fiscalPeriods(1, count);
            case IN_FISCAL_YEAR -> periods(period(1, count), calendar.fiscal().periods().count());
            default -> null;
        };
    }

    /// The range of an operator with a day; `null` for operators that are no such.
    @Nullable
    DateRange find(ConditionOperator operator, LocalDate day) {
        return switch (operator) {
            case ON, NOT_ON -> days(day, day.plusDays(1));
            case ON_OR_BEFORE -> before(day.plusDays(1));
            case ON_OR_AFTER -> new DateRange(day.atStartOfDay(), null);
            default -> null;
        };
    }

    /// The range of an operator with the numbers of a period and its year; `null` for operators that are no such.
    ///
    /// @throws ArithmeticException when there is no such period
    @Nullable
    DateRange find(ConditionOperator operator, long number, long year) {
        return switch (operator) {
            case IN_FISCAL_PERIOD_AND_YEAR -> periods(period(number, year), 1);
            case IN_OR_BEFORE_FISCAL_PERIOD_AND_YEAR ->
                new DateRange(null, periods(period(number, year), 1).below());
            case IN_OR_AFTER_FISCAL_PERIOD_AND_YEAR ->
                new DateRange(periods(period(number, year), 1).from(), null);
            default -> null;
        };
    }

    private Period period(long number, long year) {
        if (number < 1 || number > calendar.fiscal().periods().count() || year < 1 || year > 9_998) {
            throw new ArithmeticException("There is no period " + number + " in a fiscal year " + year + ".");
        }
        return new Period((int) year, (int) number);
    }

    private DateRange fiscalYears(long later, long count) {
        int periods = calendar.fiscal().periods().count();
        Period first = new Period(calendar.fiscal().yearOf(today), 1);
        return periods(calendar.fiscal().plus(first, Math.multiplyExact(later, periods)),
                Math.multiplyExact(count, periods));
    }

    private DateRange fiscalPeriods(long later, long count) {
        return periods(calendar.fiscal().plus(calendar.fiscal().periodOf(today), later), count);
    }

    private DateRange periods(Period first, long count) {
        FiscalCalendar fiscal = calendar.fiscal();
        return days(fiscal.startOf(first), fiscal.startOf(fiscal.plus(first, count)));
    }

    private static DateRange days(LocalDate from, LocalDate below) {
        return new DateRange(from.atStartOfDay(), below.atStartOfDay());
    }

    private static DateRange before(LocalDate day) {
        return new DateRange(null, day.atStartOfDay());
    }

    /// Up to and with this moment; a microsecond is the shortest time that the database tells apart.
    private DateRange upToNow(LocalDateTime from) {
        return new DateRange(from, now.plus(1, ChronoUnit.MICROS));
    }

    private DateRange fromNow(LocalDate lastDay) {
        return new DateRange(now, lastDay.plusDays(1).atStartOfDay());
    }

    /// The moment in the zone of the range, as the value of a column: the first one of the column's type that is not before it.
    Object bound(LocalDateTime time, ValueType type) {
        return switch (type) {
            case INSTANT -> time.atZone(calendar.zone()).toOffsetDateTime()
                    .withOffsetSameInstant(java.time.ZoneOffset.UTC);
            case CLOCK -> time;
            case DATE -> {
                LocalDate day = time.toLocalDate();
                yield time.equals(day.atStartOfDay()) ? day : day.plusDays(1);
            }
            default -> throw new IllegalArgumentException("A date cannot be a value of type " + type + ".");
        };
    }
}
