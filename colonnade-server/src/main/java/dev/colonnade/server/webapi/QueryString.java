package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parameters of a query string, decoded, in their order; names are case sensitive. Immutable.
final class QueryString {

    static final QueryString EMPTY = new QueryString(Map.of());

    private final Map<String, String> values;

    private QueryString(Map<String, String> values) {
        this.values = values;
    }

    /// @param raw as it stands in the URL, without the question mark
    /// @throws ServiceException [ErrorCode#BAD_URI] for a parameter that comes twice or is badly encoded
    static QueryString parse(String raw) {
        var values = new LinkedHashMap<String, String>();
        int start = 0;
        while (start < raw.length()) {
            int end = indexOf(raw, '&', start, raw.length());
            if (end > start) {
                int equals = indexOf(raw, '=', start, end);
                String name = UrlText.decodeQuery(raw.substring(start, equals)).strip();
                String value = equals == end ? "" : UrlText.decodeQuery(raw.substring(equals + 1, end)).strip();
                if (values.put(name, value) != null) {
                    throw new ServiceException(ErrorCode.BAD_URI,
                            "The query option '" + name + "' is given more than once.");
                }
            }
            start = end + 1;
        }
        return values.isEmpty() ? EMPTY : new QueryString(Collections.unmodifiableMap(values));
    }

    private static int indexOf(String raw, char symbol, int from, int to) {
        int index = raw.indexOf(symbol, from);
        return index < 0 || index > to ? to : index;
    }

    @Nullable
    String find(String name) {
        return values.get(name);
    }

    boolean contains(String name) {
        return values.containsKey(name);
    }

    Map<String, String> values() {
        return values;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }
}
