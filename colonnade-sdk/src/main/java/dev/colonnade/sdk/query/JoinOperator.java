package dev.colonnade.sdk.query;

/// How a linked table is joined.
///
/// Source: reference/web-api.md, "FetchXML", `link-type`
public enum JoinOperator {
    /// The rows that match, each pair one row.
    INNER(0),
    /// The same, and rows without a match.
    LEFT_OUTER(1),
    /// The same as [#INNER].
    NATURAL(2),
    /// The first linked row only; rows without a match stay.
    MATCH_FIRST_ROW_USING_CROSS_APPLY(3),
    /// Rows that have a match, each once, without columns of the linked table.
    IN(4),
    /// The same as [#IN].
    EXISTS(5),
    /// In filters only: a linked row satisfies the link's criteria.
    ANY(6),
    /// In filters only: no linked row satisfies the link's criteria.
    NOT_ANY(7),
    /// In filters only: there are linked rows, and **none** of them satisfies the link's criteria.
    ALL(8),
    /// In filters only: the same as [#ANY].
    NOT_ALL(9);

    private final int number;

    JoinOperator(int number) {
        this.number = number;
    }

    /// The platform's number of the operator.
    public int number() {
        return number;
    }

    /// Whether the link belongs into a filter, and into nothing else.
    public boolean isFilter() {
        return switch (this) {
            case ANY, NOT_ANY, ALL, NOT_ALL -> true;
            default -> false;
        };
    }
}
