package dev.colonnade.bench.jmh;

import dev.colonnade.bench.BenchmarkPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// The command `./dev jmh`: measures single parts with what each allocates, prints it, and writes it to `docs/benchmarks.md` when all
/// were measured.
public final class Parts {

    private static final String PART = "jmh";
    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final String QUICK = "--quick";
    private static final int ROUNDS = 5;

    private Parts() {}

    /// @param arguments patterns of benchmarks, and `--quick` for a look
    public static void main(String[] arguments) throws RunnerException, IOException {
        List<String> patterns = new ArrayList<>(List.of(arguments));
        boolean isQuick = patterns.remove(QUICK);
        ChainedOptionsBuilder options = new OptionsBuilder().mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS).addProfiler(GCProfiler.class).shouldFailOnError(true)
                .forks(isQuick ? 1 : 2).warmupIterations(isQuick ? 1 : ROUNDS).warmupTime(TimeValue.seconds(1))
                .measurementIterations(isQuick ? 1 : ROUNDS).measurementTime(TimeValue.seconds(1))
                .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx512m", "--sun-misc-unsafe-memory-access=allow");
        patterns.forEach(options::include);
        String table = table(new Runner(options.build()).run());
        System.out.println(table);
        if (patterns.isEmpty() && !isQuick) {
            new BenchmarkPage(Path.of("").toAbsolutePath()).write(PART, table);
        }
    }

    private static String table(Collection<RunResult> results) {
        var lines = new ArrayList<>(List.of("| part | ns | ± | bytes allocated |", "| --- | --- | --- | --- |"));
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            Result<?> allocation = result.getSecondaryResults().get(ALLOCATION);
            lines.add(String.format(Locale.ROOT, "| %s | %,.0f | %s | %s |", name(result.getParams().getBenchmark()),
                    time
                            .getScore(),
                    Double.isNaN(time.getScoreError())
                            ? "–"
                            : String.format(Locale.ROOT, "%,.0f", time.getScoreError()),
                    allocation == null ? "–" : String.format(Locale.ROOT, "%,.0f", allocation.getScore())));
        }
        return String.join("\n", lines);
    }

    /// `UrlBenchmark.path` from a whole name.
    private static String name(String benchmark) {
        int method = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }
}
