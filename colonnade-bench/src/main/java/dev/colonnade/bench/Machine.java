package dev.colonnade.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/// What a benchmark ran on, without names of machines or directories.
///
/// @param processor model of the processor
/// @param memoryGigabytes memory of the machine
record Machine(String processor, int processors, double memoryGigabytes, String system, String java) {

    static Machine read() throws IOException {
        return new Machine(value("/proc/cpuinfo", "model name"), Runtime.getRuntime().availableProcessors(), kilobytes(
                value("/proc/meminfo", "MemTotal")) / 1024 / 1024,
                System.getProperty("os.name") + " " + System
                        .getProperty("os.version") + ", " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name")
                        + " " + System.getProperty("java.runtime.version"));
    }

    private static String value(String file, String key) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key)).map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst().orElse("unknown");
        }
    }

    private static double kilobytes(String text) {
        return text.endsWith("kB") ? Double.parseDouble(text.substring(0, text.length() - 2).strip()) : 0;
    }

    /// Lines of a list in Markdown.
    String markdown() {
        return String.format(Locale.ROOT, """
                - processor: %s, %d processors
                - memory: %.0f GB
                - system: %s
                - Java: %s
                """, processor, processors, memoryGigabytes, system, java);
    }
}
