/// Who calls: bearer tokens become callers, and a built-in OAuth 2.0 issuer gives tokens out. Begin with [Authentication],
/// the filter that every request passes; [OAuthEndpoints] answers clients that ask for a token, [TokenIssuer] signs,
/// [TokenVerifier] checks. What is known of users comes through [UserDirectory]. Depends on `exchange` and on the engine's
/// callers and errors.
@NullMarked
package dev.colonnade.server.auth;

import org.jspecify.annotations.NullMarked;
