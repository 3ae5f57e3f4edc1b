package dev.colonnade.server.auth;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// A secret that can be compared with but not read: PBKDF2 with a salt of its own. Immutable.
public final class SecretHash {

    /// A guess at a long random secret is hopeless already; the rounds protect secrets that people chose, at some
    /// milliseconds for each token request.
    private static final int ROUNDS = 100_000;
    private static final int HASH_BITS = 256;
    private static final int SALT_BYTES = 16;

    private final byte[] salt;
    private final byte[] hash;

    private SecretHash(byte[] salt, byte[] hash) {
        this.salt = salt;
        this.hash = hash;
    }

    public static SecretHash of(String secret, SecureRandom random) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new SecretHash(salt, derive(secret, salt));
    }

    /// Whether a secret is the one that was hashed; takes the same time for every wrong one.
    public boolean matches(String secret) {
        return MessageDigest.isEqual(hash, derive(secret, salt));
    }

    private static byte[] derive(String secret, byte[] salt) {
        var specification = new PBEKeySpec(secret.toCharArray(), salt, ROUNDS, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(specification).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java knows no PBKDF2.", e);
        } finally {
            specification.clearPassword();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretHash that && Arrays.equals(salt, that.salt) && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }
}
