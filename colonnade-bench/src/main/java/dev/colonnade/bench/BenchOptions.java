package dev.colonnade.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How the benchmark is called.
///
/// @param root directory of the sources
/// @param works which works are run
/// @param rounds rounds in which every variant is measured once
/// @param slice how long a variant is measured in a round
/// @param warmTime load on each server before the first round
/// @param isQuick a look, not a measurement
/// @param hasPeer whether the peer takes part
/// @param javaOptions options for Colonnade's JVM, such as those of a profiler
record BenchOptions(Path root, Works works, int rounds, Duration slice, Duration warmTime, boolean isQuick,
        boolean hasPeer, String javaOptions) {

    private static final int ROUNDS = 5;
    private static final Duration SLICE = Duration.ofMillis(2_500);
    /// A JVM under full load is several times slower in its first 40 seconds. Source: reference/hot-path.md, 0.
    private static final Duration WARM_TIME = Duration.ofSeconds(40);
    private static final int QUICK_ROUNDS = 2;
    private static final Duration QUICK_SLICE = Duration.ofMillis(600);
    private static final Duration QUICK_WARM_TIME = Duration.ofSeconds(4);

    static final String USAGE = """
            usage: ./dev bench [WORK…] [OPTION…]
              --quick             a look of about a minute, not a measurement; docs/benchmarks.md stays as it is
              --without-peer      leaves the peer out
              --rounds=NUMBER     rounds in which every variant is measured once (5)
              --seconds=NUMBER    how long a variant is measured in a round (2.5)
              --warm=SECONDS      load on each server before the first round (40)
              --java=OPTIONS      options for Colonnade's JVM, such as those of a profiler""";

    /// @throws IllegalArgumentException when an option or a work is not known; the message names it
    static BenchOptions parse(Path root, String... arguments) {
        List<String> words = List.of(arguments);
        boolean isQuick = words.contains("--quick");
        int rounds = isQuick ? QUICK_ROUNDS : ROUNDS;
        Duration slice = isQuick ? QUICK_SLICE : SLICE;
        Duration warmTime = isQuick ? QUICK_WARM_TIME : WARM_TIME;
        boolean hasPeer = true;
        String javaOptions = "";
        var works = new ArrayList<String>();
        for (String word : words) {
            String value = word.substring(word.indexOf('=') + 1);
            if (word.startsWith("--rounds=")) {
                rounds = Integer.parseInt(value);
            } else if (word.startsWith("--seconds=")) {
                slice = Duration.ofMillis((long) (1000 * Double.parseDouble(value)));
            } else if (word.startsWith("--warm=")) {
                warmTime = Duration.ofSeconds(Long.parseLong(value));
            } else if (word.startsWith("--java=")) {
                javaOptions = value;
            } else if (word.equals("--without-peer")) {
                hasPeer = false;
            } else if (!word.startsWith("-")) {
                works.add(word);
            } else if (!word.equals("--quick")) {
                throw new IllegalArgumentException("The option '" + word + "' is not known.");
            }
        }
        return new BenchOptions(root, new Works(works), rounds, slice, warmTime, isQuick, hasPeer, javaOptions);
    }

    /// Whether the run is one to be kept: all works, measured as they should be.
    boolean isWhole() {
        return !isQuick && works.isAll() && rounds >= ROUNDS && warmTime.compareTo(WARM_TIME) >= 0
                && javaOptions.isEmpty();
    }
}
