package dev.colonnade.engine.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whole libraries go through the guard, and the JVM takes what comes out.
class GuardedLibrariesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({"com.fasterxml.jackson.core.JsonFactory, 190", "com.google.gson.Gson, 180",
            "org.apache.commons.lang3.StringUtils, 380", "org.apache.commons.math3.util.FastMath, 1200",
            "kotlin.Unit, 800", "com.google.common.collect.ImmutableList, 1900"})
    void aLibraryLinksAsBefore(String classOfIt, int classesMin) throws Exception {
        Map<String, byte[]> entries = entries(classOfIt);
        var guarded = new Loader(entries, CodeGuard.of(name -> entries.get(name + ".class")));
        var refused = new ArrayList<String>();
        int linked = 0;

        for (String entry : entries.keySet()) {
            try {
                // Asking for members links a class, and with that verifies it.
                Class<?> loaded = guarded.loadClass(entry.substring(0, entry.length() - ".class".length())
                        .replace('/', '.'));
                assertThat(loaded.getDeclaredConstructors()).isNotNull();
                linked++;
            } catch (VerifyError | ClassFormatError e) {
                refused.add(entry + ": " + e.getMessage());
            } catch (NoClassDefFoundError _) {
                // Something that the library can do without.
            }
        }

        assertThat(refused).isEmpty();
        assertThat(linked).isGreaterThanOrEqualTo(classesMin);
    }

    private static Map<String, byte[]> entries(String classOfIt)
            throws ClassNotFoundException, IOException, URISyntaxException {
        Class<?> type = Class.forName(classOfIt, false, GuardedLibrariesTest.class.getClassLoader());
        var entries = new HashMap<String, byte[]>();
        try (var jar = new JarFile(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toFile())) {
            List<JarEntry> classes = jar.stream().filter(entry -> entry.getName().endsWith(".class") && !entry.getName()
                    .startsWith("META-INF/") && !entry.getName().endsWith("module-info.class")).toList();
            for (JarEntry entry : classes) {
                try (InputStream in = jar.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    private static final class Loader extends ClassLoader {

        private final Map<String, byte[]> entries;
        private final ClassTransformer transformer;

        private Loader(Map<String, byte[]> entries, ClassTransformer transformer) {
            super(ClassLoader.getPlatformClassLoader());
            this.entries = entries;
            this.transformer = transformer;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] ours = GuestClasses.find(name);
            byte[] bytes = ours == null ? entries.get(name.replace('.', '/') + ".class") : ours;
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] changed = ours == null ? transformer.apply(name, bytes) : bytes;
            return defineClass(name, changed, 0, changed.length);
        }
    }
}
