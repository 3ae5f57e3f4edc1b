package dev.colonnade.server.auth;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a token says, once its signature is verified. Source: reference/security.md, "Tokens and users".
///
/// @param isOurs whether this server signed it, not an external issuer
/// @param audiences for which servers it is meant, without slash at the end
/// @param objectId `oid`; `null` when the token has none
/// @param applicationId `appid` or `azp`; `null` when the token has none
/// @param userName `upn`, `preferred_username` or `unique_name`; `null` when the token has none
/// @param isApplication whether an application signed in for itself, not for a person
record SignIn(boolean isOurs, List<String> audiences, Instant notBefore, Instant expiresAt, @Nullable String objectId,
        @Nullable String applicationId, @Nullable String userName, boolean isApplication) {

    SignIn {
        audiences = List.copyOf(audiences);
    }
}
