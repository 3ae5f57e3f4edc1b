package dev.colonnade.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Properties;
import java.util.UUID;

/// What the data directory holds for signing in: the issuer's key, and the administrator's credential. Whoever can read these
/// files is the administrator, so only the owner may. Immutable.
///
/// - `credentials.properties`: tenant, client id, client secret and user name of the administrator, to be read by people.
/// - `issuer.key`: the private key in PEM (PKCS #8).
///
/// @param tenantId name of this server as an authority
/// @param clientId client id that stands for the administrator
/// @param secretHash what is kept in memory of the client secret
/// @param userName user name of the administrator
/// @param key key pair that signs tokens
public record Credentials(UUID tenantId, UUID clientId, SecretHash secretHash, String userName, RSAKey key) {

    private static final String FILE = "credentials.properties";
    private static final String KEY_FILE = "issuer.key";
    private static final int KEY_BITS = 2048;

    /// Reads the credentials of a data directory, and makes them first when it has none.
    ///
    /// @param userName user name of the administrator, used when they are made
    public static Credentials openOrCreate(Path directory, String userName) throws IOException {
        if (!Files.exists(directory.resolve(FILE))) {
            writePrivately(directory.resolve(FILE), newCredential(userName));
        }
        if (!Files.exists(directory.resolve(KEY_FILE))) {
            writePrivately(directory.resolve(KEY_FILE), newKey());
        }
        return open(directory);
    }

    /// Reads the credentials of a data directory.
    ///
    /// @throws java.nio.file.NoSuchFileException when the directory has none yet
    public static Credentials open(Path directory) throws IOException {
        var values = new Properties();
        values.load(new StringReader(Files.readString(directory.resolve(FILE))));
        try {
            return new Credentials(UUID.fromString(value(values, "tenant.id")), UUID.fromString(value(values,
                    "client.id")), SecretHash.of(value(values, "client.secret"), new SecureRandom()),
                    value(values, "user.name"), readKey(directory.resolve(KEY_FILE)));
        } catch (IllegalArgumentException e) {
            throw new IOException("The file " + directory.resolve(FILE) + " is damaged: " + e.getMessage(), e);
        }
    }

    private static String value(Properties values, String name) throws IOException {
        String value = values.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new IOException("The file " + FILE + " of the data directory has no line '" + name + "'.");
        }
        return value.strip();
    }

    private static String newCredential(String userName) {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return """
                # The administrator of this Colonnade. Keep it secret: whoever reads this file may do everything.
                tenant.id=%s
                client.id=%s
                client.secret=%s
                user.name=%s
                """.formatted(UUID.randomUUID(), UUID.randomUUID(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret), userName);
    }

    private static String newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(encoded)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make RSA keys.", e);
        }
    }

    private static RSAKey readKey(Path file) throws IOException {
        try {
            String text = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
            var factory = KeyFactory.getInstance("RSA");
            var secret = (RSAPrivateCrtKey) factory.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
            var open = (RSAPublicKey) factory.generatePublic(
                    new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
            return new RSAKey.Builder(open).privateKey(secret)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint()
                    .build();
        } catch (GeneralSecurityException | JOSEException | IllegalArgumentException e) {
            throw new IOException("The key in " + file + " is damaged.", e);
        }
    }

    /// The file is made for its owner alone from the first byte on, and appears whole or not at all.
    private static void writePrivately(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
        Files.move(draft, file);
    }

    /// Shows no secret.
    @Override
    public String toString() {
        return "Credentials[tenant=" + tenantId + ", client=" + clientId + "]";
    }
}
