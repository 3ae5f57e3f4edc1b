package dev.colonnade.server.auth;

import java.util.Set;

/// An OpenID Connect issuer whose tokens are taken.
///
/// @param issuer its name, exactly as in `iss`; its discovery document is found below this address
/// @param audiences values of `aud` that mean this server
public record ExternalIssuer(String issuer, Set<String> audiences) {

    public ExternalIssuer {
        audiences = Set.copyOf(audiences);
    }
}
