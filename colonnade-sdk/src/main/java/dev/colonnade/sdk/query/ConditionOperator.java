package dev.colonnade.sdk.query;

/// How a condition compares a column with its values. Text is compared without regard to case and accents.
public enum ConditionOperator {
    EQUAL(0),
    NOT_EQUAL(1),
    GREATER_THAN(2),
    LESS_THAN(3),
    GREATER_EQUAL(4),
    LESS_EQUAL(5),
    /// The value is a pattern in which `%` and `_` stand for any text and any character.
    LIKE(6),
    NOT_LIKE(7),
    IN(8),
    NOT_IN(9),
    BETWEEN(10),
    NOT_BETWEEN(11),
    NULL(12),
    NOT_NULL(13),
    EQUAL_USER_ID(41),
    NOT_EQUAL_USER_ID(42),
    EQUAL_BUSINESS_ID(43),
    NOT_EQUAL_BUSINESS_ID(44),
    BEGINS_WITH(54),
    DOES_NOT_BEGIN_WITH(55),
    ENDS_WITH(56),
    DOES_NOT_END_WITH(57);

    private final int number;

    ConditionOperator(int number) {
        this.number = number;
    }

    /// The platform's number of the operator.
    public int number() {
        return number;
    }
}
