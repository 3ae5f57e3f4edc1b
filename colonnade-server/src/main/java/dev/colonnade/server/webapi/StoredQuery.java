package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.sdk.EntityReference;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A stored query that a URL asks to run: a view of the system, or a query of a user.
///
/// Source: reference/web-api.md, "Saved queries".
///
/// @param option name of the query option
/// @param reference the row that holds the query
record StoredQuery(String option, EntityReference reference) {

    private static final String SAVED = "savedQuery";
    private static final String USER = "userQuery";

    /// @return `null` when the URL names none
    /// @throws ServiceException [ErrorCode#BAD_URI] when what it names is no id
    static @Nullable StoredQuery find(QueryString query) {
        String saved = query.find(SAVED);
        String user = query.find(USER);
        if (saved != null && user != null) {
            throw new ServiceException(ErrorCode.BAD_URI,
                    "The query options 'savedQuery' and 'userQuery' cannot be used together.");
        }
        if (saved != null) {
            return of(SAVED, "savedquery", saved);
        }
        return user == null ? null : of(USER, "userquery", user);
    }

    private static StoredQuery of(String option, String table, String text) {
        UUID id = JsonScalars.findGuid(text);
        if (id == null) {
            throw new ServiceException(ErrorCode.BAD_URI,
                    "The query option '" + option + "' takes the id of a stored query, not '" + text + "'.");
        }
        return new StoredQuery(option, new EntityReference(table, id));
    }
}
