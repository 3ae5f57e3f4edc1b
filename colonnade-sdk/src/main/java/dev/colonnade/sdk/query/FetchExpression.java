package dev.colonnade.sdk.query;

/// A query as FetchXML text.
public record FetchExpression(String query) implements QueryBase {}
