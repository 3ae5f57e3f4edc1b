package dev.colonnade.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.testkit.PluginJar;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A server under load is killed, or its PostgreSQL, or both, at a random moment; again and again on the same data. What was
/// acknowledged is there afterwards, what was not is there as a whole or not at all, and nobody has to lend a hand.
class KillTest {

    private static final int ROUNDS = Boolean.getBoolean("long") ? 50 : 6;
    private static final int GROUPS_BEFORE_A_KILL = 80;
    private static final int GROUPS_AFTER_IT = 20;
    private static final int NANOS_BEFORE_A_KILL = 30_000_000;
    private static final Pattern ROW = Pattern.compile("\"name\":\"([^\"/]+)/(\\d)\",\"accountid\":\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("\"@odata.nextLink\":\"[^\"]*/api/data/v9.2/([^\"]+)\"");

    @TempDir
    private Path directory;

    /// Who is killed.
    enum Victim {
        SERVER,
        DATABASE,
        SESSION,
        SERVER_THEN_DATABASE,
        DATABASE_THEN_SERVER;

        boolean isServer() {
            return this != DATABASE && this != SESSION;
        }
    }

    /// `-Dlong` makes fifty rounds of it; `-Dseed=` repeats one.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatWasAcknowledgedIsThereAndNothingIsHalfDone(long seed, TestReporter reporter) throws Exception {
        var data = new DataFiles(directory.resolve("data"));
        var random = new Random(seed);
        List<Victim> victims = victims(random);
        ServerProcess server = ServerProcess.start(data.path());
        try {
            String address = server.awaitReady();
            installWriteTwo(data, address);
            for (int round = 0; round < ROUNDS; round++) {
                Victim victim = victims.get(round);
                String prefix = "round" + round;
                try (Writers writers = Writers.start(address, data.token(address), prefix)) {
                    awaitMoment(writers, random);
                    kill(victim, server, data, random);
                    if (victim.isServer()) {
                        server.awaitEnd();
                        writers.end();
                        server.close();
                        server = ServerProcess.start(data.path());
                        address = server.awaitReady();
                    } else {
                        awaitRecovery(writers);
                        writers.end();
                        server.awaitHealth(200);
                    }
                    Map<String, Integer> kept = rows(data, address, prefix);
                    assertKept(victim + " in round " + round, writers, kept);
                    reporter.publishEntry(prefix, victim + ": " + writers.sent().size() + " sent, "
                            + writers.acknowledged().size() + " acknowledged, " + kept.size() + " kept, "
                            + writers.refusals() + " refused");
                }
            }
            server.terminate();
            assertThat(server.awaitEnd()).isZero();
        } finally {
            server.close();
        }
    }

    static LongStream seeds() {
        Long given = Long.getLong("seed");
        return LongStream.of(given == null ? RandomGenerator.getDefault().nextLong() : given);
    }

    /// Each as often as the others, in random order.
    private static List<Victim> victims(Random random) {
        var victims = new ArrayList<Victim>();
        while (victims.size() < ROUNDS) {
            var each = new ArrayList<>(List.of(Victim.values()));
            Collections.shuffle(each, random);
            victims.addAll(each);
        }
        return victims;
    }

    private static void installWriteTwo(DataFiles data, String address) throws Exception {
        try (var web = new WebClient(address, data.token(address))) {
            web.pushAssembly("WriteTwo", PluginJar.of(WriteTwo.class).bytes());
        }
    }

    private static void awaitMoment(Writers writers, Random random) {
        int groups = random.nextInt(Writers.CLIENTS, GROUPS_BEFORE_A_KILL);
        ServerProcess.await("rows are written", () -> writers.acknowledged().size() >= groups);
        LockSupport.parkNanos(random.nextInt(NANOS_BEFORE_A_KILL));
    }

    private static void kill(Victim victim, ServerProcess server, DataFiles data, Random random) throws Exception {
        switch (victim) {
            case SERVER -> server.kill();
            case DATABASE -> data.killPostmaster();
            case SESSION -> data.killSession(random);
            case SERVER_THEN_DATABASE -> {
                server.kill();
                data.killDatabase();
            }
            case DATABASE_THEN_SERVER -> {
                data.killPostmaster();
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_000)).toNanos());
                server.kill();
            }
        }
    }

    /// Every writer gets on.
    private static void awaitRecovery(Writers writers) {
        int before = writers.acknowledged().size();
        ServerProcess.await("rows are written again",
                () -> writers.acknowledged().size() > before + GROUPS_AFTER_IT);
    }

    private static void assertKept(String what, Writers writers, Map<String, Integer> kept) {
        assertThat(kept.keySet()).as(what + ", acknowledged").containsAll(writers.acknowledged());
        assertThat(writers.sent()).as(what + ", sent").containsAll(kept.keySet());
        // prefix-rows-client-number
        assertThat(kept).as(what + ", whole")
                .allSatisfy((name, rows) -> assertThat(rows).isEqualTo(Integer.parseInt(name.split("-", -1)[1])));
    }

    /// How many rows there are of each name.
    private static Map<String, Integer> rows(DataFiles data, String address, String prefix) throws Exception {
        var rows = new HashMap<String, Integer>();
        String next = "accounts?$select=name,accountid&$filter=startswith(name,'" + prefix + "-')";
        try (var web = new WebClient(address, data.token(address))) {
            while (!next.isEmpty()) {
                HttpResponse<String> answer = web.getPatiently(next);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                ROW.matcher(answer.body()).results().forEach(row -> {
                    rows.merge(row.group(1), 1, Integer::sum);
                    if (!row.group(1).startsWith(prefix + "-2-")) {
                        assertThat(row.group(3)).isEqualTo(Writers.id(row.group(1) + "/" + row.group(2)).toString());
                    }
                });
                Matcher link = NEXT.matcher(answer.body());
                next = link.find() ? link.group(1) : "";
            }
        }
        return rows;
    }
}
