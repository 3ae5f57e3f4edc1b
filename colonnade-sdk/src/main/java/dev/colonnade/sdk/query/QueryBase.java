package dev.colonnade.sdk.query;

/// A query in one of its forms.
public sealed interface QueryBase permits QueryExpression, FetchExpression {}
