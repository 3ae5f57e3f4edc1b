package dev.colonnade.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// See [LoadClient#paced].
final class PacedLoad {

    private static final int READ_BYTES = 32 * 1024;
    private static final int READ_MILLIS_MAX = 30_000;
    private static final Duration LAG_MAX = Duration.ofSeconds(20);

    private final LoadClient.Target target;
    private final SocketOpener sockets;
    private final int connections;
    private final Duration interval;

    /// @param interval time from one request of a connection to its next; zero for none
    PacedLoad(LoadClient.Target target, SocketOpener sockets, int connections, Duration interval) {
        this.target = target;
        this.sockets = sockets;
        this.connections = connections;
        this.interval = interval;
    }

    /// Moments of the window, in nanoseconds of the clock.
    private record Times(long first, long opened, long closed) {}

    private record Part(long requests, long failures, @Nullable String firstFailure, Histogram nanos) {}

    LoadResult run(LoadWindow window) throws IOException, InterruptedException {
        var open = new ArrayList<Socket>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                Socket socket = sockets.open(target.address());
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(READ_MILLIS_MAX);
                open.add(socket);
            }
            return run(window, open, threads);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private LoadResult run(LoadWindow window, List<Socket> open, ExecutorService threads)
            throws InterruptedException {
        long start = System.nanoTime();
        var times = new Times(start, start + window.lead().toNanos(), start + window.lead().plus(window.length())
                .toNanos());
        var parts = new ArrayList<Future<Part>>();
        for (int i = 0; i < open.size(); i++) {
            Socket socket = open.get(i);
            long offset = interval.toNanos() * i / connections;
            parts.add(threads.submit(() -> serve(socket, offset, times)));
        }
        sleepUntil(times.opened());
        window.opened().run();
        sleepUntil(times.closed());
        window.closed().run();
        return sum(parts, window.length());
    }

    private static LoadResult sum(List<Future<Part>> parts, Duration length) throws InterruptedException {
        long requests = 0;
        long failures = 0;
        String firstFailure = null;
        Histogram nanos = Histograms.create();
        for (Future<Part> future : parts) {
            try {
                Part part = future.get();
                requests += part.requests();
                failures += part.failures();
                firstFailure = firstFailure == null ? part.firstFailure() : firstFailure;
                nanos.add(part.nanos());
            } catch (ExecutionException e) {
                throw new IllegalStateException("A connection broke: " + e.getCause(), e);
            }
        }
        return new LoadResult(requests, failures, firstFailure, length.toNanos() / 1e9, nanos);
    }

    private Part serve(Socket socket, long offset, Times times) throws IOException {
        var connection = new Connection(socket);
        ResponseParser parser = connection.parser;
        Histogram nanos = Histograms.create();
        long requests = 0;
        long failures = 0;
        String firstFailure = null;
        for (long due = times.first() + offset; due < times.closed(); due = next(due)) {
            sleepUntil(due);
            requireKeepingUp(due);
            connection.exchange();
            long took = System.nanoTime() - due;
            if (parser.status() != target.status()) {
                failures++;
                firstFailure = "An answer had the status " + parser.status() + " instead of " + target.status() + ".";
            } else if (due >= times.opened()) {
                requests++;
                nanos.recordValue(Math.min(took, Histograms.NANOS_MAX));
            }
        }
        return new Part(requests, failures, firstFailure, nanos);
    }

    private long next(long due) {
        return interval.isZero() ? System.nanoTime() : due + interval.toNanos();
    }

    private static void requireKeepingUp(long due) throws IOException {
        if (System.nanoTime() - due > LAG_MAX.toNanos()) {
            throw new IOException("The server is more than " + LAG_MAX.toSeconds() + " seconds behind the rate.");
        }
    }

    /// One connection with its buffers; each side works on an array, since sockets take nothing else.
    private final class Connection {

        private final ResponseParser parser = new ResponseParser();
        private final byte[] outBytes = new byte[target.request().length()];
        private final byte[] inBytes = new byte[READ_BYTES];
        private final ByteBuffer out = ByteBuffer.wrap(outBytes);
        private final OutputStream output;
        private final InputStream input;

        private Connection(Socket socket) throws IOException {
            output = socket.getOutputStream();
            input = socket.getInputStream();
        }

        private void exchange() throws IOException {
            target.request().next(out);
            output.write(outBytes, 0, out.limit());
            output.flush();
            ByteBuffer in;
            do {
                int bytes = input.read(inBytes);
                if (bytes < 0) {
                    throw new EOFException("The server closed a connection.");
                }
                in = ByteBuffer.wrap(inBytes, 0, bytes);
            } while (!parser.read(in));
        }
    }

    private static void sleepUntil(long moment) {
        long left = moment - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = moment - System.nanoTime();
        }
    }
}
