package dev.colonnade.engine.query;

import java.util.Set;
import java.util.UUID;

/// Who asks, for conditions on oneself.
///
/// @param teams the teams that the caller is a member of
/// @param languageCode the caller's language (LCID)
public record QueryCaller(UUID userId, UUID businessUnitId, Set<UUID> teams, int languageCode) {

    public QueryCaller {
        teams = Set.copyOf(teams);
    }
}
