package dev.colonnade.bench;

import dev.colonnade.bench.watch.CpuWatch;
import dev.colonnade.server.auth.Credentials;
import dev.colonnade.server.auth.TokenIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// How long Colonnade takes from the start of its process, its embedded PostgreSQL included, to the first answer that comes from
/// the database.
///
/// @param hasCache whether the server's JVM used a cache of what it learned in an earlier start
/// @param firstSeconds with an empty data directory
/// @param warmSeconds with the data directory of the first start, median
/// @param residentBytes memory of the server's process after the first answer of a warm start
record StartTimes(boolean hasCache, double firstSeconds, double warmSeconds, long residentBytes) {

    private static final int WARM_STARTS = 5;
    private static final String FIRST_ANSWER = "queues?$select=name&$top=1";

    /// What one start gave.
    private record Start(double seconds, long residentBytes, boolean hasCache) {}

    /// @param root directory of the launcher
    /// @param work directory for data
    static StartTimes measure(Path root, Path work) throws IOException {
        Path data = work.resolve("start");
        // Signing a token for the first time loads many classes, which is no part of the server's start.
        token(Credentials.openOrCreate(Files.createDirectories(work.resolve("nobody")), "nobody"),
                "http://127.0.0.1:1");
        Start first = start(root, data);
        var seconds = new ArrayList<Double>();
        Start warm = first;
        for (int i = 0; i < WARM_STARTS; i++) {
            warm = start(root, data);
            seconds.add(warm.seconds());
        }
        return new StartTimes(warm.hasCache(), first.seconds(), Statistics.median(seconds), warm.residentBytes());
    }

    private static Start start(Path root, Path data) throws IOException {
        try (ColonnadeNode node = ColonnadeNode.start(root, data, null, List.of(), "")) {
            String address = "http://" + node.host();
            try (var client = new WebClient(node.webApi(), token(Credentials.open(data), address))) {
                client.get(FIRST_ANSWER);
                double seconds = (System.nanoTime() - node.startedNanos()) / 1e9;
                return new Start(seconds, CpuWatch.residentBytes(node.pid()), CpuWatch.title(node.pid()).contains(
                        "-XX:AOTCache="));
            }
        }
    }

    private static String token(Credentials credentials, String address) {
        return new TokenIssuer(credentials, InstantSource.system()).forAdministrator(new TokenIssuer.Grant(address + "/"
                + credentials.tenantId() + "/v2.0", address));
    }
}
