package dev.colonnade.engine.security;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/// Users' rights and the names of privileges at one version. A user's rights are read once, when first asked for. Safe for use
/// by several threads.
public final class SecuritySnapshot {

    private final Map<String, UUID> privilegeIds;
    private final Function<UUID, @Nullable UserRights> loader;
    private final BiFunction<String, String, @Nullable UUID> finder;
    private final Map<UUID, UserRights> rights = new ConcurrentHashMap<>();
    private final Map<String, UUID> users = new ConcurrentHashMap<>();
    private final Map<Readable, Condition> readable = new ConcurrentHashMap<>();

    /// @param privilegeIds ids by lower-case name of the privilege
    /// @param loader reads the rights of a user from rows; gives `null` for an unknown user
    /// @param finder finds a user by column and value in rows; gives `null` for an unknown one
    public SecuritySnapshot(Map<String, UUID> privilegeIds, Function<UUID, @Nullable UserRights> loader,
            BiFunction<String, String, @Nullable UUID> finder) {
        this.privilegeIds = Map.copyOf(privilegeIds);
        this.loader = loader;
        this.finder = finder;
    }

    /// The user whose column has a value; `null` when there is none. Unknown users are asked for anew each time, so that they
    /// cannot fill the memory.
    public @Nullable UUID findUser(String column, String value) {
        String key = column + "=" + value;
        UUID known = users.get(key);
        if (known == null) {
            known = finder.apply(column, value);
            if (known != null) {
                users.put(key, known);
            }
        }
        return known;
    }

    /// The rights of a user; `null` when there is no such user.
    public @Nullable UserRights findRights(UUID userId) {
        UserRights known = rights.get(userId);
        if (known == null) {
            known = loader.apply(userId);
            if (known != null) {
                rights.put(userId, known);
            }
        }
        return known;
    }

    /// The condition of what a user may read, made when it is first asked for.
    ///
    /// @param alias place of the table in the statement
    /// @param isOfUnit whether rows of the user's business unit are seen too
    Condition readable(UUID userId, String alias, boolean isOfUnit, Supplier<Condition> condition) {
        return readable.computeIfAbsent(new Readable(userId, alias, isOfUnit), key -> condition.get());
    }

    private record Readable(UUID userId, String alias, boolean isOfUnit) {}

    /// Id of a privilege, by name without regard to case; `null` when there is none.
    public @Nullable UUID findPrivilege(String name) {
        return privilegeIds.get(name.toLowerCase(Locale.ROOT));
    }
}
