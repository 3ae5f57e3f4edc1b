package dev.colonnade.sdk.query;

/// What is counted for each row by itself, beside its columns.
public enum RowAggregate {
    NONE,
    /// The number of rows directly below the row in the table's hierarchy.
    COUNT_CHILDREN
}
