package dev.colonnade.engine.security;

import java.util.UUID;

/// For whom a message runs.
///
/// @param userId user whose rights count
/// @param initiatingUserId user who made the request
/// @param authenticatedUserId user who signed in, before impersonation
/// @param isSystem whether every right is held, whatever the user
/// @param userAgent user agent of the web request; empty when there is none
/// @param isApplicationUser whether an application signed in, not a person
public record Caller(UUID userId, UUID initiatingUserId, UUID authenticatedUserId, boolean isSystem, String userAgent,
        boolean isApplicationUser) {

    public static Caller of(UUID userId) {
        return new Caller(userId, userId, userId, false, "", false);
    }

    /// The same request, with the rights of another user.
    public Caller as(UUID otherUserId) {
        return new Caller(otherUserId, initiatingUserId, authenticatedUserId, false, userAgent, isApplicationUser);
    }

    /// The same request, with every right.
    public Caller asSystem() {
        return new Caller(userId, initiatingUserId, authenticatedUserId, true, userAgent, isApplicationUser);
    }
}
