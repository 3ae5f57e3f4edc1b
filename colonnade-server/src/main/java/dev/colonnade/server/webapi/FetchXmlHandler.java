package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.FetchXmlReader;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.FetchExpression;
import dev.colonnade.sdk.query.PagingInfo;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Answers queries in FetchXML: `GET accounts?fetchXml=…`.
///
/// Source: reference/web-api.md, "FetchXML".
final class FetchXmlHandler {

    private final Exchange exchange;

    FetchXmlHandler(Exchange exchange) {
        this.exchange = exchange;
    }

    /// @param related the collection that the rows are taken from; `null` for the whole table
    WebResponse rows(Table table, Resource.@Nullable Related related, String fetchXml) {
        boolean wantsCount = wantsCount();
        QueryExpression query = FetchXmlReader.read(fetchXml, exchange.metadata(), exchange.limits());
        if (!query.entityName().equals(table.logicalName())) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_ENTITIES_DONT_MATCH, "The FetchXML asks for rows of '"
                    + query.entityName() + "', the URL for rows of '" + table.logicalName() + "'.");
        }
        ColumnSet columns = query.columnSet();
        boolean isCounted = wantsCount || query.pageInfo().returnTotalRecordCount();
        boolean isAsGiven = related == null && isCounted == query.pageInfo().returnTotalRecordCount();
        if (related != null) {
            exchange.restrict(query, related.row(), related.navigation());
        }
        // Plug-ins find the query as it was sent, unless the URL says more than the query does.
        EntityCollection rows = exchange.retrieveMultiple(
                isAsGiven ? new FetchExpression(fetchXml) : counted(query, isCounted), List.of());
        if (rows.entities().isEmpty() && related != null) {
            // Tells an empty collection from one of a row that is not there.
            exchange.retrieve(exchange.reference(related.row()), ColumnSet.of());
        }
        return answer(table, columns, rows, query.pageInfo().pageNumber(), isCounted);
    }

    /// Of the options of OData only `$count` goes with FetchXML.
    private boolean wantsCount() {
        for (String name : exchange.query().values().keySet()) {
            if (name.startsWith("$") && !name.equals("$count")) {
                throw new ServiceException(ErrorCode.BAD_URI,
                        "The query option '" + name + "' cannot be used together with 'fetchXml'.");
            }
        }
        String count = exchange.query().find("$count");
        return switch (count == null ? "false" : count) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ServiceException(ErrorCode.BAD_URI,
                    "The query option '$count' is 'true' or 'false', not '" + count + "'.");
        };
    }

    private static QueryExpression counted(QueryExpression query, boolean isCounted) {
        PagingInfo paging = query.pageInfo();
        return query.pageInfo(new PagingInfo(paging.count(), paging.pageNumber(), paging.pagingCookie(), isCounted));
    }

    private WebResponse answer(Table table, ColumnSet columns, EntityCollection rows, int page, boolean isCounted) {
        return Exchange.json(200, json -> {
            EntityWriter writer = exchange.entityWriter();
            json.writeStartObject();
            json.writeStringProperty("@odata.context", exchange.root().context(
                    "#" + table.entitySetName() + "(" + String.join(",", contextList(table, columns)) + ")"));
            CollectionHandler.counts(json, exchange, rows, isCounted);
            paging(json, rows, page);
            json.writeArrayPropertyStart("value");
            for (Entity row : rows) {
                json.writeStartObject();
                writer.filledColumns(json, row, table);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void paging(JsonGenerator json, EntityCollection rows, int page) {
        Annotations annotations = exchange.preferences().annotations();
        if (annotations.includes(Annotations.PAGING_COOKIE) && rows.moreRecords() && rows.pagingCookie() != null) {
            json.writeStringProperty("@" + Annotations.PAGING_COOKIE,
                    new SkipToken(page + 1, rows.pagingCookie()).text());
        }
        if (annotations.includes(Annotations.MORE_RECORDS)) {
            json.writeBooleanProperty("@" + Annotations.MORE_RECORDS, rows.moreRecords());
        }
    }

    /// The columns of the table itself; a lookup stands there by its value and by its navigation properties.
    ///
    /// Source: reference/web-api.md, "Retrieve": contexts.
    private static Set<String> contextList(Table table, ColumnSet columns) {
        List<Column> shown = columns.allColumns()
                ? table.columns().stream().filter(EdmNames::isReadable).toList()
                : columns.columns().stream().map(table::column).toList();
        var names = new LinkedHashSet<String>();
        var navigations = new ArrayList<String>();
        for (Column column : shown) {
            names.add(EdmNames.property(column));
            if (column.type().isLookup()) {
                table.manyToOne().stream().filter(relationship -> relationship.column().equals(column.logicalName()))
                        .forEach(relationship -> {
                            names.add(relationship.navigation());
                            navigations.add(relationship.navigation() + "()");
                        });
            }
        }
        names.add(table.primaryId());
        names.addAll(navigations);
        return names;
    }
}
