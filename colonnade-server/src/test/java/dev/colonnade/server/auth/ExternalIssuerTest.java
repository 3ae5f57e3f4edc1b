package dev.colonnade.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tokens of an OpenID Connect issuer that is not ours: a small one on loopback, with its discovery document and its keys.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalIssuerTest {

    private static final String ADDRESS = "https://localhost:8443";
    private static final String AUDIENCE = "api://colonnade";

    private final Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private RSAKey key;
    private RSAKey strangeKey;
    private HttpServer provider;
    private String issuer;
    private TokenVerifier verifier;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        key = new RSAKeyGenerator(2048).keyID("theirs").generate();
        strangeKey = new RSAKeyGenerator(2048).keyID("nobodys").generate();
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + provider.getAddress().getPort() + "/realm";
        answer("/realm/.well-known/openid-configuration",
                "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/keys\"}");
        answer("/realm/keys", new JWKSet(key.toPublicJWK()).toString());
        provider.start();
        verifier = new TokenVerifier(Credentials.openOrCreate(directory, "admin"), Set.of(),
                List.of(new ExternalIssuer(issuer, Set.of(AUDIENCE))), InstantSource.fixed(now));
    }

    @AfterAll
    void close() {
        provider.stop(0);
    }

    private void answer(String path, String json) {
        provider.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            } catch (IOException e) {
                exchange.close();
            }
        });
    }

    @Test
    void aTokenOfTheIssuerNamesItsUser() throws Exception {
        SignIn signIn = verifier.verify(token(key, issuer, AUDIENCE, "ann@contoso.example"), ADDRESS);

        assertThat(signIn.isOurs()).isFalse();
        assertThat(signIn.isApplication()).isFalse();
        assertThat(signIn.userName()).isEqualTo("ann@contoso.example");
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() throws Exception {
        String token = token(key, issuer, "api://other", "ann");

        assertRefused(token, "api://other");
    }

    @Test
    void aTokenSignedWithAKeyThatTheIssuerDoesNotHaveIsRefused() throws Exception {
        String token = token(strangeKey, issuer, AUDIENCE, "ann");

        assertRefused(token, "not signed by an issuer");
    }

    @Test
    void aTokenOfAnUnknownIssuerIsRefused() throws Exception {
        String token = token(key, issuer + "/elsewhere", AUDIENCE, "ann");

        assertRefused(token, "not signed by an issuer");
    }

    private void assertRefused(String token, String sentence) {
        assertThatThrownBy(() -> verifier.verify(token, ADDRESS)).isInstanceOfSatisfying(ServiceException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_IS_NOT_AUTHENTICATED);
            assertThat(e.getMessage()).contains(sentence);
        });
    }

    private String token(RSAKey signer, String from, String audience, String user) throws JOSEException {
        var claims = new JWTClaimsSet.Builder().issuer(from).audience(audience).subject(user)
                .claim("preferred_username", user).claim("scp", "user_impersonation").issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1)))).build();
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(signer.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(signer));
        return token.serialize();
    }
}
