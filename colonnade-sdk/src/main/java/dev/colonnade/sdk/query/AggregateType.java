package dev.colonnade.sdk.query;

/// What an aggregate query makes of the values of a column within a group.
public enum AggregateType {
    /// Nothing: the column is returned as it is, or groups the rows.
    NONE(0),
    /// The number of rows, whatever the column holds.
    COUNT(1),
    /// The number of rows in which the column has a value.
    COUNT_COLUMN(2),
    /// The sum; 0 over no values.
    SUM(3),
    AVG(4),
    MIN(5),
    MAX(6);

    private final int number;

    AggregateType(int number) {
        this.number = number;
    }

    /// The platform's number of the aggregate.
    public int number() {
        return number;
    }
}
