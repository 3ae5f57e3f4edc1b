package dev.colonnade.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Opens a connection to a server, plain or over TLS.
@FunctionalInterface
public interface SocketOpener {

    /// Opens plain connections.
    SocketOpener PLAIN = address -> {
        var socket = new Socket();
        socket.connect(address);
        return socket;
    };

    Socket open(InetSocketAddress address) throws IOException;
}
