package dev.colonnade.sdk.query;

import org.jspecify.annotations.Nullable;

/// Which page of a query is asked for.
///
/// @param count rows per page, 1 to 5,000; 0 for the server's own page size
/// @param pageNumber number of the page, from 1
/// @param pagingCookie the cookie of the page before; `null` for the first one
/// @param returnTotalRecordCount whether the number of all matching rows is asked for
public record PagingInfo(int count, int pageNumber, @Nullable String pagingCookie, boolean returnTotalRecordCount) {

    /// The first page, of the server's own size, without a count.
    public static final PagingInfo FIRST = new PagingInfo(0, 1, null, false);
}
