package dev.colonnade.server.auth;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The public keys of an external issuer, found through its discovery document when the first token of it comes. The keys are
/// kept for some minutes, fetched again when a token names an unknown one, and kept longer while the issuer does not answer.
/// Safe for use by several threads.
final class DiscoveredKeys implements JWKSource<SecurityContext> {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int BYTES_MAX = 1024 * 1024;
    private static final long OUTAGE_MILLIS = 4L * 60 * 60 * 1000;

    private final String issuer;
    private final DefaultResourceRetriever retriever = new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS,
            BYTES_MAX);
    private final ReentrantLock discovery = new ReentrantLock();
    private volatile @Nullable JWKSource<SecurityContext> keys;

    DiscoveredKeys(String issuer) {
        this.issuer = issuer;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        JWKSource<SecurityContext> source = keys;
        if (source == null) {
            source = discover();
        }
        return source.get(selector, context);
    }

    private JWKSource<SecurityContext> discover() throws KeySourceException {
        discovery.lock();
        try {
            JWKSource<SecurityContext> source = keys;
            if (source == null) {
                source = JWKSourceBuilder.create(keysAddress(), retriever).outageTolerant(OUTAGE_MILLIS).build();
                keys = source;
            }
            return source;
        } finally {
            discovery.unlock();
        }
    }

    private URL keysAddress() throws KeySourceException {
        String base = issuer.endsWith("/") ? issuer : issuer + "/";
        try {
            String document = retriever.retrieveResource(url(base + ".well-known/openid-configuration")).getContent();
            String address = JSONObjectUtils.getString(JSONObjectUtils.parse(document), "jwks_uri");
            if (address == null) {
                throw new KeySourceException("The discovery document of " + issuer + " names no 'jwks_uri'.");
            }
            return url(address);
        } catch (IOException | ParseException | IllegalArgumentException e) {
            throw new KeySourceException("The discovery document of " + issuer + " cannot be read.", e);
        }
    }

    private static URL url(String address) throws MalformedURLException {
        return URI.create(address).toURL();
    }
}
