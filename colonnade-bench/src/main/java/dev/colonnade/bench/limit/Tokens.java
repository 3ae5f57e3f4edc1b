package dev.colonnade.bench.limit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks bearer tokens: the signature once for each token, its time at every request.
final class Tokens {

    private static final Pattern EXPIRY = Pattern.compile("\"exp\":(\\d+)");

    private final PublicKey key;
    private final Map<String, Instant> verified = new ConcurrentHashMap<>();

    Tokens(PublicKey key) {
        this.key = key;
    }

    boolean isGood(String token) {
        Instant expiry = verified.get(token);
        if (expiry == null) {
            expiry = verify(token);
            verified.put(token, expiry);
        }
        return Instant.now().isBefore(expiry);
    }

    private Instant verify(String token) {
        int payload = token.indexOf('.');
        int signature = token.lastIndexOf('.');
        if (payload < 0 || signature <= payload) {
            return Instant.MIN;
        }
        try {
            var verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(token.substring(0, signature).getBytes(StandardCharsets.US_ASCII));
            if (!verifier.verify(Base64.getUrlDecoder().decode(token.substring(signature + 1)))) {
                return Instant.MIN;
            }
        } catch (GeneralSecurityException e) {
            return Instant.MIN;
        }
        String claims = new String(Base64.getUrlDecoder().decode(token.substring(payload + 1, signature)),
                StandardCharsets.UTF_8);
        Matcher expiry = EXPIRY.matcher(claims);
        return expiry.find() ? Instant.ofEpochSecond(Long.parseLong(expiry.group(1))) : Instant.MIN;
    }
}
