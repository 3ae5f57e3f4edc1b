package dev.colonnade.testkit.rooms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The sources of all modules, as they lie on disk.
final class SourceTree {

    private final Path root;

    private SourceTree(Path root) {
        this.root = root;
    }

    /// The tree that the running test belongs to: the nearest folder upwards that holds the formatter's settings.
    static SourceTree find() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("build/eclipse-formatter.xml"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("The tests must run inside the source tree.");
            }
            folder = parent;
        }
        return new SourceTree(folder);
    }

    /// Folders with Java files in them, of main and test sources of all modules.
    List<Path> packageFolders() {
        return under("src/main/java", "src/test/java")
                .filter(file -> file.getFileName().toString().endsWith(".java"))
                .map(Path::getParent).distinct().sorted().toList();
    }

    /// Names of the packages with main sources in a module.
    List<String> mainPackages(String module) {
        Path sources = root.resolve(module).resolve("src/main/java");
        return under("src/main/java")
                .filter(file -> file.startsWith(sources) && isSource(file))
                .map(file -> sources.relativize(file.getParent()).toString().replace('/', '.'))
                .distinct().sorted().toList();
    }

    private static boolean isSource(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java") && !name.equals("package-info.java");
    }

    private Stream<Path> under(String... folders) {
        return modules().flatMap(module -> Stream.of(folders).map(module::resolve))
                .filter(Files::isDirectory)
                .flatMap(folder -> list(folder).stream());
    }

    private Stream<Path> modules() {
        return children(root).stream().filter(folder -> folder.getFileName().toString().startsWith("colonnade-"));
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
