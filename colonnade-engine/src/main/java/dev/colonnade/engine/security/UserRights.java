package dev.colonnade.engine.security;

import dev.colonnade.engine.query.FormatSettings;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user and what the user holds, by own roles and roles of teams. Immutable.
///
/// @param teams teams the user is a member of
/// @param roleCount number of roles, own and of teams
/// @param isAdministrator whether one of the roles is the System Administrator
/// @param languageCode the user's language (LCID); 0 when it is not settled
/// @param timeZoneCode the platform's number of the user's time zone; -1 when it is not settled
/// @param formats how the user wants dates and numbers written
/// @param privileges widest depth by lower-case name of the privilege
public record UserRights(UUID userId, String fullName, UUID businessUnitId, boolean isEnabled, int accessMode,
        Set<UUID> teams, int roleCount, boolean isAdministrator, Map<String, Depth> privileges, int languageCode,
        int timeZoneCode, FormatSettings formats) {

    public UserRights {
        teams = Set.copyOf(teams);
        privileges = Map.copyOf(privileges);
    }

    /// The depth at which a privilege is held; `null` when it is not. The administrator holds every one, globally.
    public @Nullable Depth depth(String privilege) {
        return isAdministrator ? Depth.GLOBAL : privileges.get(privilege.toLowerCase(Locale.ROOT));
    }
}
