package dev.colonnade.bench;

import dev.colonnade.bench.load.LoadClient;
import dev.colonnade.bench.load.LoadResult;
import dev.colonnade.bench.load.LoadWindow;
import dev.colonnade.bench.watch.CpuReading;
import dev.colonnade.bench.watch.CpuWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The course of a benchmark: each server is warmed under load, then all variants are measured in rounds, each once in a round,
/// so that what the machine does meanwhile meets all of them.
final class Course {

    private static final Duration WARM_SLICE = Duration.ofSeconds(2);
    private static final int TRIES = 5;
    private static final Duration LEAD = Duration.ofMillis(300);

    private final CpuWatch watch;
    private final Set<Long> servers;
    private final Consumer<String> log;

    /// @param servers processes of all servers
    /// @param log told what happens
    Course(CpuWatch watch, Set<Long> servers, Consumer<String> log) {
        this.watch = watch;
        this.servers = Set.copyOf(servers);
        this.log = log;
    }

    /// Puts load on each server for a while, a little of each work in turn: a JVM is several times slower before.
    void warm(List<Work> works, Duration time) throws IOException {
        var byServer = new LinkedHashMap<Long, List<Warming>>();
        for (Work work : works) {
            for (Variant variant : isWarming(work, works) ? work.variants() : List.<Variant>of()) {
                byServer.computeIfAbsent(variant.pid(), pid -> new ArrayList<>()).add(new Warming(work, variant));
            }
        }
        for (List<Warming> server : byServer.values()) {
            log.accept("warming " + server.getFirst().variant().name() + " for " + time.toSeconds() + " s");
            Duration slice = shorter(WARM_SLICE, time.dividedBy(server.size()));
            long end = System.nanoTime() + time.toNanos();
            for (int next = 0; next < server.size() || System.nanoTime() < end; next++) {
                Warming warming = server.get(next % server.size());
                measure(warming.work(), warming.variant(), slice);
            }
        }
    }

    /// What is done to warm a server.
    private record Warming(Work work, Variant variant) {}

    /// One client alone warms little; where others do it, it is left out.
    private static boolean isWarming(Work work, List<Work> works) {
        return work.connections() > 1 || works.stream().allMatch(each -> each.connections() == 1);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    Results run(List<Work> works, int rounds, Duration slice) {
        var results = new Results();
        for (int round = 0; round < rounds; round++) {
            log.accept("round " + (round + 1) + " of " + rounds);
            for (Work work : works) {
                var order = new ArrayList<>(work.variants());
                Collections.rotate(order, round);
                for (Variant variant : order) {
                    results.add(work, variant, answered(work, variant, slice));
                }
            }
        }
        return results;
    }

    /// Measures until there is something to measure: on a busy machine a cold server may not answer within a short slice.
    private Slice answered(Work work, Variant variant, Duration slice) {
        Slice measured = measure(work, variant, slice);
        for (int tries = 1; measured.load().requests() == 0 && tries < TRIES; tries++) {
            measured = measure(work, variant, slice.multipliedBy(1L << tries));
        }
        if (measured.load().requests() == 0) {
            throw new IllegalStateException(
                    variant.name() + " answered nothing of '" + work.name() + "': " + measured.load()
                            .firstFailure());
        }
        return measured;
    }

    private Slice measure(Work work, Variant variant, Duration length) {
        var before = new AtomicReference<CpuReading>();
        var after = new AtomicReference<CpuReading>();
        try {
            LoadResult load = LoadClient.closedLoop(variant.target(work.ask()), work.connections(), new LoadWindow(LEAD,
                    length, () -> before.set(read()), () -> after.set(read())));
            return new Slice(load, after.get().since(before.get(), variant.pid(), variant.database()));
        } catch (IOException e) {
            throw new UncheckedIOException(variant.name() + ", " + work.name(), e);
        }
    }

    private CpuReading read() {
        try {
            return watch.read(servers);
        } catch (IOException e) {
            throw new UncheckedIOException("/proc", e);
        }
    }
}
