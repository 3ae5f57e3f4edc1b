package dev.colonnade.engine.query;

import dev.colonnade.engine.Limits;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.storage.UnitOfWork;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;

/// What a query runs in.
///
/// @param access which rows the caller sees
/// @param caller who asks
/// @param calendar how dates count
public record QueryScope(MetadataSnapshot metadata, RowAccess access, UnitOfWork work, ReadFormat format, Limits limits,
        QueryCaller caller, QueryCalendar calendar) {

    /// A scope of a caller without teams, in Greenwich.
    public QueryScope(MetadataSnapshot metadata, RowAccess access, UnitOfWork work, ReadFormat format, Limits limits,
            UUID userId, UUID businessUnitId) {
        this(metadata, access, work, format, limits,
                new QueryCaller(userId, businessUnitId, Set.of(), format.languageCode()),
                QueryCalendar.utc(InstantSource.system()));
    }

    UUID userId() {
        return caller.userId();
    }

    UUID businessUnitId() {
        return caller.businessUnitId();
    }
}
