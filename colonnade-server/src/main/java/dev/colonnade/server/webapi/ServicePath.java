package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.util.List;
import java.util.Map;
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

    /// The usual way to write each version, with its slash.
    private static final Map<String, String> USUAL = Map.of("/api/data/v9.2/", "v9.2", "/api/data/v9.1/", "v9.1",
            "/api/data/v9.0/", "v9.0");
    private static final int USUAL_LENGTH = "/api/data/v9.2/".length();

    /// @throws ServiceException [ErrorCode#RESOURCE_NOT_FOUND] when the path is none of the Web API
    static ServicePath parse(String path) {
        String usual = path.length() > USUAL_LENGTH && path.charAt(USUAL_LENGTH) != '/'
                ? USUAL.get(path.substring(0, USUAL_LENGTH))
                : null;
        return usual == null ? match(path) : new ServicePath(usual, path.substring(USUAL_LENGTH));
    }

    private static ServicePath match(String path) {
        Matcher matcher = VERSIONED.matcher(path);
        if (!matcher.matches() || !VERSIONS.contains(matcher.group(1))) {
            throw new ServiceException(ErrorCode.RESOURCE_NOT_FOUND,
                    "There is nothing at '" + path + "'; the Web API is at '/api/data/v9.2/'.");
        }
        return new ServicePath(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
    }
}
