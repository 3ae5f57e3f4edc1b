package dev.colonnade.sdk.query;

import org.jspecify.annotations.Nullable;

/// One key of an order. Lookups sort by the name of the row they point to, choices by their number.
///
/// @param entityName alias of the linked table that the column belongs to; `null` for the queried table
public record OrderExpression(@Nullable String entityName, String attributeName, OrderType orderType) {

    public OrderExpression(String attributeName, OrderType orderType) {
        this(null, attributeName, orderType);
    }
}
