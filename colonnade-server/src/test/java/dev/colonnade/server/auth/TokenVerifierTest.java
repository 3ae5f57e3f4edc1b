package dev.colonnade.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenVerifierTest {

    private static final String ADDRESS = "https://localhost:8443";
    private static final TokenIssuer.Grant GRANT = new TokenIssuer.Grant(ADDRESS + "/common", ADDRESS);

    @TempDir
    private static Path directory;
    private static Credentials credentials;
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private final InstantSource clock = () -> now;
    private TokenIssuer issuer;
    private TokenVerifier verifier;

    /// Keys take long to make, and are only read here.
    @BeforeAll
    static void openCredentials() throws Exception {
        credentials = Credentials.openOrCreate(directory, "admin");
    }

    @BeforeEach
    void openVerifier() {
        issuer = new TokenIssuer(credentials, clock);
        verifier = new TokenVerifier(credentials, Set.of("http://127.0.0.1:8440"), List.of(), clock);
    }

    @Test
    void applicationTokenNamesItsApplication() {
        SignIn signIn = verifier.verify(issuer.forApplication(GRANT, "4711"), ADDRESS);

        assertThat(signIn.isApplication()).isTrue();
        assertThat(signIn.isOurs()).isTrue();
        assertThat(signIn.applicationId()).isEqualTo("4711");
    }

    @Test
    void userTokenNamesItsUser() {
        SignIn signIn = verifier.verify(issuer.forUser(GRANT, "ann@contoso.example"), ADDRESS);

        assertThat(signIn.isApplication()).isFalse();
        assertThat(signIn.userName()).isEqualTo("ann@contoso.example");
    }

    @Test
    @DisplayName("security 8: an expired token is refused")
    void expiredTokenIsRefusedEvenWhenItIsRemembered() {
        String token = issuer.forUser(GRANT, "ann");
        verifier.verify(token, ADDRESS);

        now = now.plus(TokenIssuer.LIFETIME).plus(TokenVerifier.CLOCK_SKEW);

        assertThatThrownBy(() -> verifier.verify(token, ADDRESS)).isInstanceOfSatisfying(ServiceException.class,
                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.EXPIRED_AUTH_TICKET));
    }

    @Test
    void clocksMayDifferALittle() {
        String token = issuer.forUser(GRANT, "ann");

        now = now.plus(TokenIssuer.LIFETIME).plus(Duration.ofSeconds(60));

        assertThat(verifier.verify(token, ADDRESS).userName()).isEqualTo("ann");
    }

    @Test
    void tokenOfTheFutureIsRefused() {
        String token = issuer.forUser(GRANT, "ann");

        now = now.minus(Duration.ofMinutes(10));

        assertRefused(token, "not valid before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://localhost:8443/", "https://localhost:8443", "http://127.0.0.1:8440//"})
    @DisplayName("security 7: the audience is accepted with and without a slash at its end")
    void audienceMayEndInASlash(String audience) {
        String token = issuer.forUser(new TokenIssuer.Grant(ADDRESS, audience), "ann");

        assertThat(verifier.verify(token, ADDRESS).userName()).isEqualTo("ann");
    }

    @Test
    @DisplayName("security 7: a token for another server is refused")
    void otherAudienceIsRefused() {
        String token = issuer.forUser(new TokenIssuer.Grant(ADDRESS, "https://other.example"), "ann");

        assertRefused(token, "https://other.example");
        assertRefused(token, "https://other.example");
    }

    @Test
    @DisplayName("security 8: a wrong signature is refused")
    void tokenOfAnotherKeyIsRefused(@TempDir Path other) throws Exception {
        Credentials others = Credentials.openOrCreate(other, "admin");
        String token = new TokenIssuer(others, clock).forAdministrator(GRANT);

        assertRefused(token, "not signed by an issuer");
    }

    @Test
    void tokenOfAnotherTenantIsRefused() throws Exception {
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(credentials.key().getKeyID()).build(),
                claims().claim("tid", "another").build());
        token.sign(new RSASSASigner(credentials.key()));

        assertRefused(token.serialize(), "another tenant");
    }

    @Test
    void changedClaimsAreRefused() {
        String[] parts = issuer.forUser(GRANT, "ann").split("\\.", -1);
        String[] others = issuer.forAdministrator(GRANT).split("\\.", -1);

        assertRefused(parts[0] + "." + others[1] + "." + parts[2], "not signed by an issuer");
    }

    @Test
    void unsignedTokenIsRefused() {
        assertRefused(new PlainJWT(claims().build()).serialize(), "not a signed JSON Web Token");
    }

    @Test
    void publicKeyUsedAsASecretIsRefused() throws Exception {
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(credentials.key().getKeyID()).build(),
                claims().build());
        token.sign(new MACSigner(credentials.key().toRSAPublicKey().getEncoded()));

        assertRefused(token.serialize(), "not signed by an issuer");
    }

    @Test
    void tokenWithoutEndIsRefused() throws Exception {
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(credentials.key().getKeyID()).build(),
                claims().expirationTime(null).build());
        token.sign(new RSASSASigner(credentials.key()));

        assertRefused(token.serialize(), "exp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "abc", "a.b.c", "eyJhbGciOiJSUzI1NiJ9..", "\u0000", "e30.e30.e30"})
    void garbageIsRefused(String token) {
        assertThatThrownBy(() -> verifier.verify(token, ADDRESS)).isInstanceOfSatisfying(ServiceException.class,
                refusal -> assertThat(refusal.code().kind()).isEqualTo(ErrorCode.Kind.UNAUTHENTICATED));
    }

    @Test
    void endlessTokenIsRefused() {
        assertRefused("a".repeat(TokenVerifier.TOKEN_CHARACTERS_MAX + 1), "longer than");
    }

    @Test
    void credentialFilesAreForTheirOwnerAlone() throws Exception {
        for (String file : List.of("credentials.properties", "issuer.key")) {
            assertThat(
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            directory.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void credentialsAreTheSameWhenOpenedAgain() throws Exception {
        Credentials again = Credentials.openOrCreate(directory, "another");

        assertThat(again.clientId()).isEqualTo(credentials.clientId());
        assertThat(again.key().getKeyID()).isEqualTo(credentials.key().getKeyID());
        assertThat(again.userName()).isEqualTo("admin");
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().issuer(ADDRESS)
                .audience(ADDRESS)
                .expirationTime(Date.from(now.plusSeconds(60)))
                .claim("tid", credentials.tenantId().toString())
                .claim("upn", "admin")
                .claim("scp", "user_impersonation");
    }

    private void assertRefused(String token, String part) {
        assertThatThrownBy(() -> verifier.verify(token, ADDRESS)).isInstanceOfSatisfying(ServiceException.class,
                refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.REQUEST_IS_NOT_AUTHENTICATED);
                    assertThat(refusal.getMessage()).contains(part);
                });
    }
}
