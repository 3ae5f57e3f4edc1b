package dev.colonnade.sdk.query;

import org.jspecify.annotations.Nullable;

/// One key of an order: a column, or what a query returns under an alias. Lookups sort by the name of the row they point to,
/// choices by their number.
///
/// @param entityName alias of the linked table that the column belongs to; `null` for the queried table
/// @param attributeName logical name of the column; empty when an alias is named
/// @param alias alias of a returned column, as aggregate queries need it; `null` when a column is named
public record OrderExpression(@Nullable String entityName, String attributeName, OrderType orderType,
        @Nullable String alias) {

    public OrderExpression(@Nullable String entityName, String attributeName, OrderType orderType) {
        this(entityName, attributeName, orderType, null);
    }

    public OrderExpression(String attributeName, OrderType orderType) {
        this(null, attributeName, orderType);
    }

    /// An order by what is returned under an alias.
    public static OrderExpression byAlias(String alias, OrderType orderType) {
        return new OrderExpression(null, "", orderType, alias);
    }
}
