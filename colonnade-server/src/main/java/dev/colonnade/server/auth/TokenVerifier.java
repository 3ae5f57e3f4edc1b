package dev.colonnade.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.server.exchange.PublicAddress;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks bearer tokens: signature, issuer, audience, time. A token whose signature was good is remembered under its whole
/// text, so that only its audience and its time are checked again. Safe for use by several threads.
///
/// Source: reference/security.md, "Tokens and users"; reference/hot-path.md, 1 (what a signature costs).
public final class TokenVerifier {

    /// Difference of clocks that is forgiven.
    static final Duration CLOCK_SKEW = Duration.ofMinutes(2);
    /// Longest token that is looked at.
    static final int TOKEN_CHARACTERS_MAX = 16 * 1024;
    /// Tokens that are remembered at most.
    static final int REMEMBERED_MAX = 10_000;

    private static final Set<JWSAlgorithm> EXTERNAL_ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384,
            JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS384, JWSAlgorithm.PS512, JWSAlgorithm.ES256,
            JWSAlgorithm.ES384, JWSAlgorithm.ES512);

    private final String tenantId;
    private final Set<String> ownAudiences;
    private final DefaultJWTProcessor<SecurityContext> own;
    private final Map<String, External> externals;
    private final InstantSource clock;
    private final Map<String, SignIn> remembered = new ConcurrentHashMap<>();

    /// @param ownAudiences addresses of this server, besides the one that a request uses
    public TokenVerifier(Credentials credentials, Set<String> ownAudiences, List<ExternalIssuer> externals,
            InstantSource clock) {
        this.tenantId = credentials.tenantId().toString();
        this.ownAudiences = ownAudiences.stream().map(PublicAddress::withoutSlash).collect(
                Collectors.toUnmodifiableSet());
        this.own = processor(new ImmutableJWKSet<>(new JWKSet(credentials.key().toPublicJWK())), Set.of(
                JWSAlgorithm.RS256));
        this.externals = externals.stream().collect(Collectors.toUnmodifiableMap(ExternalIssuer::issuer,
                issuer -> new External(issuer, processor(new DiscoveredKeys(issuer.issuer()), EXTERNAL_ALGORITHMS))));
        this.clock = clock;
    }

    /// What a token says.
    ///
    /// @param requestAddress address by which the client reached this server
    /// @throws ServiceException [ErrorCode#REQUEST_IS_NOT_AUTHENTICATED] or [ErrorCode#EXPIRED_AUTH_TICKET]
    SignIn verify(String token, String requestAddress) {
        SignIn signIn = remembered.get(token);
        if (signIn == null) {
            signIn = read(token);
            requireTime(signIn);
            remember(token, signIn);
        } else {
            requireTime(signIn);
        }
        requireAudience(signIn, requestAddress);
        return signIn;
    }

    private SignIn read(String token) {
        if (token.length() > TOKEN_CHARACTERS_MAX) {
            throw refused("The token is longer than " + TOKEN_CHARACTERS_MAX + " characters.", null);
        }
        try {
            SignedJWT parsed = SignedJWT.parse(token);
            String issuer = parsed.getJWTClaimsSet().getIssuer();
            External external = issuer == null ? null : externals.get(issuer);
            if (external != null) {
                return external.signIn(external.processor().process(parsed, null));
            }
            return ownSignIn(own.process(parsed, null));
        } catch (ParseException e) {
            throw refused("The token is not a signed JSON Web Token.", e);
        } catch (KeySourceException e) {
            throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE,
                    "The keys of the token's issuer cannot be fetched at the moment.", e);
        } catch (BadJOSEException | JOSEException e) {
            throw refused("The token is not signed by an issuer that this server trusts.", e);
        }
    }

    private SignIn ownSignIn(JWTClaimsSet claims) throws ParseException {
        if (!tenantId.equals(claims.getStringClaim("tid"))) {
            throw refused("The token is meant for another tenant.", null);
        }
        return signIn(true, claims);
    }

    private void requireTime(SignIn signIn) {
        Instant now = clock.instant();
        if (!now.minus(CLOCK_SKEW).isBefore(signIn.expiresAt())) {
            throw new ServiceException(ErrorCode.EXPIRED_AUTH_TICKET, "The token expired at " + signIn.expiresAt()
                    + ".");
        }
        if (now.plus(CLOCK_SKEW).isBefore(signIn.notBefore())) {
            throw refused("The token is not valid before " + signIn.notBefore() + ".", null);
        }
    }

    /// An external issuer's audiences were checked with its signature, since they do not depend on the request.
    private void requireAudience(SignIn signIn, String requestAddress) {
        if (!signIn.isOurs()) {
            return;
        }
        for (String audience : signIn.audiences()) {
            if (audience.equals(requestAddress) || ownAudiences.contains(audience)) {
                return;
            }
        }
        throw refused("The token is meant for " + signIn.audiences() + ", not for " + requestAddress + ".", null);
    }

    private void remember(String token, SignIn signIn) {
        if (remembered.size() >= REMEMBERED_MAX) {
            Instant now = clock.instant();
            remembered.values().removeIf(each -> each.expiresAt().isBefore(now));
            remembered.keySet().stream().limit(Math.max(0, remembered.size() - REMEMBERED_MAX / 2)).forEach(
                    remembered::remove);
        }
        remembered.put(token, signIn);
    }

    private static SignIn signIn(boolean isOurs, JWTClaimsSet claims) throws ParseException {
        Date expiresAt = claims.getExpirationTime();
        if (expiresAt == null) {
            throw refused("The token has no 'exp'.", null);
        }
        Date notBefore = claims.getNotBeforeTime();
        String userName = first(claims, "upn", "preferred_username", "unique_name");
        boolean isApplication = claims.getClaim("scp") == null
                && (userName == null || "app".equals(claims.getStringClaim("idtyp")));
        return new SignIn(isOurs, claims.getAudience().stream().map(PublicAddress::withoutSlash).toList(),
                notBefore == null ? Instant.MIN : notBefore.toInstant(), expiresAt.toInstant(), first(claims, "oid"),
                first(claims, "appid", "azp"), userName, isApplication);
    }

    private static @Nullable String first(JWTClaimsSet claims, String... names) throws ParseException {
        for (String name : names) {
            String value = claims.getStringClaim(name);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }

    private static DefaultJWTProcessor<SecurityContext> processor(JWKSource<SecurityContext> keys,
            Set<JWSAlgorithm> algorithms) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType(
                "at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        // Times and audiences are checked here, at every request, not once with the signature.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        return processor;
    }

    private static ServiceException refused(String sentence, @Nullable Throwable cause) {
        return new ServiceException(ErrorCode.REQUEST_IS_NOT_AUTHENTICATED, sentence, cause);
    }

    /// An external issuer with the keys by which it is checked.
    private record External(ExternalIssuer issuer, DefaultJWTProcessor<SecurityContext> processor) {

        SignIn signIn(JWTClaimsSet claims) throws ParseException {
            SignIn signIn = TokenVerifier.signIn(false, claims);
            for (String audience : issuer.audiences()) {
                if (signIn.audiences().contains(PublicAddress.withoutSlash(audience))) {
                    return signIn;
                }
            }
            throw refused("The token is meant for " + signIn.audiences() + ", not for " + issuer.audiences() + ".",
                    null);
        }
    }
}
