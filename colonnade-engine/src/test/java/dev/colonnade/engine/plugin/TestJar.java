package dev.colonnade.engine.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Compiles sources in memory and packs a jar, as a plug-in author's build would.
public final class TestJar {

    private final List<JavaFileObject> sources = new ArrayList<>();
    private final Map<String, byte[]> extra = new LinkedHashMap<>();
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private String title = "test";
    private String version = "1.0.0.0";

    public TestJar named(String newTitle, String newVersion) {
        title = newTitle;
        version = newVersion;
        return this;
    }

    /// @param name full name of the class
    public TestJar source(String name, String text) {
        sources.add(new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/') + ".java"),
                JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        });
        return this;
    }

    public TestJar entry(String name, String text) {
        return entry(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public TestJar entry(String name, byte[] content) {
        extra.put(name, content);
        return this;
    }

    /// Packs all classes and resources of a library along, as a build that shades does.
    ///
    /// @param type a class of the library
    public TestJar library(Class<?> type) {
        URI place = URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
        try (var zip = new ZipInputStream(Files.newInputStream(Path.of(place)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    extra.putIfAbsent(entry.getName(), zip.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /// Packs what another jar holds in place of what this one compiles.
    public TestJar entriesOf(TestJar other) {
        extra.putAll(other.compile());
        return this;
    }

    /// Adds an attribute to the manifest.
    public TestJar attribute(String name, String value) {
        attributes.put(name, value);
        return this;
    }

    public byte[] bytes() {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, title);
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        attributes.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        var out = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(out)) {
            var first = new ZipEntry(JarFile.MANIFEST_NAME);
            first.setTime(0);
            jar.putNextEntry(first);
            manifest.write(jar);
            var entries = new LinkedHashMap<>(compile());
            entries.putAll(extra);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
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

    /// The class files of the sources, by name of the entry.
    public Map<String, byte[]> compile() {
        if (sources.isEmpty()) {
            return Map.of();
        }
        var classes = new LinkedHashMap<String, ByteArrayOutputStream>();
        var problems = new DiagnosticCollector<JavaFileObject>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var files = new ForwardingJavaFileManager<JavaFileManager>(
                compiler.getStandardFileManager(problems, null, StandardCharsets.UTF_8)) {
            @Override
            public JavaFileObject getJavaFileForOutput(Location location, String className, JavaFileObject.Kind kind,
                    FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + className.replace('.', '/') + ".class"), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return classes.computeIfAbsent(className.replace('.', '/') + ".class",
                                key -> new ByteArrayOutputStream());
                    }
                };
            }
        };
        List<String> options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"));
        if (!compiler.getTask(null, files, problems, options, null, sources).call()) {
            throw new IllegalArgumentException(problems.getDiagnostics().toString());
        }
        var bytes = new LinkedHashMap<String, byte[]>();
        classes.forEach((name, out) -> bytes.put(name, out.toByteArray()));
        return bytes;
    }
}
