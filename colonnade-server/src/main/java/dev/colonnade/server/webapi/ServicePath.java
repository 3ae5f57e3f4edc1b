package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An absolute path of the Web API, in its parts: `/api/data/v9.2/accounts`, and `/api/v9.2/accounts` for it.
///
/// Source: reference/web-api.md, "URLs and versions".
///
/// @param resource what stands below the version, not decoded
record ServicePath(String version, String resource) {

    private static final Pattern VERSIONED = Pattern.compile("/+api/+(?:data/+)?(v[0-9]+\\.[0-9]+)(?:/+(.*))?");
    private static final List<String> VERSIONS = List.of("v9.0", "v9.1", "v9.2");

    /// @throws ServiceException [ErrorCode#RESOURCE_NOT_FOUND] when the path is none of the Web API
    static ServicePath parse(String path) {
        Matcher matcher = VERSIONED.matcher(path);
        if (!matcher.matches() || !VERSIONS.contains(matcher.group(1))) {
            throw new ServiceException(ErrorCode.RESOURCE_NOT_FOUND,
                    "There is nothing at '" + path + "'; the Web API is at '/api/data/v9.2/'.");
        }
        return new ServicePath(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
    }
}
