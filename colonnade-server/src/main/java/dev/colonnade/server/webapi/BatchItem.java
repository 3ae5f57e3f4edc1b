package dev.colonnade.server.webapi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a batch is made of, as it was read.
sealed interface BatchItem {

    /// One request.
    ///
    /// @param method upper case
    /// @param url as it stands in the request line, query included
    /// @param headers values by name in lower case
    /// @param contentId what its answer is marked with; `null` for none
    // Requests are never compared, and copying bodies would cost.
    @SuppressWarnings("ArrayRecordComponent")
    record Single(String method, String url, Map<String, List<String>> headers, byte[] body,
            @Nullable String contentId) implements BatchItem {

        /// The URL without its query.
        String path() {
            int question = url.indexOf('?');
            return question < 0 ? url : url.substring(0, question);
        }

        String query() {
            int question = url.indexOf('?');
            return question < 0 ? "" : url.substring(question + 1);
        }

        List<String> preferLines() {
            return headers.getOrDefault("prefer", List.of());
        }
    }

    /// Requests that are one transaction.
    record ChangeSet(List<Single> requests) implements BatchItem {

        public ChangeSet {
            requests = List.copyOf(requests);
        }
    }
}
