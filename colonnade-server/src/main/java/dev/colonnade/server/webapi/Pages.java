package dev.colonnade.server.webapi;

import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.query.PagingInfo;
import dev.colonnade.sdk.query.QueryExpression;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Which page of a collection a request asks for, and the link to the next one. Belongs to one request.
///
/// Source: reference/web-api.md, "$top, paging".
final class Pages {

    static final String SKIP_TOKEN = "$skiptoken";

    private final Exchange exchange;
    private final @Nullable SkipToken token;
    private boolean isTop;

    /// @throws dev.colonnade.engine.ServiceException `BAD_URI` when the request's token is none of ours
    Pages(Exchange exchange) {
        this.exchange = exchange;
        String text = exchange.query().find(SKIP_TOKEN);
        this.token = text == null ? null : SkipToken.parse(text);
    }

    /// Asks a query for the page of the request. The page size that the request prefers wins over the query's own, and over a
    /// number of rows; a query for a number of rows has no further pages.
    void turn(QueryExpression query, boolean isCounted) {
        int preferred = exchange.preferences().rowsPerPage();
        if (preferred > 0) {
            query.topCount(null);
        }
        isTop = query.topCount() != null;
        int rows = preferred > 0 ? preferred : query.pageInfo().count();
        query.pageInfo(isTop || token == null
                ? new PagingInfo(rows, 1, null, isCounted)
                : new PagingInfo(rows, token.pageNumber(), token.cookie(), isCounted));
    }

    /// Writes the link to the next page, if there is one: the request's own URL with a token in place of the old one.
    void writeLink(JsonGenerator json, EntityCollection rows) {
        if (isTop || !rows.moreRecords()) {
            return;
        }
        int page = token == null ? 2 : token.pageNumber() + 1;
        var url = new StringBuilder(exchange.root().url()).append(exchange.request().path()).append('?');
        exchange.query().values().forEach((name, value) -> {
            if (!name.equals(SKIP_TOKEN)) {
                url.append(UrlText.encodeQuery(name)).append('=').append(UrlText.encodeQuery(value)).append('&');
            }
        });
        json.writeStringProperty("@odata.nextLink", url.append(SKIP_TOKEN).append('=')
                .append(UrlText.encodeQuery(new SkipToken(page, rows.pagingCookie()).text())).toString());
    }
}
