package dev.colonnade.bench;

import dev.colonnade.bench.load.LoadClient;
import dev.colonnade.bench.load.LoadResult;
import dev.colonnade.bench.load.LoadWindow;
import dev.colonnade.bench.load.SocketOpener;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Colonnade's action at half of the rate that it can keep up, over connections that stay open: what a client waits when the
/// server is busy but not full.
final class HalfLoad {

    private static final int CONNECTIONS = 16;
    private static final int TRIES = 4;
    private static final Duration LEAD = Duration.ofSeconds(1);

    private HalfLoad() {}

    /// @param perSecond greatest rate
    /// @param load what came of half of it
    record Outcome(double perSecond, LoadResult load) {}

    static Outcome overHttp(Variant variant, Duration length) throws IOException, InterruptedException {
        return run(variant.target(Ask.ACTION), SocketOpener.PLAIN, length);
    }

    /// @param authority certificate of the authority that the server's certificate is signed by
    static Outcome overHttps(Variant variant, int httpsPort, Path authority, Duration length) throws IOException,
            InterruptedException {
        LoadClient.Target plain = variant.target(Ask.ACTION);
        var target = new LoadClient.Target(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), httpsPort), plain
                .request(), plain.status());
        SSLSocketFactory sockets = trusting(authority);
        return run(target, address -> sockets.createSocket(address.getAddress(), address.getPort()), length);
    }

    private static Outcome run(LoadClient.Target target, SocketOpener sockets, Duration length) throws IOException,
            InterruptedException {
        LoadClient.saturated(target, sockets, CONNECTIONS, new LoadWindow(LEAD, length));
        double most = most(target, sockets, length);
        return new Outcome(most, LoadClient.paced(target, sockets, CONNECTIONS, most / 2, new LoadWindow(LEAD, length
                .multipliedBy(2))));
    }

    /// Measures until there is something to measure, as [Course] does.
    private static double most(LoadClient.Target target, SocketOpener sockets, Duration length) throws IOException,
            InterruptedException {
        String failure = null;
        for (int tries = 0; tries < TRIES; tries++) {
            LoadResult load = LoadClient.saturated(target, sockets, CONNECTIONS,
                    new LoadWindow(LEAD, length.multipliedBy(
                            1L << tries)));
            if (load.requests() > 0) {
                return load.perSecond();
            }
            failure = load.firstFailure();
        }
        throw new IOException("The action was not answered: " + failure);
    }

    private static SSLSocketFactory trusting(Path authority) throws IOException {
        try (InputStream in = Files.newInputStream(authority)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("The authority of the server cannot be trusted: " + e.getMessage(), e);
        }
    }
}
