package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a link to the next page carries.
///
/// Source: reference/web-api.md, "$top, paging".
///
/// @param pageNumber from 2
/// @param cookie the engine's cookie of the page before; `null` when it made none
record SkipToken(int pageNumber, @Nullable String cookie) {

    private static final Pattern FORM = Pattern.compile(
            "<cookie pagenumber=\"([0-9]{1,9})\" pagingcookie=\"([^\"]*)\" istracking=\"False\" />");

    /// The token's text, not yet encoded for a URL.
    String text() {
        return "<cookie pagenumber=\"" + pageNumber + "\" pagingcookie=\""
                + (cookie == null ? "" : UrlText.encodeQuery(UrlText.encodeQuery(cookie)))
                + "\" istracking=\"False\" />";
    }

    /// @throws ServiceException [ErrorCode#BAD_URI] when the text is no token of ours
    static SkipToken parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < 1) {
            throw new ServiceException(ErrorCode.BAD_URI,
                    "The query option '$skiptoken' is malformed; use the link to the next page as it is.");
        }
        String cookie = UrlText.decodePath(UrlText.decodePath(matcher.group(2)));
        return new SkipToken(Integer.parseInt(matcher.group(1)), cookie.isEmpty() ? null : cookie);
    }
}
