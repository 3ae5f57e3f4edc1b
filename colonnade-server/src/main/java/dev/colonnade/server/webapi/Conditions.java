package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import org.jspecify.annotations.Nullable;

/// The conditions that a request sets: `If-Match` and `If-None-Match`. Empty values and `null` mean nothing.
///
/// Source: reference/web-api.md, "ETags and conditions", "Client tolerance checklist".
///
/// @param mustExist `If-Match: *`
/// @param version the version of `If-Match: W/"123"`; `null` for none
/// @param mustNotExist `If-None-Match: *`
/// @param knownVersion the version of `If-None-Match: W/"123"`; `null` for none
record Conditions(boolean mustExist, @Nullable String version, boolean mustNotExist, @Nullable String knownVersion) {

    /// @throws ServiceException [ErrorCode#BAD_URI] for a value that is no etag
    static Conditions of(WebRequest request) {
        String match = value(request, "if-match");
        String noneMatch = value(request, "if-none-match");
        boolean mustExist = "*".equals(match);
        boolean mustNotExist = "*".equals(noneMatch);
        return new Conditions(mustExist, match == null || mustExist ? null : version("If-Match", match), mustNotExist,
                noneMatch == null || mustNotExist ? null : version("If-None-Match", noneMatch));
    }

    private static @Nullable String value(WebRequest request, String header) {
        String value = request.header(header);
        return value == null || value.isEmpty() || value.equals("null") ? null : value;
    }

    private static String version(String header, String etag) {
        String quoted = etag.startsWith("W/") ? etag.substring("W/".length()) : etag;
        if (quoted.length() > 2 && quoted.startsWith("\"") && quoted.endsWith("\"")) {
            return quoted.substring(1, quoted.length() - 1);
        }
        throw new ServiceException(ErrorCode.BAD_URI,
                "The header '" + header + "' takes an etag such as W/\"123\", not '" + etag + "'.");
    }
}
