package dev.colonnade.engine.query;

import dev.colonnade.sdk.query.QueryExpression;
import java.util.List;

/// Related rows that come along with each row of a query. They are found in [dev.colonnade.sdk.Entity#relatedEntities()] under
/// the name of the navigation property.
///
/// @param navigation name of the navigation property on the queried table
/// @param query columns, criteria, orders and top count for the related rows
/// @param nested expands of the related rows
public record Expand(String navigation, QueryExpression query, List<Expand> nested) {

    public Expand {
        nested = List.copyOf(nested);
    }
}
