package dev.colonnade.engine.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JdkClassesTest {

    /// Packages that plug-ins may use, and what these are made of.
    private static final List<String> PACKAGES = List.of("java/io", "java/lang", "java/lang/annotation",
            "java/lang/constant", "java/lang/ref", "java/lang/runtime", "java/math", "java/nio", "java/nio/charset",
            "java/security", "java/security/spec", "java/text", "java/time", "java/time/chrono", "java/time/format",
            "java/time/temporal", "java/time/zone", "java/util", "java/util/concurrent",
            "java/util/concurrent/atomic", "java/util/concurrent/locks", "java/util/function", "java/util/random",
            "java/util/regex", "java/util/stream", "java/util/zip", "jdk/internal/math", "jdk/internal/util",
            "jdk/internal/util/random", "jdk/internal/util/regex", "sun/util/calendar", "sun/util/locale",
            "sun/util/locale/provider");

    @Test
    void theListHoldsEachClassWithAStaticInitialiser() throws IOException {
        var expected = new TreeSet<String>();
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base");
        for (String name : PACKAGES) {
            try (Stream<Path> files = Files.list(base.resolve(name))) {
                for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                    String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                    if (content.contains("<clinit>")) {
                        String path = base.relativize(file).toString();
                        expected.add(path.substring(0, path.length() - ".class".length()).replace('/', '.'));
                    }
                }
            }
        }

        if ("update".equals(System.getProperty("golden"))) {
            Files.write(Path.of("src/main/resources/dev/colonnade/engine/containment/jdk-classes.txt"), expected);
        }
        assertThat(JdkClasses.names()).containsAll(expected);
    }
}
