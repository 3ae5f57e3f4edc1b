package dev.colonnade.sdk.query;

/// How a linked table is joined.
public enum JoinOperator {
    INNER(0),
    LEFT_OUTER(1);

    private final int number;

    JoinOperator(int number) {
        this.number = number;
    }

    /// The platform's number of the operator.
    public int number() {
        return number;
    }
}
