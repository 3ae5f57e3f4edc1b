package dev.colonnade.sdk.query;

/// How a condition compares a column with its values. Text is compared without regard to case and accents.
///
/// Source: reference/sdk-and-soap.md, "Condition operators"
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
    /// Days, weeks and years are those of the caller's calendar.
    YESTERDAY(14),
    TODAY(15),
    TOMORROW(16),
    /// The seven days up to and with today.
    LAST_7_DAYS(17),
    /// Today and the days behind it, up to the seventh.
    NEXT_7_DAYS(18),
    LAST_WEEK(19),
    THIS_WEEK(20),
    NEXT_WEEK(21),
    LAST_MONTH(22),
    THIS_MONTH(23),
    NEXT_MONTH(24),
    /// The day of the value.
    ON(25),
    ON_OR_BEFORE(26),
    ON_OR_AFTER(27),
    LAST_YEAR(28),
    THIS_YEAR(29),
    NEXT_YEAR(30),
    /// The value is a number of hours, with the one that runs.
    LAST_X_HOURS(31),
    NEXT_X_HOURS(32),
    LAST_X_DAYS(33),
    NEXT_X_DAYS(34),
    LAST_X_WEEKS(35),
    NEXT_X_WEEKS(36),
    LAST_X_MONTHS(37),
    NEXT_X_MONTHS(38),
    LAST_X_YEARS(39),
    NEXT_X_YEARS(40),
    /// The caller.
    EQUAL_USER_ID(41),
    NOT_EQUAL_USER_ID(42),
    /// The caller's business unit.
    EQUAL_BUSINESS_ID(43),
    NOT_EQUAL_BUSINESS_ID(44),
    /// A row directly below the row of the value.
    CHILD_OF(45),
    /// The number shares a bit with the value.
    MASK(46),
    NOT_MASK(47),
    MASKS_SELECT(48),
    /// The text holds the value.
    CONTAINS(49),
    DOES_NOT_CONTAIN(50),
    /// The caller's language.
    EQUAL_USER_LANGUAGE(51),
    NOT_ON(52),
    /// The value is a number of months that have gone by.
    OLDER_THAN_X_MONTHS(53),
    BEGINS_WITH(54),
    DOES_NOT_BEGIN_WITH(55),
    ENDS_WITH(56),
    DOES_NOT_END_WITH(57),
    /// Fiscal years and periods are those of the organization.
    THIS_FISCAL_YEAR(58),
    THIS_FISCAL_PERIOD(59),
    NEXT_FISCAL_YEAR(60),
    NEXT_FISCAL_PERIOD(61),
    LAST_FISCAL_YEAR(62),
    LAST_FISCAL_PERIOD(63),
    LAST_X_FISCAL_YEARS(64),
    LAST_X_FISCAL_PERIODS(65),
    NEXT_X_FISCAL_YEARS(66),
    NEXT_X_FISCAL_PERIODS(67),
    /// The value is the number of a fiscal year.
    IN_FISCAL_YEAR(68),
    /// The value is the number of a period, in whatever year.
    IN_FISCAL_PERIOD(69),
    /// The values are the number of a period and that of its year.
    IN_FISCAL_PERIOD_AND_YEAR(70),
    IN_OR_BEFORE_FISCAL_PERIOD_AND_YEAR(71),
    IN_OR_AFTER_FISCAL_PERIOD_AND_YEAR(72),
    /// A team that the caller is a member of.
    EQUAL_USER_TEAMS(73),
    EQUAL_USER_OR_USER_TEAMS(74),
    /// A row below the row of the value in the hierarchy of the table, at any depth.
    UNDER(75),
    NOT_UNDER(76),
    UNDER_OR_EQUAL(77),
    /// A row above the row of the value in the hierarchy of the table, at any height.
    ABOVE(78),
    ABOVE_OR_EQUAL(79),
    /// The caller, or somebody below the caller in the hierarchy of managers.
    EQUAL_USER_OR_USER_HIERARCHY(80),
    EQUAL_USER_OR_USER_HIERARCHY_AND_TEAMS(81),
    OLDER_THAN_X_YEARS(82),
    OLDER_THAN_X_WEEKS(83),
    OLDER_THAN_X_DAYS(84),
    OLDER_THAN_X_HOURS(85),
    OLDER_THAN_X_MINUTES(86),
    /// One of the values is selected.
    CONTAIN_VALUES(87),
    DOES_NOT_CONTAIN_VALUES(88),
    /// A business unit in which the caller has a role.
    EQUAL_ROLE_BUSINESS_ID(89);

    private final int number;

    ConditionOperator(int number) {
        this.number = number;
    }

    /// The platform's number of the operator.
    public int number() {
        return number;
    }
}
