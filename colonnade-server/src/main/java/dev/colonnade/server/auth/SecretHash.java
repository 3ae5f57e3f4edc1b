package dev.colonnade.server.auth;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// A secret that can be compared with but not read: PBKDF2 with a salt of its own. Immutable.
public final class SecretHash {

    /// The rounds protect secrets that people chose, at some ten milliseconds for each token request. A guess at a long secret,
    /// such as the one that a first start makes, is hopeless already; there they would only make starts and tokens dear.
    private static final int ROUNDS = 100_000;
    private static final int LONG_CHARACTERS = 40;
    private static final int HASH_BITS = 256;
    private static final int SALT_BYTES = 16;

    private final byte[] salt;
    private final int rounds;
    private final byte[] hash;

    private SecretHash(byte[] salt, int rounds, byte[] hash) {
        this.salt = salt;
        this.rounds = rounds;
        this.hash = hash;
    }

    public static SecretHash of(String secret, SecureRandom random) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        int rounds = secret.length() < LONG_CHARACTERS ? ROUNDS : 1;
        return new SecretHash(salt, rounds, derive(secret, salt, rounds));
    }

    /// Whether a secret is the one that was hashed; takes the same time for every wrong one.
    public boolean matches(String secret) {
        return MessageDigest.isEqual(hash, derive(secret, salt, rounds));
    }

    private static byte[] derive(String secret, byte[] salt, int rounds) {
        var specification = new PBEKeySpec(secret.toCharArray(), salt, rounds, HASH_BITS);
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
