package dev.colonnade.engine.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The definitions that come with the server, read from its resources. The file `index.txt` beside them lists them.
public final class SystemDefinitions {

    private static final String ROOT = "/dev/colonnade/engine/definitions/";

    private SystemDefinitions() {}

    /// The tables as their files hold them, in the order of the index; not completed.
    public static List<TableDefinition> tables() {
        return names("tables").map(name -> read("tables/" + name, TableDefinition.class)).toList();
    }

    /// The global choices, in the order of the index.
    public static List<ChoiceDefinition> choices() {
        return names("choices").map(name -> read("choices/" + name, ChoiceDefinition.class)).toList();
    }

    /// The security roles, in the order of the index.
    public static List<RoleDefinition> roles() {
        return names("roles").map(name -> read("roles/" + name, RoleDefinition.class)).toList();
    }

    /// Texts of the messages' files, for the room that knows their shape.
    public static List<String> messages() {
        return names("messages").map(name -> text("messages/" + name)).toList();
    }

    /// Names of the privileges that belong to no table.
    public static List<String> taskPrivileges() {
        return text("task-privileges.txt").lines().toList();
    }

    private static java.util.stream.Stream<String> names(String folder) {
        return text("index.txt").lines().filter(line -> line.startsWith(folder + "/"))
                .map(line -> line.substring(folder.length() + 1));
    }

    private static <T> T read(String file, Class<T> type) {
        return DefinitionJson.read(text(file), type, file);
    }

    private static String text(String file) {
        try (InputStream in = SystemDefinitions.class.getResourceAsStream(ROOT + file)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + ROOT + file + " is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
