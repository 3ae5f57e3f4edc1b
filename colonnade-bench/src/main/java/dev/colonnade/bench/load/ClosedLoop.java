package dev.colonnade.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// See [LoadClient#closedLoop]. Belongs to one thread.
final class ClosedLoop implements AutoCloseable {

    private static final int READ_BYTES = 256 * 1024;
    private static final long SELECT_MILLIS = 50;
    /// How long the answers to the last requests are waited for.
    private static final Duration DRAIN_TIME = Duration.ofSeconds(10);
    private static final int FAILURES_MAX = 1_000;

    private final LoadClient.Target target;
    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);
    private final Histogram nanos = Histograms.create();
    private long requests;
    private long failures;
    private @Nullable String firstFailure;
    private boolean isCounting;
    private boolean isEnding;
    private int underWay;

    ClosedLoop(LoadClient.Target target, int count) throws IOException {
        this.target = target;
        this.selector = Selector.open();
        for (int i = 0; i < count; i++) {
            connections.add(new Connection());
        }
    }

    LoadResult run(LoadWindow window) throws IOException {
        long start = System.nanoTime();
        for (Connection connection : connections) {
            connection.send();
        }
        serve(start + window.lead().toNanos());
        isCounting = true;
        window.opened().run();
        long opened = System.nanoTime();
        serve(opened + window.length().toNanos());
        long closed = System.nanoTime();
        window.closed().run();
        isCounting = false;
        drain();
        return new LoadResult(requests, failures, firstFailure, (closed - opened) / 1e9, nanos);
    }

    private void serve(long until) throws IOException {
        while (System.nanoTime() < until) {
            selector.select(this::answered, SELECT_MILLIS);
        }
    }

    private void drain() throws IOException {
        isEnding = true;
        long deadline = System.nanoTime() + DRAIN_TIME.toNanos();
        while (underWay > 0 && System.nanoTime() < deadline) {
            selector.select(this::answered, SELECT_MILLIS);
        }
    }

    private void answered(SelectionKey key) {
        var connection = (Connection) key.attachment();
        try {
            connection.read();
        } catch (IOException e) {
            failed(String.valueOf(e.getMessage()));
            underWay--;
            connection.replace();
        }
    }

    private void failed(String what) {
        if (firstFailure == null) {
            firstFailure = what;
        }
        if (++failures > FAILURES_MAX) {
            throw new IllegalStateException("More than " + FAILURES_MAX + " requests failed; the first one: "
                    + firstFailure);
        }
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.channel.close();
        }
        selector.close();
    }

    /// One connection with at most one request under way.
    private final class Connection {

        private final ByteBuffer out = ByteBuffer.allocateDirect(target.request().length());
        private ResponseParser parser = new ResponseParser();
        private SocketChannel channel;
        private long sent;

        private Connection() throws IOException {
            channel = open();
        }

        private SocketChannel open() throws IOException {
            SocketChannel opened = SocketChannel.open(target.address());
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            opened.configureBlocking(false);
            opened.register(selector, SelectionKey.OP_READ, this);
            return opened;
        }

        /// Requests are far smaller than the buffers of a socket, and only one is under way.
        private void send() throws IOException {
            target.request().next(out);
            underWay++;
            sent = System.nanoTime();
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        private void read() throws IOException {
            in.clear();
            if (channel.read(in) < 0) {
                throw new EOFException("The server closed a connection.");
            }
            in.flip();
            if (!parser.read(in)) {
                return;
            }
            underWay--;
            count();
            if (!parser.isKeptOpen()) {
                replace();
            } else if (!isEnding) {
                send();
            }
        }

        private void count() {
            if (parser.status() != target.status()) {
                failed("An answer had the status " + parser.status() + " instead of " + target.status() + ".");
            } else if (isCounting) {
                requests++;
                nanos.recordValue(Math.min(System.nanoTime() - sent, Histograms.NANOS_MAX));
            }
        }

        private void replace() {
            try {
                channel.close();
                parser = new ResponseParser();
                if (!isEnding) {
                    channel = open();
                    send();
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("The server cannot be reached any more", e);
            }
        }
    }
}
