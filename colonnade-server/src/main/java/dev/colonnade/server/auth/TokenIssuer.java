package dev.colonnade.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;

/// Signs bearer tokens with the key of the data directory. Safe for use by several threads.
///
/// RS256, because elliptic curves cost half a millisecond to verify in Java. Source: reference/hot-path.md, 1.
public final class TokenIssuer {

    /// Source: reference/security.md, "OAuth": about 60 minutes.
    public static final Duration LIFETIME = Duration.ofMinutes(60);

    private final Credentials credentials;
    private final InstantSource clock;

    public TokenIssuer(Credentials credentials, InstantSource clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /// A token for an application that signed in for itself.
    public String forApplication(Grant grant, String clientId) {
        return sign(claims(grant).subject(clientId)
                .claim("appid", clientId)
                .claim("azp", clientId)
                .claim("idtyp", "app"));
    }

    /// A token for a person, named as in `systemuser.domainname`.
    public String forUser(Grant grant, String userName) {
        return sign(claims(grant).subject(userName)
                .claim("appid", credentials.clientId().toString())
                .claim("azp", credentials.clientId().toString())
                .claim("upn", userName)
                .claim("preferred_username", userName)
                .claim("scp", "user_impersonation")
                .claim("idtyp", "user"));
    }

    /// A token for the administrator of the data directory.
    public String forAdministrator(Grant grant) {
        return forApplication(grant, credentials.clientId().toString());
    }

    private JWTClaimsSet.Builder claims(Grant grant) {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder().issuer(grant.issuer())
                .audience(grant.audience())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString())
                .claim("tid", credentials.tenantId().toString())
                .claim("ver", "2.0");
    }

    private String sign(JWTClaimsSet.Builder claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(credentials.key().getKeyID())
                .type(JOSEObjectType.JWT)
                .build();
        var token = new SignedJWT(header, claims.build());
        try {
            token.sign(new RSASSASigner(credentials.key()));
        } catch (JOSEException e) {
            throw new IllegalStateException("The key of the data directory cannot sign.", e);
        }
        return token.serialize();
    }

    /// Where a token comes from and where it is meant for.
    ///
    /// @param issuer address of the authority
    /// @param audience address of the server
    public record Grant(String issuer, String audience) {}
}
