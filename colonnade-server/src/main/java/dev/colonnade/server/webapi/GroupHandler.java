package dev.colonnade.server.webapi;

import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import org.jspecify.annotations.Nullable;

/// Answers queries with `$apply`: rows that are groups, without etags and ids.
///
/// Source: reference/web-api.md, "$apply".
final class GroupHandler {

    private final Exchange exchange;

    GroupHandler(Exchange exchange) {
        this.exchange = exchange;
    }

    /// @param related the collection that the rows are taken from; `null` for the whole table
    /// @param clauses with an `$apply`
    WebResponse groups(Table table, Resource.@Nullable Related related, OptionClauses clauses) {
        ApplyPlan plan = ApplyPlan.of(exchange.metadata(), table, clauses, exchange.aliases(), exchange.limits());
        var pages = new Pages(exchange);
        pages.turn(plan.query(), clauses.count());
        exchange.restrict(plan.query(), related);
        EntityCollection rows = exchange.retrieveMultiple(plan.query(), java.util.List.of());
        exchange.requireRow(rows, related);
        return Exchange.json(200, json -> {
            EntityWriter writer = exchange.entityWriter();
            json.writeStartObject();
            json.writeStringProperty("@odata.context", exchange.root().context("#" + table.entitySetName()));
            CollectionHandler.counts(json, exchange, rows, clauses.count());
            json.writeArrayPropertyStart("value");
            for (Entity row : rows) {
                json.writeStartObject();
                writer.group(json, row, plan.members());
                json.writeEndObject();
            }
            json.writeEndArray();
            pages.writeLink(json, rows);
            json.writeEndObject();
        });
    }
}
