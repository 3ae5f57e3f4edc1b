package dev.colonnade.server.exchange;

import dev.colonnade.server.exchange.ClientWatch.Waiting;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// A connection of the HTTP server whose bytes can be read ahead of its requests. One thread handles its requests one after the
/// other, and reads their bytes; while a request is worked on nobody reads, so another thread may: what it reads is kept for the
/// next request, and an end of the stream tells that the client is gone.
final class ClientConnection implements ServerConnection, ConnectionContext, InterruptableTask<Void> {

    /// The connection whose requests a thread handles. Helidon shows handlers no more of it than addresses.
    private static final ScopedValue<ClientConnection> CURRENT = ScopedValue.newInstance();

    private final ConnectionContext context;
    private final ClientWatch watch;
    private final DataReader source;
    private final DataReader reader = DataReader.create(this::next);
    private final ServerConnection http;
    private volatile @Nullable Waiting waiting;
    /// Guards the two fields below: at any time one thread reads at most.
    private final Object turn = new Object();
    private boolean isReading;
    private @Nullable CompletableFuture<byte @Nullable []> ahead;

    ClientConnection(ConnectionContext context, ServerConnectionSelector http, ClientWatch watch) {
        this.context = context;
        this.watch = watch;
        this.source = context.dataReader();
        this.http = http.connection(this);
    }

    /// The connection whose request this thread works on; `null` when it is none of a watched connection.
    static @Nullable ClientConnection current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        watch.open(this);
        try {
            ScopedValue.where(CURRENT, this).call(() -> {
                http.handle(limit);
                return null;
            });
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("A connection ends in no such exception.", e);
        } finally {
            watch.close(this);
        }
    }

    void begin(Waiting request) {
        waiting = request;
    }

    void end() {
        waiting = null;
    }

    /// Reads ahead for a request that is under way for long; not again while that goes on.
    ///
    /// @param startedBefore by [System#nanoTime()]
    void lookAt(long startedBefore) {
        Waiting request = waiting;
        if (request == null || request.since() - startedBefore > 0) {
            return;
        }
        var bytes = new CompletableFuture<byte @Nullable []>();
        synchronized (turn) {
            if (isReading || ahead != null) {
                return;
            }
            ahead = bytes;
        }
        Thread.ofVirtual().name("colonnade-client").start(() -> readAhead(bytes));
    }

    private void readAhead(CompletableFuture<byte @Nullable []> bytes) {
        try {
            byte[] read = read();
            if (read == null) {
                clientIsGone();
            }
            bytes.complete(read);
        } catch (RuntimeException e) {
            clientIsGone();
            bytes.completeExceptionally(e);
        }
    }

    private void clientIsGone() {
        Waiting request = waiting;
        if (request != null) {
            watch.countGone();
            request.cancellation().cancel();
        }
    }

    /// The next bytes of the client; `null` at their end.
    private byte @Nullable [] next() {
        CompletableFuture<byte @Nullable []> read;
        synchronized (turn) {
            isReading = true;
            read = ahead;
        }
        try {
            return read == null ? read() : await(read);
        } finally {
            synchronized (turn) {
                isReading = false;
                ahead = null;
            }
        }
    }

    private byte @Nullable [] read() {
        try {
            source.ensureAvailable();
        } catch (DataReader.InsufficientDataAvailableException _) {
            return null;
        }
        return source.readBytes(source.available());
    }

    private byte @Nullable [] await(CompletableFuture<byte @Nullable []> read) {
        try {
            return read.get();
        } catch (InterruptedException e) {
            // As it is for who reads from the socket itself: an interrupted connection is closed.
            Thread.currentThread().interrupt();
            context.serverSocket().close();
            throw new ServerConnectionException("The connection was interrupted.", e);
        } catch (ExecutionException e) {
            throw new ServerConnectionException("The connection broke.", e.getCause());
        }
    }

    @Override
    public boolean canInterrupt() {
        return http instanceof InterruptableTask<?> task && task.canInterrupt();
    }

    @Override
    public Duration idleTime() {
        return http.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
        http.close(interrupt);
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public DataWriter dataWriter() {
        return context.dataWriter();
    }

    @Override
    public ListenerContext listenerContext() {
        return context.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return context.executor();
    }

    @Override
    public Router router() {
        return context.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return context.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return context.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return context.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return context.localPeer();
    }

    @Override
    public boolean isSecure() {
        return context.isSecure();
    }

    @Override
    public String socketId() {
        return context.socketId();
    }

    @Override
    public String childSocketId() {
        return context.childSocketId();
    }
}
