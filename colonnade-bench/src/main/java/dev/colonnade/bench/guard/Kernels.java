package dev.colonnade.bench.guard;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The works, loaded twice: as compiled, and guarded.
final class Kernels {

    private Kernels() {}

    /// What a small plug-in does: reads two values, works on a text, writes one value.
    public static final class Typical implements Kernel {

        private final Map<String, Object> values = new HashMap<>(Map.of("name", "Contoso Ltd", "count", 7));

        @Override
        public long run(int times) {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                values.put("count", i);
                String name = (String) Objects.requireNonNull(values.get("name"));
                int number = (Integer) Objects.requireNonNull(values.get("count"));
                String text = name.toUpperCase(java.util.Locale.ROOT).substring(2, 6) + '-' + number;
                values.put("result", text);
                sum += text.length();
            }
            return sum;
        }
    }

    /// Calls and little else.
    public static final class Fibonacci implements Kernel {

        @Override
        public long run(int times) {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                sum += of(20);
            }
            return sum;
        }

        private static int of(int n) {
            return n < 2 ? n : of(n - 1) + of(n - 2);
        }
    }

    /// A loop in which each round needs the last one.
    public static final class Serial implements Kernel {

        @Override
        public long run(int times) {
            long state = 1;
            for (int i = 0; i < times * 1000; i++) {
                state = state * 31 + i;
            }
            return state;
        }
    }

    /// A loop that the compiler turns into vector instructions.
    public static final class Vector implements Kernel {

        private final int[] from = new int[1000];
        private final int[] to = new int[1000];

        private static void multiply(int[] x, int[] y) {
            for (int i = 0; i < y.length; i++) {
                y[i] = x[i] * 3 + 1;
            }
        }

        @Override
        public long run(int times) {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                multiply(from, to);
                from[i % 1000] = to[(i + 1) % 1000];
                sum += to[i % 1000];
            }
            return sum;
        }
    }

    /// Texts put together.
    public static final class Building implements Kernel {

        @Override
        public long run(int times) {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                var text = new StringBuilder(128);
                for (int k = 0; k < 100; k++) {
                    text.append((char) ('a' + k % 26));
                }
                sum += text.length();
            }
            return sum;
        }
    }
}
