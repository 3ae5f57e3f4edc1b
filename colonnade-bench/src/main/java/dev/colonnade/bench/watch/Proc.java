package dev.colonnade.bench.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads `/proc`. Processes that end meanwhile are left out.
final class Proc {

    private static final Path ROOT = Path.of("/proc");

    private Proc() {}

    static boolean isThere() {
        return Files.isReadable(ROOT.resolve("stat"));
    }

    static MachineLine machine() throws IOException {
        try (Stream<String> lines = Files.lines(ROOT.resolve("stat"))) {
            return MachineLine.parse(lines.findFirst().orElse(""));
        }
    }

    static Optional<ProcessLine> process(long pid) throws IOException {
        return read(pid, "stat").map(ProcessLine::parse);
    }

    static List<ProcessLine> processes() throws IOException {
        var found = new ArrayList<ProcessLine>();
        try (Stream<Path> entries = Files.list(ROOT)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (name.matches("\\d+")) {
                    process(Long.parseLong(name)).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    static String title(long pid) throws IOException {
        return read(pid, "cmdline").map(text -> text.replace('\0', ' ').strip()).orElse("");
    }

    /// A number of kilobytes from a file of lines such as `VmRSS:   1234 kB`; 0 when it is not there.
    static long kilobytes(long pid, String file, String key) throws IOException {
        return read(pid, file).map(text -> kilobytes(text, key)).orElse(0L);
    }

    static long kilobytes(String text, String key) {
        return text.lines().filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).replace("kB", "").strip())
                .mapToLong(Long::parseLong).findFirst().orElse(0);
    }

    private static Optional<String> read(long pid, String file) throws IOException {
        try {
            return Optional.of(Files.readString(ROOT.resolve(Long.toString(pid)).resolve(file),
                    StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            // A process that ends while it is read answers with "No such process".
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
