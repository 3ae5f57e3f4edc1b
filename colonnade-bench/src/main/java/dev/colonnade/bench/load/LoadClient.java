package dev.colonnade.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Puts load on a server, with connections that are kept open, and measures it.
public final class LoadClient {

    private LoadClient() {}

    /// What is sent where, and which status is a success.
    ///
    /// @param request the requests; each counts on
    /// @param status status of a good answer
    public record Target(InetSocketAddress address, RequestTemplate request, int status) {}

    /// A closed loop: each connection sends its next request as soon as the answer to the last one is there. One thread serves
    /// all connections.
    ///
    /// @throws IOException when the server cannot be reached
    public static LoadResult closedLoop(Target target, int connections, LoadWindow window) throws IOException {
        try (var loop = new ClosedLoop(target, connections)) {
            return loop.run(window);
        }
    }

    /// Requests at a fixed rate, spread evenly over connections, each with a thread of its own. The time of an answer counts
    /// from the moment at which its request was due, so that a server that stalls does not thin out its own measurements.
    ///
    /// @param sockets opens connections; TLS or not is its business
    public static LoadResult paced(Target target, SocketOpener sockets, int connections, double perSecond,
            LoadWindow window) throws IOException, InterruptedException {
        if (perSecond <= 0) {
            throw new IllegalArgumentException("A rate must be positive: " + perSecond);
        }
        return new PacedLoad(target, sockets, connections, Duration.ofNanos((long) (1e9 * connections / perSecond)))
                .run(window);
    }

    /// As many requests as the connections take, each with a thread of its own: the greatest rate of what [#paced] does.
    public static LoadResult saturated(Target target, SocketOpener sockets, int connections, LoadWindow window)
            throws IOException, InterruptedException {
        return new PacedLoad(target, sockets, connections, Duration.ZERO).run(window);
    }
}
