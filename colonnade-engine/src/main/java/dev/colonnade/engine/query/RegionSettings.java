package dev.colonnade.engine.query;

import java.time.DayOfWeek;

/// What the organization has settled for all its users.
///
/// @param formats how dates and numbers are written
public record RegionSettings(DayOfWeek firstDayOfWeek, FiscalCalendar fiscal, FormatSettings formats) {

    /// Weeks from Sunday, fiscal years like calendar years, everything written as in the United States.
    public static final RegionSettings DEFAULT = new RegionSettings(DayOfWeek.SUNDAY, FiscalCalendar.CALENDAR_YEAR,
            FormatSettings.UNITED_STATES);

    /// @param weekStartDay `organization.weekstartdaycode`: 0 is Sunday, 6 Saturday
    public static DayOfWeek firstDayOfWeek(int weekStartDay) {
        return DayOfWeek.SUNDAY.plus(Math.floorMod(weekStartDay, 7));
    }
}
