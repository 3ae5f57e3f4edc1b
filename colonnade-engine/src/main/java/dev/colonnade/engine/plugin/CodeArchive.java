package dev.colonnade.engine.plugin;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/// The content of an assembly or a plug-in package, unpacked: a jar, with the jars that it may hold, or a zip of jars.
/// Immutable.
///
/// @param jars the jar itself when it has classes of its own, then the jars inside it, in their order
record CodeArchive(List<Jar> jars) {

    /// How much larger than packed the unpacked content may be; stops archives that are made to unpack without end.
    private static final int UNPACKED_FACTOR = 8;
    private static final int ENTRIES_MAX = 50_000;
    /// Source: reference/event-framework.md, "Limits".
    static final int JARS_MAX = 50;

    CodeArchive {
        jars = List.copyOf(jars);
    }

    /// One jar.
    ///
    /// @param fileName name of the file inside the package; empty for the outermost archive
    /// @param title `Implementation-Title` of the manifest; `null` when it has none
    /// @param version `Implementation-Version` of the manifest; `null` when it has none
    /// @param entries content by name: classes and resources
    /// @param libraries packages that the manifest declares to be those of libraries
    record Jar(String fileName, @Nullable String title, @Nullable String version, List<String> libraries,
            Map<String, byte[]> entries) {

        /// Attribute of the manifest that lists the packages of libraries, with commas or blanks between them.
        static final String LIBRARIES = "Colonnade-Libraries";

        /// The name that the assembly of this jar gets when its manifest says none.
        ///
        /// @param fallback name for a jar without a file name
        String assemblyName(String fallback) {
            if (title != null) {
                return title;
            }
            String name = fileName.substring(fileName.lastIndexOf('/') + 1);
            return name.isEmpty() ? fallback : withoutVersion(name);
        }

        private static String withoutVersion(String file) {
            String stem = file.endsWith(".jar") ? file.substring(0, file.length() - 4) : file;
            return stem.replaceFirst("-[0-9]+(\\.[0-9A-Za-z]+)*(-SNAPSHOT)?$", "");
        }
    }

    /// Unpacks base64 text as the column `content` holds it.
    ///
    /// @param bytesMax largest size of the decoded content
    /// @throws ServiceException [ErrorCode#INVALID_ARGUMENT] that says what is wrong
    static CodeArchive ofBase64(String content, int bytesMax) {
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            throw invalid("The content is not base64 text.", e);
        }
        return of(bytes, bytesMax);
    }

    static CodeArchive of(byte[] bytes, int bytesMax) {
        if (bytes.length > bytesMax) {
            throw invalid("The content has " + bytes.length + " bytes; at most " + bytesMax + " are allowed.", null);
        }
        var jars = new ArrayList<Jar>();
        var room = new Room((long) bytesMax * UNPACKED_FACTOR, ENTRIES_MAX);
        collect("", bytes, room, jars);
        if (jars.isEmpty()) {
            throw invalid("The content is no jar with classes.", null);
        }
        if (jars.size() > JARS_MAX) {
            throw invalid("The package has " + jars.size() + " jars; at most " + JARS_MAX + " are allowed.", null);
        }
        return new CodeArchive(jars);
    }

    /// Only a package brings jars in its content; nothing looks into those of an assembly.
    ///
    /// @throws ServiceException that names a jar inside the archive
    void requireNoInnerJars() {
        for (Jar jar : jars) {
            for (String name : jar.entries().keySet()) {
                if (name.endsWith(".jar")) {
                    throw invalid(
                            "The content has the jar '" + name + "' in it, whose classes an assembly does not see."
                                    + " Put its classes beside those of the plug-in, or register a plug-in package.",
                            null);
                }
            }
        }
        if (jars.stream().anyMatch(jar -> !jar.fileName().isEmpty())) {
            throw invalid("The content is a zip of jars; register it as a plug-in package.", null);
        }
    }

    /// Content of all jars by name, as a class loader sees it: the first jar that has an entry gives it.
    Map<String, byte[]> entries() {
        var all = new HashMap<String, byte[]>();
        for (Jar jar : jars) {
            jar.entries().forEach(all::putIfAbsent);
        }
        return all;
    }

    private static void collect(String fileName, byte[] bytes, Room room, List<Jar> jars) {
        Map<String, byte[]> entries = unpack(fileName, bytes, room);
        if (entries.keySet().stream().anyMatch(name -> name.endsWith(".class"))) {
            Attributes manifest = manifest(entries);
            jars.add(new Jar(fileName, manifest.getValue(Attributes.Name.IMPLEMENTATION_TITLE),
                    manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION), libraries(manifest), entries));
        }
        entries.forEach((name, content) -> {
            if (name.endsWith(".jar")) {
                collect(name, content, room, jars);
            }
        });
    }

    private static List<String> libraries(Attributes manifest) {
        String listed = manifest.getValue(Jar.LIBRARIES);
        return listed == null
                ? List.of()
                : List.of(listed.split("[,\\s]+")).stream().filter(name -> !name.isEmpty()).toList();
    }

    private static Map<String, byte[]> unpack(String fileName, byte[] bytes, Room room) {
        var entries = new LinkedHashMap<String, byte[]>();
        String what = fileName.isEmpty() ? "The content" : "'" + fileName + "' in the content";
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                room.takeEntry();
                if (!entry.isDirectory()) {
                    if (entries.put(entry.getName(), room.read(zip)) != null) {
                        throw invalid(what + " has the entry '" + entry.getName() + "' twice.", null);
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw invalid(what + " cannot be read as a jar: " + e.getMessage(), e);
        }
        if (entries.isEmpty()) {
            throw invalid(what + " is no jar.", null);
        }
        return entries;
    }

    private static Attributes manifest(Map<String, byte[]> entries) {
        byte[] text = entries.get("META-INF/MANIFEST.MF");
        if (text == null) {
            return new Attributes();
        }
        try {
            return new Manifest(new ByteArrayInputStream(text)).getMainAttributes();
        } catch (IOException e) {
            throw invalid("The manifest of the jar cannot be read: " + e.getMessage(), e);
        }
    }

    static ServiceException invalid(String sentence, @Nullable Throwable cause) {
        return new ServiceException(ErrorCode.INVALID_ARGUMENT, sentence, cause);
    }

    /// What may still be unpacked.
    private static final class Room {

        private long bytes;
        private int entries;

        Room(long bytes, int entries) {
            this.bytes = bytes;
            this.entries = entries;
        }

        void takeEntry() {
            if (--entries < 0) {
                throw invalid("The content has more than " + ENTRIES_MAX + " entries.", null);
            }
        }

        byte[] read(InputStream in) throws IOException {
            int most = (int) Math.min(Integer.MAX_VALUE - 16, bytes + 1);
            byte[] content = in.readNBytes(most);
            bytes -= content.length;
            if (bytes < 0) {
                throw invalid("The content unpacks to more than " + UNPACKED_FACTOR
                        + " times the size that is allowed for it.", null);
            }
            return content;
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(jars.stream().map(Jar::fileName).toArray());
    }
}
