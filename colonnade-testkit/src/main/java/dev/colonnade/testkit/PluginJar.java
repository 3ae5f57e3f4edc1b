package dev.colonnade.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// Packs classes of the test's class path into a jar, as a plug-in author's build would.
public final class PluginJar {

    private final SequencedMap<String, byte[]> entries = new TreeMap<>();
    private String title = "";
    private String version = "1.0.0.0";

    private PluginJar() {}

    /// @param types classes from directories of the class path; their nested classes come along
    public static PluginJar of(Class<?>... types) {
        var jar = new PluginJar();
        for (Class<?> type : types) {
            jar.add(type);
        }
        return jar;
    }

    /// Sets name and version in the manifest.
    public PluginJar named(String newTitle, String newVersion) {
        title = newTitle;
        version = newVersion;
        return this;
    }

    public PluginJar entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    private void add(Class<?> type) {
        String path = type.getName().replace('.', '/');
        try {
            for (String file : files(type, path)) {
                try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
                    if (in == null) {
                        throw new IllegalArgumentException("There is no class file of " + type.getName() + ".");
                    }
                    entries.put(file, in.readAllBytes());
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalArgumentException("The class file of " + type.getName() + " cannot be read.", e);
        }
    }

    private static List<String> files(Class<?> type, String path) throws IOException, URISyntaxException {
        Path root = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        String file = path + ".class";
        if (!Files.isDirectory(root)) {
            return List.of(file);
        }
        var files = new ArrayList<String>();
        files.add(file);
        String nested = type.getName().substring(type.getName().lastIndexOf('.') + 1) + "$";
        Path directory = Objects.requireNonNull(root.resolve(file).getParent());
        try (Stream<Path> siblings = Files.list(directory)) {
            siblings.map(sibling -> sibling.getFileName().toString())
                    .filter(name -> name.startsWith(nested) && name.endsWith(".class"))
                    .map(name -> root.relativize(directory.resolve(name)).toString().replace('\\', '/'))
                    .forEach(files::add);
        }
        return files;
    }

    public byte[] bytes() {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!title.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, title);
        }
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        var out = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(out)) {
            var first = new ZipEntry(JarFile.MANIFEST_NAME);
            first.setTime(0);
            jar.putNextEntry(first);
            manifest.write(jar);
            for (var entry : entries.entrySet()) {
                // One time for all entries, so that equal classes give equal bytes.
                var zipEntry = new ZipEntry(entry.getKey());
                zipEntry.setTime(0);
                jar.putNextEntry(zipEntry);
                jar.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
