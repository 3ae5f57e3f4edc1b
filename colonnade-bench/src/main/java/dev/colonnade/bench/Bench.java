package dev.colonnade.bench;

import dev.colonnade.bench.watch.CpuWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The command `./dev bench`.
public final class Bench {

    private Bench() {}

    /// @param arguments works and options, see [BenchOptions]
    public static void main(String[] arguments) throws IOException {
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
        try (Site site = Site.start(options, work, Bench::log)) {
            run(options, site);
        } finally {
            delete(work);
        }
    }

    private static void run(BenchOptions options, Site site) throws IOException {
        List<Work> works = works(site).stream()
                .filter(work -> options.works().isEmpty() || options.works().contains(work.name())).toList();
        var course = new Course(site.watch(), site.processes(), Bench::log);
        course.warm(works, options.warmTime());
        Results results = course.run(works, options.rounds(), options.slice());
        for (Work work : results.works()) {
            for (Variant variant : work.variants()) {
                System.out.println(String.format(Locale.ROOT,
                        "%-10s %-28s %8.0f/s  %s  p50 %.2f p99 %.2f ms  java %.0f pg %.0f client %.0f foreign %.2f  failures %d",
                        work.name(), variant.name(),
                        results.median(work, variant.name(), slice -> slice.load().perSecond()),
                        results.ratio(work, variant.name(), work.variants().getFirst().name()),
                        results.millis(work, variant.name(), 50), results.millis(work, variant.name(), 99),
                        results.median(work, variant.name(), Slice::serverMicros),
                        results.median(work, variant.name(), Slice::postgresMicros),
                        results.median(work, variant.name(),
                                slice -> slice.cpu().client() * 1e6 / slice.load().requests()),
                        results.median(work, variant.name(), slice -> slice.cpu().foreignProcessors()),
                        results.failures(work, variant.name())));
            }
        }
    }

    private static List<Work> works(Site site) {
        return List.of(
                new Work("action", Ask.ACTION, 32,
                        site.variants(Site.LIMIT, Site.COLONNADE, Site.BASIC_USER, Site.PEER)),
                new Work("create", Ask.CREATE, 32,
                        site.variants(Site.LIMIT, Site.COLONNADE, Site.BASIC_USER, Site.PEER)),
                new Work("retrieve", Ask.RETRIEVE, 32,
                        site.variants(Site.LIMIT, Site.COLONNADE, Site.BASIC_USER, Site.PEER)),
                new Work("query", Ask.QUERY, 32,
                        site.variants(Site.LIMIT, Site.COLONNADE, Site.BASIC_USER, Site.PEER)));
    }

    private static void log(String message) {
        System.err.println(message);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
