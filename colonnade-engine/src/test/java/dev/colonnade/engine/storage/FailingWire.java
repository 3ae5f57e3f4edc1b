package dev.colonnade.engine.storage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A wire between a server and its PostgreSQL that lets one round trip fail: the n-th after it was armed. What listens for
/// notifications is not counted. The server knows nothing of it: it is another port. Safe for use by several threads.
public final class FailingWire implements AutoCloseable {

    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;

    /// What PostgreSQL is made to say instead of doing its work.
    static final String REFUSAL = "said by the wire";

    private final int databasePort;
    private final ServerSocket door;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private @Nullable Failure armed;
    private int left;
    private @Nullable String hit;

    private FailingWire(int databasePort, ServerSocket door) {
        this.databasePort = databasePort;
        this.door = door;
    }

    /// How a round trip fails.
    public enum Failure {
        /// The connection is lost before PostgreSQL hears of the statement.
        LOST,
        /// PostgreSQL refuses the statement.
        REFUSED,
        /// PostgreSQL commits, and the connection is lost before its answer comes. Counts commits only: of what is not
        /// committed nothing is left, whatever is lost.
        COMMITTED
    }

    public static FailingWire open(DatabaseConfig config) {
        int port = Integer.parseInt(config.jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1"));
        try {
            var wire = new FailingWire(port, new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
            Thread.ofVirtual().name("failing-wire").start(wire::accept);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same database by way of this wire.
    public DatabaseConfig through(DatabaseConfig config) {
        String url = config.jdbcUrl().replace(":" + databasePort + "/", ":" + door.getLocalPort() + "/");
        return new DatabaseConfig(url, config.user(), config.password(), config.schema(), config.connections(),
                config.statementTime());
    }

    /// Lets a round trip fail.
    ///
    /// @param number 1 for the next one
    public synchronized void arm(int number, Failure failure) {
        armed = failure;
        left = number;
        hit = null;
    }

    /// Lets nothing fail any more.
    ///
    /// @return the statement that failed; `null` when it did not come to that
    public synchronized @Nullable String disarm() {
        armed = null;
        return hit;
    }

    private synchronized @Nullable Failure next(String statement) {
        Failure failure = armed;
        if (failure == null || (failure == Failure.COMMITTED && !statement.equalsIgnoreCase("commit"))) {
            return null;
        }
        left--;
        if (left > 0) {
            return null;
        }
        armed = null;
        hit = statement;
        return failure;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                var line = new Line(client, new Socket(InetAddress.ofLiteral("127.0.0.1"), databasePort));
                lines.add(line);
                Thread.ofVirtual().start(() -> line.pump(line::fromClient));
                Thread.ofVirtual().start(() -> line.pump(line::fromServer));
            } catch (IOException e) {
                // Closed, or a client that went away.
            }
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lines.forEach(Line::cut);
        }
    }

    @FunctionalInterface
    private interface Direction {

        void run() throws IOException;
    }

    /// One connection. The texts of its prepared statements are kept, for a later round trip names them only.
    private final class Line {

        private final Socket client;
        private final Socket server;
        private final Map<String, String> prepared = new HashMap<>();
        private final ByteArrayOutputStream group = new ByteArrayOutputStream();
        private String statement = "";
        private boolean isListening;
        private final AtomicInteger awaited = new AtomicInteger(1);
        private volatile boolean keepsAnswer;

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pump(Direction direction) {
            try {
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                direction.run();
            } catch (IOException e) {
                // One end is gone, so the other goes too.
            } finally {
                cut();
            }
        }

        void cut() {
            lines.remove(this);
            for (Socket socket : new Socket[]{client, server}) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        void fromClient() throws IOException {
            var in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            var out = new DataOutputStream(new BufferedOutputStream(server.getOutputStream()));
            greet(in, out);
            while (true) {
                byte type = in.readByte();
                byte[] body = in.readNBytes(in.readInt() - Integer.BYTES);
                read(type, body);
                var frame = new DataOutputStream(group);
                frame.writeByte(type);
                frame.writeInt(body.length + Integer.BYTES);
                frame.write(body);
                if (type == 'S' || type == 'Q') {
                    send(out);
                } else if (type != 'P' && type != 'B' && type != 'D' && type != 'E' && type != 'C') {
                    group.writeTo(out);
                    group.reset();
                    out.flush();
                }
            }
        }

        private void greet(DataInputStream in, DataOutputStream out) throws IOException {
            while (true) {
                int length = in.readInt();
                byte[] body = in.readNBytes(length - Integer.BYTES);
                int code = new DataInputStream(new java.io.ByteArrayInputStream(body)).readInt();
                if (code == SSL_REQUEST || code == GSS_REQUEST) {
                    client.getOutputStream().write('N');
                } else {
                    out.writeInt(length);
                    out.write(body);
                    out.flush();
                    return;
                }
            }
        }

        private void read(byte type, byte[] body) {
            String[] words = new String(body, StandardCharsets.ISO_8859_1).split("\0", 3);
            switch (type) {
                case 'Q' -> statement = words[0];
                case 'P' -> prepared.put(words[0], words[1]);
                case 'B' -> statement = prepared.getOrDefault(words[1], "");
                default -> {
                    return;
                }
            }
            isListening |= statement.startsWith("listen ");
        }

        private void send(DataOutputStream out) throws IOException {
            // The driver sends it along with the first statement, so the two are one round trip.
            boolean isBegin = statement.equals("BEGIN");
            Failure failure = isListening || isBegin ? null : next(statement);
            if (failure == Failure.LOST) {
                throw new IOException("lost");
            }
            if (failure == Failure.REFUSED) {
                awaited.incrementAndGet();
                refuse(out);
            } else {
                awaited.incrementAndGet();
                keepsAnswer = failure == Failure.COMMITTED;
                group.writeTo(out);
            }
            group.reset();
            out.flush();
        }

        /// What comes back has the form that the driver awaits: an error, and that the connection is ready again.
        private static void refuse(DataOutputStream out) throws IOException {
            byte[] text = ("do $$ begin raise exception '" + REFUSAL + "' using errcode = 'XX000'; end $$\0")
                    .getBytes(StandardCharsets.UTF_8);
            out.writeByte('Q');
            out.writeInt(text.length + Integer.BYTES);
            out.write(text);
        }

        void fromServer() throws IOException {
            var in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
            var out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
            while (true) {
                byte type = in.readByte();
                byte[] body = in.readNBytes(in.readInt() - Integer.BYTES);
                boolean isDone = type == 'Z' && awaited.decrementAndGet() <= 0;
                if (keepsAnswer) {
                    if (isDone) {
                        throw new IOException("lost");
                    }
                    continue;
                }
                out.writeByte(type);
                out.writeInt(body.length + Integer.BYTES);
                out.write(body);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        }
    }
}
