package dev.colonnade.engine.query;

import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// By which clock and calendar the dates of a query count.
///
/// @param zone the caller's time zone
/// @param firstDayOfWeek the organization's
public record QueryCalendar(InstantSource clock, ZoneId zone, DayOfWeek firstDayOfWeek, FiscalCalendar fiscal) {

    /// Greenwich, weeks from Sunday, fiscal years like calendar years.
    public static QueryCalendar utc(InstantSource clock) {
        return new QueryCalendar(clock, ZoneOffset.UTC, DayOfWeek.SUNDAY, FiscalCalendar.CALENDAR_YEAR);
    }
}
