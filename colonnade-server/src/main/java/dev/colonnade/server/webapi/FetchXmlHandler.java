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
import dev.colonnade.sdk.query.LinkEntity;
import dev.colonnade.sdk.query.PagingInfo;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Answers queries in FetchXML: `GET accounts?fetchXml=…`, and stored ones: `GET accounts?savedQuery=…`.
///
/// Source: reference/web-api.md, "FetchXML".
final class FetchXmlHandler {

    private final Exchange exchange;

    FetchXmlHandler(Exchange exchange) {
        this.exchange = exchange;
    }

    /// @param related the collection that the rows are taken from; `null` for the whole table
    WebResponse rows(Table table, Resource.@Nullable Related related, String fetchXml) {
        boolean wantsCount = wantsCount("fetchXml");
        QueryExpression query = read(fetchXml, table);
        Set<String> names = names(table, query);
        boolean isCounted = wantsCount || query.pageInfo().returnTotalRecordCount();
        boolean isAsGiven = related == null && isCounted == query.pageInfo().returnTotalRecordCount();
        exchange.restrict(query, related);
        // Plug-ins find the query as it was sent, unless the URL says more than the query does.
        EntityCollection rows = exchange.retrieveMultiple(
                isAsGiven ? new FetchExpression(fetchXml) : counted(query, isCounted), List.of());
        exchange.requireRow(rows, related);
        return answer(table, names, rows, isCounted, json -> cookie(json, rows, query.pageInfo().pageNumber()),
                FetchXmlHandler::nothing);
    }

    /// A stored query: the page size is the request's, and the next page comes by a link.
    ///
    /// Source: reference/web-api.md, "Saved queries".
    ///
    /// @param related the collection that the rows are taken from; `null` for the whole table
    WebResponse stored(Table table, Resource.@Nullable Related related, StoredQuery stored) {
        boolean isCounted = wantsCount(stored.option());
        QueryExpression query = read(fetchXml(stored), table);
        Set<String> names = names(table, query);
        var pages = new Pages(exchange);
        pages.turn(query, isCounted);
        exchange.restrict(query, related);
        EntityCollection rows = exchange.retrieveMultiple(query, List.of());
        exchange.requireRow(rows, related);
        return answer(table, names, rows, isCounted, FetchXmlHandler::nothing,
                json -> pages.writeLink(json, rows));
    }

    private String fetchXml(StoredQuery stored) {
        Entity row = exchange.retrieve(stored.reference(), ColumnSet.of("fetchxml"));
        if (row.get("fetchxml") instanceof String fetchXml && !fetchXml.isBlank()) {
            return fetchXml;
        }
        throw new ServiceException(ErrorCode.INVALID_QUERY, "The stored query '" + stored.reference().id()
                + "' holds no FetchXML.");
    }

    private QueryExpression read(String fetchXml, Table table) {
        QueryExpression query = FetchXmlReader.read(fetchXml, exchange.metadata(), exchange.limits());
        if (!query.entityName().equals(table.logicalName())) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_ENTITIES_DONT_MATCH, "The FetchXML asks for rows of '"
                    + query.entityName() + "', the URL for rows of '" + table.logicalName() + "'.");
        }
        return query;
    }

    /// Of the options of OData only `$count` goes with FetchXML, and the token of the next page with stored queries.
    private boolean wantsCount(String option) {
        for (String name : exchange.query().values().keySet()) {
            boolean isFitting = name.equals("$count")
                    || (name.equals(Pages.SKIP_TOKEN) && !option.equals("fetchXml"));
            if (name.startsWith("$") && !isFitting) {
                throw new ServiceException(ErrorCode.BAD_URI,
                        "The query option '" + name + "' cannot be used together with '" + option + "'.");
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

    private WebResponse answer(Table table, Set<String> names, EntityCollection rows, boolean isCounted,
            Consumer<JsonGenerator> inFront, Consumer<JsonGenerator> behind) {
        return Exchange.json(200, json -> {
            EntityWriter writer = exchange.entityWriter();
            json.writeStartObject();
            json.writeStringProperty("@odata.context", exchange.root().context(
                    "#" + table.entitySetName() + "(" + String.join(",", names) + ")"));
            CollectionHandler.counts(json, exchange, rows, isCounted);
            inFront.accept(json);
            json.writeArrayPropertyStart("value");
            for (Entity row : rows) {
                json.writeStartObject();
                writer.filledColumns(json, row, table);
                json.writeEndObject();
            }
            json.writeEndArray();
            behind.accept(json);
            json.writeEndObject();
        });
    }

    private static void nothing(JsonGenerator json) {}

    private void cookie(JsonGenerator json, EntityCollection rows, int page) {
        Annotations annotations = exchange.preferences().annotations();
        if (annotations.includes(Annotations.PAGING_COOKIE) && rows.moreRecords() && rows.pagingCookie() != null) {
            json.writeStringProperty("@" + Annotations.PAGING_COOKIE,
                    new SkipToken(page + 1, rows.pagingCookie()).text());
        }
        if (annotations.includes(Annotations.MORE_RECORDS)) {
            json.writeBooleanProperty("@" + Annotations.MORE_RECORDS, rows.moreRecords());
        }
    }

    private static Set<String> names(Table table, QueryExpression query) {
        return query.isAggregate() ? aliases(query) : contextList(table, query.columnSet());
    }

    /// The names under which an aggregate query returns its groups.
    private static Set<String> aliases(QueryExpression query) {
        var names = new LinkedHashSet<String>();
        query.columnSet().attributeExpressions().forEach(expression -> names.add(expression.alias()));
        query.linkEntities().forEach(link -> addAliases(link, names));
        return names;
    }

    private static void addAliases(LinkEntity link, Set<String> names) {
        link.columns().attributeExpressions().forEach(expression -> names.add(expression.alias()));
        link.linkEntities().forEach(inner -> addAliases(inner, names));
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
