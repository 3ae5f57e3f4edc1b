package dev.colonnade.bench;

import dev.colonnade.bench.load.LoadClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// One of those that are compared: a server, and how it is asked.
///
/// @param name as in the report
/// @param port port on this machine
/// @param database database of the server
record Variant(String name, long pid, int port, String database, Map<Ask, LoadClient.Target> targets) {

    static Variant of(String name, long pid, int port, String database, Requests requests) {
        var targets = new LinkedHashMap<Ask, LoadClient.Target>();
        for (Ask ask : Ask.values()) {
            targets.put(ask,
                    new LoadClient.Target(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                            requests.request(ask),
                            requests.status(ask)));
        }
        return new Variant(name, pid, port, database, Map.copyOf(targets));
    }

    LoadClient.Target target(Ask ask) {
        LoadClient.Target target = targets.get(ask);
        if (target == null) {
            throw new IllegalStateException(name + " is not asked for " + ask + ".");
        }
        return target;
    }
}
