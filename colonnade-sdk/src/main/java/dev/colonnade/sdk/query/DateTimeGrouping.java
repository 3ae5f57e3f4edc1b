package dev.colonnade.sdk.query;

/// By which part of a date rows are grouped. Each part is a number of its own: months of different years are one group.
public enum DateTimeGrouping {
    NONE(0),
    /// Day of the month, 1 to 31.
    DAY(1),
    /// Week of the year.
    WEEK(2),
    /// Month, 1 to 12.
    MONTH(3),
    /// Quarter of the calendar year, 1 to 4.
    QUARTER(4),
    YEAR(5),
    /// Number of the period in the organization's fiscal year.
    FISCAL_PERIOD(6),
    /// The organization's fiscal year.
    FISCAL_YEAR(7);

    private final int number;

    DateTimeGrouping(int number) {
        this.number = number;
    }

    /// The platform's number of the grouping.
    public int number() {
        return number;
    }
}
