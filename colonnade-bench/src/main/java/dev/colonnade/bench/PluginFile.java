package dev.colonnade.bench;

import dev.colonnade.bench.plugin.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// The jar that is pushed to Colonnade: the benchmark's plug-in and nothing else.
final class PluginFile {

    private PluginFile() {}

    static void write(Path file) throws IOException {
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.IMPLEMENTATION_TITLE, "bench-plugin");
        attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, "1.0.0");
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (String name : List.of("Turn", "Turn$Request", "Turn$Response")) {
                String path = Turn.class.getPackageName().replace('.', '/') + "/" + name + ".class";
                try (InputStream in = Turn.class.getResourceAsStream("/" + path)) {
                    if (in == null) {
                        throw new IOException("The class " + name + " of the plug-in is missing.");
                    }
                    jar.putNextEntry(new JarEntry(path));
                    in.transferTo(jar);
                    jar.closeEntry();
                }
            }
        }
    }
}
