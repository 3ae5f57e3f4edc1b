package dev.colonnade.engine.query;

import dev.colonnade.engine.query.FiscalCalendar.Periods;
import java.time.LocalDateTime;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.types.DayToSecond;
import org.jooq.types.YearToMonth;

/// Makes the expressions for parts of dates.
///
/// ```sql
/// extract(month from timezone(?, t0."createdon"))
/// ```
final class DateParts {

    private static final int DAYS_PER_WEEK = 7;
    private static final int DAYS_PER_FOUR_WEEKS = 28;

    private DateParts() {}

    /// The digits on the clock of a zone.
    static Field<LocalDateTime> clock(Field<?> field, ValueType type, Field<String> zone) {
        return switch (type) {
            case INSTANT -> DSL.function(DSL.name("timezone"), SQLDataType.LOCALDATETIME, zone, field);
            default -> field.cast(SQLDataType.LOCALDATETIME);
        };
    }

    static Field<Long> part(Operand.DatePartOf part, Field<LocalDateTime> clock) {
        return switch (part.part()) {
            case NONE -> throw new IllegalArgumentException("No part of the date is named.");
            case DAY -> whole(clock, DatePart.DAY);
            case WEEK -> week(part, clock);
            case MONTH -> whole(clock, DatePart.MONTH);
            case QUARTER -> whole(clock, DatePart.QUARTER);
            case YEAR -> whole(clock, DatePart.YEAR);
            case FISCAL_PERIOD -> fiscalPeriod(part.fiscal(), clock);
            case FISCAL_YEAR -> whole(shifted(part.fiscal(), clock), DatePart.YEAR)
                    .plus(DSL.inline(part.fiscal().yearOffset()));
        };
    }

    /// PostgreSQL extracts a number with digits behind the point, which would not be divided like a whole one.
    private static Field<Long> whole(Field<LocalDateTime> clock, DatePart part) {
        return DSL.extract(clock, part).cast(SQLDataType.BIGINT);
    }

    /// The week that holds the first of January is the first of the year.
    private static Field<Long> week(Operand.DatePartOf part, Field<LocalDateTime> clock) {
        // Monday is 1, Sunday 7.
        Field<Long> weekday = whole(DSL.trunc(clock, DatePart.YEAR), DatePart.ISO_DAY_OF_WEEK);
        int first = part.firstDayOfWeek().getValue() % DAYS_PER_WEEK;
        Field<Long> daysBefore = weekday.plus(DSL.inline(DAYS_PER_WEEK - first)).mod(DSL.inline(DAYS_PER_WEEK));
        Field<Long> day = whole(clock, DatePart.DAY_OF_YEAR).minus(DSL.inline(1));
        return day.plus(daysBefore).div(DSL.inline(DAYS_PER_WEEK)).plus(DSL.inline(1));
    }

    /// The date moved so that fiscal years begin with the first of January.
    private static Field<LocalDateTime> shifted(FiscalCalendar fiscal, Field<LocalDateTime> clock) {
        int days = fiscal.start().getDayOfMonth() - 1;
        int months = fiscal.start().getMonthValue() - 1;
        Field<LocalDateTime> moved = days == 0 ? clock : clock.minus(DSL.inline(new DayToSecond(days)));
        return months == 0 ? moved : moved.minus(DSL.inline(new YearToMonth(0, months)));
    }

    private static Field<Long> fiscalPeriod(FiscalCalendar fiscal, Field<LocalDateTime> clock) {
        Field<LocalDateTime> shifted = shifted(fiscal, clock);
        if (fiscal.periods() == Periods.FOUR_WEEKS) {
            return fourWeeks(fiscal, clock, shifted);
        }
        int months = 12 / fiscal.periods().count();
        return whole(shifted, DatePart.MONTH).minus(DSL.inline(1)).div(DSL.inline(months)).plus(DSL.inline(1));
    }

    private static Field<Long> fourWeeks(FiscalCalendar fiscal, Field<LocalDateTime> clock,
            Field<LocalDateTime> shifted) {
        Field<LocalDateTime> first = DSL.trunc(shifted, DatePart.YEAR)
                .plus(DSL.inline(new YearToMonth(0, fiscal.start().getMonthValue() - 1)))
                .plus(DSL.inline(new DayToSecond(fiscal.start().getDayOfMonth() - 1)));
        Field<Long> days = clock.cast(SQLDataType.LOCALDATE).minus(first.cast(SQLDataType.LOCALDATE))
                .coerce(SQLDataType.BIGINT);
        return DSL.least(days.div(DSL.inline(DAYS_PER_FOUR_WEEKS)).plus(DSL.inline(1L)),
                DSL.inline((long) Periods.FOUR_WEEKS.count()));
    }
}
