package dev.colonnade.server.webapi;

import dev.colonnade.engine.Cancellation;
import dev.colonnade.engine.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A request for the Web API, free of any HTTP server.
///
/// @param method upper case
/// @param path below the version, not decoded
/// @param query without question mark, not decoded
/// @param headers values by name in lower case
/// @param cancellation what ends the request when its client goes away; `null` when nothing does
// Requests are never compared, and copying bodies would cost.
@SuppressWarnings("ArrayRecordComponent")
record WebRequest(String method, ServiceRoot root, String path, String query, Map<String, List<String>> headers,
        byte[] body, Caller caller, UUID requestId, @Nullable Cancellation cancellation) {

    /// The first value of a header; `null` when it is absent.
    ///
    /// @param name in lower case
    @Nullable
    String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst().strip();
    }

    /// All values of a header.
    ///
    /// @param name in lower case
    List<String> headerLines(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /// The URL as the client wrote it, for messages.
    String url() {
        return root.url() + path + (query.isEmpty() ? "" : "?" + query);
    }
}
