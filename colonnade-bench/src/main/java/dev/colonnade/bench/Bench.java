package dev.colonnade.bench;

import dev.colonnade.bench.watch.CpuWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The command `./dev bench`: runs the works, prints what it found, and writes it to `docs/benchmarks.md`.
public final class Bench {

    private static final String PART = "load";

    private Bench() {}

    /// @param arguments works and options, see [BenchOptions]
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BenchOptions options;
        try {
            options = BenchOptions.parse(Path.of("").toAbsolutePath(), arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(BenchOptions.USAGE);
            System.exit(2);
            return;
        }
        if (!CpuWatch.isPossible()) {
            System.err.println("The benchmark reads /proc, which this system does not have.");
            System.exit(1);
        }
        Path work = Files.createTempDirectory("colonnade-bench");
        try {
            String report = Report.write(options, Machine.read(), revision(options.root()), run(options, work));
            System.out.println(report);
            if (options.isWhole()) {
                new BenchmarkPage(options.root()).write(PART, report);
                log("written to docs/benchmarks.md");
            }
        } finally {
            delete(work);
        }
    }

    private static Outcome run(BenchOptions options, Path work) throws IOException, InterruptedException {
        Outcome outcome = Outcome.of(new Results(), Map.of(), 0);
        if (options.works().needsSite()) {
            try (Site site = Site.start(options, work, Bench::log)) {
                outcome = run(options, site);
            }
        }
        if (options.works().has(Works.START)) {
            log("starting and stopping Colonnade");
            outcome = outcome.with(StartTimes.measure(options.root(), work));
        }
        return outcome;
    }

    private static Outcome run(BenchOptions options, Site site) throws IOException, InterruptedException {
        List<Work> works = options.works().inRounds(site);
        var course = new Course(site.watch(), site.processes(), Bench::log);
        course.warm(works, options.warmTime());
        Results results = course.run(works, options.rounds(), options.slice());
        var memory = site.memory();
        long postgresBytes = site.watch().postgresBytes();
        if (!options.works().has(Works.HALF_LOAD)) {
            return Outcome.of(results, memory, postgresBytes);
        }
        log("half load over HTTP and HTTPS");
        Variant colonnade = site.variants(Site.COLONNADE).getFirst();
        var length = options.slice().multipliedBy(2);
        try {
            return new Outcome(results, memory, postgresBytes, HalfLoad.overHttp(colonnade, length), HalfLoad.overHttps(
                    colonnade, site.colonnade().httpsPort(), site.colonnade().data().resolve("tls/ca.crt"), length),
                    null);
        } catch (IOException e) {
            log("The half load is left out: " + e.getMessage());
            return Outcome.of(results, memory, postgresBytes);
        }
    }

    /// Revision of the sources that were measured.
    private static String revision(Path root) {
        try {
            return Command.run(root, Map.of(), List.of("git", "describe", "--always", "--dirty")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static void log(String message) {
        System.err.println(message);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
