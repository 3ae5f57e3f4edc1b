package dev.colonnade.sdk.query;

/// How the parts of a filter are combined.
public enum LogicalOperator {
    AND,
    OR
}
