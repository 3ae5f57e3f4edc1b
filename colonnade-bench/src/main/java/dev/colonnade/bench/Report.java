package dev.colonnade.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what a run found, as Markdown.
final class Report {

    private final BenchOptions options;
    private final Outcome outcome;
    private final Results results;
    private final List<String> lines = new ArrayList<>();

    private Report(BenchOptions options, Outcome outcome) {
        this.options = options;
        this.outcome = outcome;
        this.results = outcome.results();
    }

    static String write(BenchOptions options, Machine machine, String revision, Outcome outcome) {
        var report = new Report(options, outcome);
        report.lines.add("## Machine and run");
        report.lines.add(machine.markdown() + report.run(revision));
        report.goals();
        report.works();
        report.halfLoad();
        report.memory();
        report.start();
        return String.join("\n", report.lines) + "\n";
    }

    private String run(String revision) {
        List<Slice> all = results.all();
        double foreign = all.isEmpty()
                ? 0
                : Statistics.median(all.stream().map(slice -> slice.cpu().foreignProcessors())
                        .toList());
        double worst = all.stream().mapToDouble(slice -> slice.cpu().foreignProcessors()).max().orElse(0);
        return String.format(Locale.ROOT, "- revision %s; %d rounds of %.1f s, each server warmed for %d s%s\n",
                revision, options.rounds(),
                options.slice().toMillis() / 1e3, options.warmTime().toSeconds(), options.isQuick()
                        ? " (**quick: a look, not a measurement**)"
                        : "")
                + String.format(Locale.ROOT,
                        "- foreign load on the machine while it measured: %.2f processors (median of the slices), %.2f at"
                                + " most\n",
                        foreign, worst);
    }

    private void goals() {
        lines.add("## Goals\n");
        lines.add("| what | goal | found (median of the ratios within a round, lowest and highest) | |");
        lines.add("| --- | --- | --- | --- |");
        Goals.of(outcome).forEach(goal -> lines.add(goal.markdown()));
        lines.add("");
    }

    private void works() {
        for (Work work : results.works()) {
            lines.add(String.format(Locale.ROOT, "## %s, %d %s\n", work.name(), work.connections(),
                    work.connections() == 1
                            ? "client"
                            : "clients"));
            lines.add("| variant | requests/s | of the limit | p50 ms | p90 ms | p99 ms | p99.9 ms | java µs | pg µs |"
                    + " client µs | failures |");
            lines.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
            for (Variant variant : work.variants()) {
                lines.add(line(work, variant.name()));
            }
            lines.add("");
        }
    }

    private String line(Work work, String name) {
        return String.format(Locale.ROOT, "| %s | %,.0f | %s | %.2f | %.2f | %.2f | %.2f | %.0f | %.0f | %.0f | %d |",
                name, results.median(
                        work.name(), name, slice -> slice.load().perSecond()),
                results.has(work.name(), Site.LIMIT) ? ratio(results.ratio(work.name(), name, Site.LIMIT)) : "–",
                results
                        .millis(work.name(), name, 50),
                results.millis(work.name(), name, 90), results.millis(work.name(),
                        name, 99),
                results.millis(work.name(), name, 99.9), results.median(work.name(), name,
                        Slice::serverMicros),
                results.median(work.name(), name, Slice::postgresMicros), results.median(work
                        .name(), name, Slice::clientMicros),
                results.failures(work.name(), name));
    }

    static String ratio(Statistics.Ratio ratio) {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", ratio.median(), ratio.lowest(), ratio.highest());
    }

    private void halfLoad() {
        if (outcome.http() == null && outcome.https() == null) {
            return;
        }
        lines.add("## action at half load, 16 clients with a fixed rate\n");
        lines.add("| | greatest rate | rate | p50 ms | p99 ms | p99.9 ms |");
        lines.add("| --- | --- | --- | --- | --- | --- |");
        half("HTTP", outcome.http());
        half("HTTPS", outcome.https());
        lines.add("");
    }

    private void half(String name, HalfLoad.@Nullable Outcome half) {
        if (half != null) {
            lines.add(
                    String.format(Locale.ROOT, "| %s | %,.0f/s | %,.0f/s | %.2f | %.2f | %.2f |", name,
                            half.perSecond(), half.load()
                                    .perSecond(),
                            half.load().millis(50), half.load().millis(99), half.load().millis(99.9)));
        }
    }

    private void memory() {
        if (outcome.memory().isEmpty()) {
            return;
        }
        lines.add("## Memory after the run\n");
        lines.add("| process | resident MB |");
        lines.add("| --- | --- |");
        outcome.memory().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(each -> lines.add(String.format(Locale.ROOT,
                        "| %s | %.0f |", each.getKey(), megabytes(each.getValue()))));
        if (outcome.postgresBytes() > 0) {
            lines.add(String.format(Locale.ROOT, "| PostgreSQL for all of them, shared memory counted once | %.0f |",
                    megabytes(outcome
                            .postgresBytes())));
        }
        lines.add("");
    }

    private void start() {
        StartTimes start = outcome.start();
        if (start == null) {
            return;
        }
        lines.add("## Start, embedded PostgreSQL included, to the first answer from the database\n");
        lines.add(String.format(Locale.ROOT,
                "First start %.2f s; warm start %.2f s (median of five, %s AOT cache), then %.0f MB resident.\n",
                start.firstSeconds(), start.warmSeconds(), start.hasCache() ? "with" : "without", megabytes(start
                        .residentBytes())));
    }

    private static double megabytes(long bytes) {
        return bytes / 1024.0 / 1024;
    }
}
