package dev.colonnade.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The page `docs/benchmarks.md`: each command of the benchmark writes its own part of it and leaves the others as they are.
public final class BenchmarkPage {

    private final Path file;

    /// @param root directory of the sources
    public BenchmarkPage(Path root) {
        this.file = root.resolve("docs/benchmarks.md");
    }

    /// @param part name of the part, as in its marks
    /// @throws IOException when the page has no such part
    public void write(String part, String markdown) throws IOException {
        Files.writeString(file, replace(Files.readString(file), part, markdown));
    }

    static String replace(String page, String part, String markdown) throws IOException {
        String begin = "<!-- begin: " + part + " -->\n";
        String end = "<!-- end: " + part + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException("The page has no part '" + part + "'.");
        }
        return page.substring(0, from + begin.length()) + markdown.strip() + "\n" + page.substring(to);
    }
}
