package dev.colonnade.sdk.query;

/// A column that a query returns under a name of its own, as an aliased value.
///
/// @param attributeName logical name of the column
/// @param alias its key in the row, alone, for columns of linked tables too
public record AttributeExpression(String attributeName, String alias) {}
