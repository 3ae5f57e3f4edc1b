package dev.colonnade.engine.plugin;

import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which addresses plug-ins may call: those of the public Internet, and the hosts that the operator names. So a plug-in cannot
/// be used to reach what only the server can reach. Immutable.
final class AddressRules {

    /// Networks beyond those that [InetAddress] knows by a name of their own: address and length of the prefix.
    private static final List<Network> CLOSED = List.of(Network.of("0.0.0.0/8"), Network.of("100.64.0.0/10"),
            Network.of("192.0.0.0/24"), Network.of("192.0.2.0/24"), Network.of("198.18.0.0/15"),
            Network.of("198.51.100.0/24"), Network.of("203.0.113.0/24"), Network.of("240.0.0.0/4"),
            Network.of("fc00::/7"), Network.of("2001::/32"), Network.of("2001:db8::/32"), Network.of("100::/64"));

    /// Networks of version 6 that hold an address of version 4, and at which byte.
    private static final List<Embedding> EMBEDDING = List.of(new Embedding(Network.of("64:ff9b::/96"), 12),
            new Embedding(Network.of("2002::/16"), 2), new Embedding(Network.of("::/96"), 12));

    private final List<String> opened;

    /// @param opened names of hosts that may be called wherever they lead; `*.example.com` stands for all below `example.com`
    AddressRules(List<String> opened) {
        this.opened = opened.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /// Refuses an address that leads to somewhere else than a web server outside.
    ///
    /// Looks up the name of the host, which may take a while. The client that connects afterwards looks it up again; the JVM keeps
    /// answers for 30 seconds (`networkaddress.cache.ttl`), so that it gets the ones that were checked here.
    ///
    /// @throws InvalidPluginExecutionException that names the address
    void requireAllowed(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new InvalidPluginExecutionException(
                    "Plug-ins can call addresses that begin with http:// or https://, not '"
                            + uri + "'.");
        }
        if (uri.getUserInfo() != null) {
            throw new InvalidPluginExecutionException("The address of '" + host + "' must not hold a user name.");
        }
        if (isOpened(host)) {
            return;
        }
        for (InetAddress address : lookUp(host)) {
            if (isClosed(address)) {
                throw new InvalidPluginExecutionException("Plug-ins may not call '" + host + "': it leads to "
                        + address.getHostAddress()
                        + ", which is not on the public Internet. The operator can allow the host with"
                        + " the setting plugin-http-hosts.");
            }
        }
    }

    private static InetAddress[] lookUp(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new InvalidPluginExecutionException("The host '" + host + "' is not known.", e);
        }
    }

    private boolean isOpened(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return opened.stream().anyMatch(pattern -> pattern.startsWith("*.")
                ? name.endsWith(pattern.substring(1))
                : name.equals(pattern));
    }

    static boolean isClosed(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress()
                || address.isSiteLocalAddress() || address.isMulticastAddress()) {
            return true;
        }
        if (CLOSED.stream().anyMatch(network -> network.contains(address))) {
            return true;
        }
        InetAddress inner = embedded(address);
        return inner != null && isClosed(inner);
    }

    private static @Nullable InetAddress embedded(InetAddress address) {
        for (Embedding embedding : EMBEDDING) {
            if (embedding.network.contains(address)) {
                byte[] inner = Arrays.copyOfRange(address.getAddress(), embedding.at, embedding.at + 4);
                try {
                    return InetAddress.getByAddress(inner);
                } catch (UnknownHostException e) {
                    throw new IllegalStateException("Four bytes are an address.", e);
                }
            }
        }
        return null;
    }

    private record Embedding(Network network, int at) {}

    /// Addresses that begin alike.
    private record Network(InetAddress address, int bits) {

        static Network of(String text) {
            int slash = text.indexOf('/');
            return new Network(InetAddress.ofLiteral(text.substring(0, slash)),
                    Integer.parseInt(text.substring(slash + 1)));
        }

        boolean contains(InetAddress other) {
            boolean isOfOneVersion = address instanceof Inet4Address
                    ? other instanceof Inet4Address
                    : other instanceof Inet6Address;
            return isOfOneVersion && beginsAlike(address.getAddress(), other.getAddress());
        }

        private boolean beginsAlike(byte[] one, byte[] other) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
