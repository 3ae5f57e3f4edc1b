package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.PagingInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Answers queries: of all rows of a table, of the rows of a navigation property, and their number.
///
/// Source: reference/web-api.md, "OData query".
final class CollectionHandler {

    private static final String SKIP_TOKEN = "$skiptoken";
    private static final Set<String> STORED_QUERIES = Set.of("savedQuery", "userQuery");

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
        ReadPlan plan = exchange.readPlan(table,
                new OptionClauses(null, clauses.filter(), List.of(), null, true, List.of(), Map.of()));
        restrict(plan, related);
        plan.query().columnSet(ColumnSet.of(table.primaryId())).pageInfo(new PagingInfo(1, 1, null, true));
        EntityCollection rows = exchange.retrieveMultiple(plan);
        if (related != null) {
            requireRow(rows, related.row());
        }
        return WebResponse.of(200, "text/plain",
                String.valueOf(Math.max(0, rows.totalRecordCount())).getBytes(StandardCharsets.UTF_8));
    }

    private WebResponse get(Table table, Resource.@Nullable Related related) {
        String fetchXml = exchange.query().find("fetchXml");
        if (fetchXml != null) {
            return new FetchXmlHandler(exchange).rows(table, related, fetchXml);
        }
        for (String stored : STORED_QUERIES) {
            if (exchange.query().contains(stored)) {
                throw new ServiceException(ErrorCode.BAD_URI,
                        "The query option '" + stored + "' is not supported.");
            }
        }
        OptionClauses clauses = exchange.queryOptions();
        ReadPlan plan = exchange.readPlan(table, clauses);
        SkipToken token = token();
        int rowsPerPage = exchange.preferences().rowsPerPage();
        if (rowsPerPage > 0) {
            // Source: reference/web-api.md, "$top, paging": the page size wins over $top.
            plan.query().topCount(null);
        }
        if (plan.query().topCount() == null) {
            plan.query().pageInfo(new PagingInfo(rowsPerPage, token == null ? 1 : token.pageNumber(),
                    token == null ? null : token.cookie(), clauses.count()));
        } else {
            plan.query().pageInfo(new PagingInfo(0, 1, null, clauses.count()));
        }
        restrict(plan, related);
        EntityCollection rows = exchange.retrieveMultiple(plan);
        if (related != null) {
            requireRow(rows, related.row());
        }
        return collection(rows, plan, clauses, token);
    }

    /// Tells an empty collection from one of a row that is not there.
    private void requireRow(EntityCollection rows, RowAddress address) {
        if (rows.entities().isEmpty()) {
            exchange.retrieve(exchange.reference(address), ColumnSet.of());
        }
    }

    private void restrict(ReadPlan plan, Resource.@Nullable Related related) {
        if (related != null) {
            exchange.restrict(plan.query(), related.row(), related.navigation());
        }
    }

    private @Nullable SkipToken token() {
        String text = exchange.query().find(SKIP_TOKEN);
        return text == null ? null : SkipToken.parse(text);
    }

    private WebResponse collection(EntityCollection rows, ReadPlan plan, OptionClauses clauses,
            @Nullable SkipToken token) {
        ReadShape shape = plan.shape();
        String columns = shape.contextList();
        return Exchange.json(200, json -> {
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
            if (rows.moreRecords() && plan.query().topCount() == null) {
                json.writeStringProperty("@odata.nextLink", nextLink(rows, token));
            }
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

    /// The request's own URL with a token in place of the old one.
    private String nextLink(EntityCollection rows, @Nullable SkipToken token) {
        int page = token == null ? 2 : token.pageNumber() + 1;
        var url = new StringBuilder(exchange.root().url()).append(exchange.request().path()).append('?');
        exchange.query().values().forEach((name, value) -> {
            if (!name.equals(SKIP_TOKEN)) {
                url.append(UrlText.encodeQuery(name)).append('=').append(UrlText.encodeQuery(value)).append('&');
            }
        });
        return url.append(SKIP_TOKEN).append('=')
                .append(UrlText.encodeQuery(new SkipToken(page, rows.pagingCookie()).text())).toString();
    }

    /// The links of a collection (`/$ref`).
    WebResponse links(RowAddress row, Navigation navigation) {
        Table table = exchange.metadata().table(navigation.target());
        OptionClauses clauses = exchange.queryOptions();
        ReadPlan plan = exchange.readPlan(table, new OptionClauses(List.of(table.primaryId()), clauses.filter(),
                clauses.orderBy(), clauses.top(), false, List.of(), Map.of()));
        SkipToken token = token();
        plan.query().pageInfo(new PagingInfo(exchange.preferences().rowsPerPage(),
                token == null ? 1 : token.pageNumber(), token == null ? null : token.cookie(), false));
        exchange.restrict(plan.query(), row, navigation);
        EntityCollection rows = exchange.retrieveMultiple(plan);
        requireRow(rows, row);
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
            if (rows.moreRecords() && plan.query().topCount() == null) {
                json.writeStringProperty("@odata.nextLink", nextLink(rows, token));
            }
            json.writeEndObject();
        });
    }
}
