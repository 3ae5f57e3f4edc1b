package dev.colonnade.server.webapi;

import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.PagingInfo;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Answers queries: of all rows of a table, of the rows of a navigation property, and their number.
///
/// Source: reference/web-api.md, "OData query".
final class CollectionHandler {

    /// What stands around the rows.
    private static final int ANSWER_BYTES = 1024;

    private final Exchange exchange;

    CollectionHandler(Exchange exchange) {
        this.exchange = exchange;
    }

    WebResponse rows(Table table) {
        return switch (exchange.request().method()) {
            case "GET" -> get(table, null);
            case "POST" -> new RowHandler(exchange).create(table);
            default -> throw exchange.methodNotAllowed();
        };
    }

    WebResponse related(Resource.Related related) {
        if (!exchange.request().method().equals("GET")) {
            throw exchange.methodNotAllowed();
        }
        return get(exchange.metadata().table(related.navigation().target()), related);
    }

    WebResponse count(Resource.Count count) {
        if (!exchange.request().method().equals("GET")) {
            throw exchange.methodNotAllowed();
        }
        Resource.Related related = count.collection() instanceof Resource.Related rows ? rows : null;
        Table table = related != null
                ? exchange.metadata().table(related.navigation().target())
                : ((Resource.Rows) count.collection()).table();
        OptionClauses clauses = exchange.queryOptions();
        ReadPlan plan = exchange.readPlan(table, clauses.ofCount());
        exchange.restrict(plan.query(), related);
        plan.query().columnSet(ColumnSet.of(table.primaryId())).pageInfo(new PagingInfo(1, 1, null, true));
        EntityCollection rows = exchange.retrieveMultiple(plan);
        exchange.requireRow(rows, related);
        return WebResponse.of(200, "text/plain",
                String.valueOf(Math.max(0, rows.totalRecordCount())).getBytes(StandardCharsets.UTF_8));
    }

    private WebResponse get(Table table, Resource.@Nullable Related related) {
        String fetchXml = exchange.query().find("fetchXml");
        if (fetchXml != null) {
            return new FetchXmlHandler(exchange).rows(table, related, fetchXml);
        }
        StoredQuery stored = StoredQuery.find(exchange.query());
        if (stored != null) {
            return new FetchXmlHandler(exchange).stored(table, related, stored);
        }
        OptionClauses clauses = exchange.queryOptions();
        if (clauses.apply() != null) {
            return new GroupHandler(exchange).groups(table, related, clauses);
        }
        ReadPlan plan = exchange.readPlan(table, clauses);
        var pages = new Pages(exchange);
        pages.turn(plan.query(), clauses.count());
        exchange.restrict(plan.query(), related);
        EntityCollection rows = exchange.retrieveMultiple(plan);
        exchange.requireRow(rows, related);
        return collection(rows, plan, clauses, pages);
    }

    private WebResponse collection(EntityCollection rows, ReadPlan plan, OptionClauses clauses, Pages pages) {
        ReadShape shape = plan.shape();
        String columns = shape.contextList();
        return Exchange.json(200, ANSWER_BYTES + rows.entities().size() * shape.bytesExpected(), json -> {
            EntityWriter writer = exchange.entityWriter();
            json.writeStartObject();
            json.writeStringProperty("@odata.context", exchange.root().context(
                    "#" + shape.table().entitySetName() + (columns.isEmpty() ? "" : "(" + columns + ")")));
            counts(json, exchange, rows, clauses.count());
            json.writeArrayPropertyStart("value");
            for (Entity row : rows) {
                json.writeStartObject();
                writer.members(json, row, shape, EntityWriter.Part.COLLECTION);
                json.writeEndObject();
            }
            json.writeEndArray();
            pages.writeLink(json, rows);
            json.writeEndObject();
        });
    }

    /// Writes what is told of the number of all rows.
    ///
    /// @param isCounted whether it was asked for
    static void counts(JsonGenerator json, Exchange exchange, EntityCollection rows, boolean isCounted) {
        Annotations annotations = exchange.preferences().annotations();
        int count = isCounted ? Math.min(rows.totalRecordCount(), exchange.limits().countRows()) : -1;
        if (isCounted) {
            json.writeNumberProperty("@odata.count", Math.max(0, count));
        }
        if (annotations.includes(Annotations.TOTAL_COUNT)) {
            json.writeNumberProperty("@" + Annotations.TOTAL_COUNT, count);
        }
        if (annotations.includes(Annotations.COUNT_EXCEEDED)) {
            json.writeBooleanProperty("@" + Annotations.COUNT_EXCEEDED, rows.totalRecordCountLimitExceeded());
        }
        if (annotations.includes(Annotations.METADATA_VERSION)) {
            json.writeStringProperty("@" + Annotations.METADATA_VERSION,
                    String.valueOf(exchange.snapshot().version()));
        }
    }

    /// The links of a collection (`/$ref`).
    WebResponse links(RowAddress row, Navigation navigation) {
        Table table = exchange.metadata().table(navigation.target());
        OptionClauses clauses = exchange.queryOptions();
        ReadPlan plan = exchange.readPlan(table, clauses.ofReferences(table.primaryId()));
        var pages = new Pages(exchange);
        pages.turn(plan.query(), false);
        exchange.restrict(plan.query(), row, navigation);
        EntityCollection rows = exchange.retrieveMultiple(plan);
        exchange.requireRow(rows, new Resource.Related(row, navigation));
        return Exchange.json(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("@odata.context", exchange.root().context("#Collection($ref)"));
            json.writeArrayPropertyStart("value");
            for (Entity entity : rows) {
                UUID id = entity.id();
                json.writeStartObject();
                json.writeStringProperty("@odata.id",
                        exchange.root().row(table, id != null ? id : entity.require(table.primaryId(), UUID.class)));
                json.writeEndObject();
            }
            json.writeEndArray();
            pages.writeLink(json, rows);
            json.writeEndObject();
        });
    }
}
