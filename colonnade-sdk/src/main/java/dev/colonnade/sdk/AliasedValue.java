package dev.colonnade.sdk;

import org.jspecify.annotations.Nullable;

/// A column of a linked table in the result of a query; its key in the row is `alias.column`.
public record AliasedValue(String entityLogicalName, String attributeLogicalName, @Nullable Object value) {}
