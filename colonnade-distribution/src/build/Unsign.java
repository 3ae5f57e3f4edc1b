import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes the signatures out of libraries, which Maven has compared with their checksums already. The JVM reads the whole
/// manifest of a signed jar at every start, a digest for each of its classes, and keeps none of these classes in a start-up
/// cache; together that is a quarter of a second. Called by the build, in source mode: `java Unsign.java LIB`, where LIB is a
/// directory of jars. Jars without a signature stay as they are.
public final class Unsign {

    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

    private Unsign() {}

    public static void main(String[] arguments) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                unsign(jar);
            }
        }
    }

    private static void unsign(Path jar) throws IOException {
        Path plain = jar.resolveSibling(jar.getFileName() + ".new");
        try (var signed = new JarFile(jar.toFile(), false)) {
            List<JarEntry> entries = signed.stream().toList();
            if (entries.stream().noneMatch(Unsign::isSignature)) {
                return;
            }
            try (var out = new JarOutputStream(Files.newOutputStream(plain), withoutDigests(signed.getManifest()))) {
                for (JarEntry entry : entries) {
                    if (!isSignature(entry) && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        copy(signed, entry, out);
                    }
                }
            }
        }
        Files.move(plain, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void copy(JarFile from, JarEntry entry, JarOutputStream out) throws IOException {
        var copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        try (var content = from.getInputStream(entry)) {
            content.transferTo(out);
        }
        out.closeEntry();
    }

    private static boolean isSignature(JarEntry entry) {
        return SIGNATURE.matcher(entry.getName()).matches();
    }

    /// What a manifest says of single entries, beside digests, is kept.
    private static Manifest withoutDigests(Manifest manifest) {
        var plain = new Manifest(manifest);
        for (Attributes attributes : plain.getEntries().values()) {
            attributes.keySet().removeIf(name -> name.toString().contains("-Digest"));
        }
        plain.getEntries().values().removeIf(Attributes::isEmpty);
        return plain;
    }
}
