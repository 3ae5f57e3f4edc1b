package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the requests of a change set are called by (`Content-ID`), so that later ones can refer to their records: `$1` in a URL,
/// an `@odata.bind` or an `@odata.id`. Belongs to one change set.
///
/// Source: reference/web-api.md, "$batch".
final class ContentIds {

    /// Of a request that stands in no change set.
    static final ContentIds NONE = new ContentIds(Map.of());

    private static final String METADATA = "metadata";

    private final Map<String, String> records;

    private ContentIds(Map<String, String> records) {
        this.records = records;
    }

    static ContentIds empty() {
        return new ContentIds(new HashMap<>());
    }

    /// Lets later requests refer to a record.
    ///
    /// @param record path below the version
    void declare(String contentId, String record) {
        records.put(contentId, record);
    }

    /// A path with the record that it refers to in place of the reference, and as it is without one.
    ///
    /// @param path below the version
    /// @throws ServiceException [ErrorCode#BAD_URI] when the reference leads nowhere
    String resolve(String path) {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        if (start == path.length() || path.charAt(start) != '$') {
            return path;
        }
        int slash = path.indexOf('/', start);
        int end = slash < 0 ? path.length() : slash;
        String contentId = path.substring(start + 1, end);
        @Nullable
        String record = records.get(contentId);
        if (record != null) {
            return record + path.substring(end);
        }
        if (contentId.equals(METADATA)) {
            return path;
        }
        throw new ServiceException(ErrorCode.BAD_URI,
                "Content-ID Reference: '$" + contentId + "' does not exist in the batch context.");
    }
}
