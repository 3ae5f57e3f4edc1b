package dev.colonnade.server.exchange;

import dev.colonnade.engine.Cancellation;
import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Knows whether the clients of requests under way are still there, and cancels what is done for one that is gone. A connection
/// is looked at only when its request has been under way for a while: then it is read ahead, which ends when the client sends its
/// next request, or closes. Short requests pay two writes to a field. Safe for use by several threads.
public final class ClientWatch implements AutoCloseable {

    /// How long a request is under way before anybody asks for its client.
    static final Duration PATIENCE = Duration.ofMillis(500);

    private static final Duration ROUND = Duration.ofMillis(250);

    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private final LongAdder gone = new LongAdder();
    private final ScheduledExecutorService executor = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("colonnade-clients").factory());
    private final ScheduledFuture<?> rounds = executor.scheduleWithFixedDelay(this::look, ROUND.toMillis(),
            ROUND.toMillis(), TimeUnit.MILLISECONDS);

    private void look() {
        long startedBefore = System.nanoTime() - PATIENCE.toNanos();
        connections.forEach(connection -> connection.lookAt(startedBefore));
    }

    /// HTTP/1.1 on connections that are watched.
    public ServerConnectionSelector http(Http1Config config) {
        Http1ConnectionSelector http = Http1ConnectionSelector.builder().config(config).build();
        return new ServerConnectionSelector() {

            @Override
            public int bytesToIdentifyConnection() {
                return http.bytesToIdentifyConnection();
            }

            @Override
            public Support supports(BufferData data) {
                return http.supports(data);
            }

            @Override
            public Set<String> supportedApplicationProtocols() {
                return http.supportedApplicationProtocols();
            }

            @Override
            public ServerConnection connection(ConnectionContext context) {
                return new ClientConnection(context, http, ClientWatch.this);
            }
        };
    }

    /// Says that a request of this thread's connection is under way, until what comes back is closed.
    public Waiting watch() {
        ClientConnection connection = ClientConnection.current();
        var waiting = new Waiting(connection);
        if (connection != null) {
            connection.begin(waiting);
        }
        return waiting;
    }

    /// Requests whose clients went away before their answers were there.
    public long gone() {
        return gone.sum();
    }

    void countGone() {
        gone.increment();
    }

    void open(ClientConnection connection) {
        connections.add(connection);
    }

    void close(ClientConnection connection) {
        connections.remove(connection);
    }

    @Override
    public void close() {
        rounds.cancel(false);
        executor.shutdownNow();
    }

    /// A client that waits for the answer to a request.
    public static final class Waiting implements AutoCloseable {

        private final @Nullable ClientConnection connection;
        private final Cancellation cancellation = new Cancellation();
        private final long since = System.nanoTime();

        private Waiting(@Nullable ClientConnection connection) {
            this.connection = connection;
        }

        /// Cancelled when the client goes away.
        public Cancellation cancellation() {
            return cancellation;
        }

        /// When the request began, by [System#nanoTime()].
        long since() {
            return since;
        }

        @Override
        public void close() {
            if (connection != null) {
                connection.end();
            }
        }
    }
}
