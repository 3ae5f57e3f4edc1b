package dev.colonnade.engine.plugin;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rules of the table `pluginpackage`: its assemblies and types are rows that the server makes from its content. Source:
/// reference/event-framework.md, "Plug-in packages".
final class PackageRules {

    private final PluginCode code;

    PackageRules(PluginCode code) {
        this.code = code;
    }

    void beforeCreate(Execution execution) {
        Entity target = AssemblyRules.target(execution);
        String content = AssemblyRules.text(target, "content");
        if (content == null) {
            throw CodeArchive.invalid("The column 'content' of a plug-in package must hold a jar, or a zip of jars, as"
                    + " base64 text.", null);
        }
        CodeArchive archive = archive(content, execution);
        code.check(content, archive);
        if (AssemblyRules.text(target, "version") == null) {
            target.set("version", AssemblyVersion.of(archive.jars().getFirst().version()).text());
        }
        String name = AssemblyRules.text(target, "name");
        String uniqueName = AssemblyRules.text(target, "uniquename");
        if (name == null && uniqueName != null) {
            target.set("name", uniqueName);
        } else if (name != null && uniqueName == null) {
            target.set("uniquename", name);
        }
    }

    void beforeUpdate(Execution execution) {
        Entity target = AssemblyRules.target(execution);
        if (target.contains("content")) {
            String content = AssemblyRules.text(target, "content");
            if (content == null) {
                throw CodeArchive.invalid("The column 'content' of a plug-in package cannot be emptied.", null);
            }
            code.check(content, archive(content, execution));
        }
    }

    void afterWrite(Execution execution) {
        String content = AssemblyRules.text(AssemblyRules.target(execution), "content");
        if (content == null) {
            return;
        }
        CodeArchive archive = archive(content, execution);
        UUID packageId = execution.primaryId();
        var rows = new SystemRows(execution);
        var types = new TypeRows(rows);
        Map<String, Entity> known = new HashMap<>();
        for (Entity row : rows.list("pluginassembly", "packageid", packageId, "name", "version")) {
            known.put(row.require("name", String.class), row);
        }
        Map<String, Set<String>> present = typesByAssembly(archive, fallbackName(rows, packageId));
        // First what is gone: a class may have moved from one jar to another.
        known.forEach((name, row) -> {
            Set<String> remaining = present.getOrDefault(name, Set.of());
            types.dropMissing(SystemRows.id(row), remaining);
            if (remaining.isEmpty()) {
                rows.delete("pluginassembly", SystemRows.id(row));
            }
        });
        present.forEach((name, typeNames) -> types.createMissing(
                assembly(rows, packageId, name, known.get(name), versionOf(archive, name)), typeNames));
    }

    private static UUID assembly(SystemRows rows, UUID packageId, String name, @Nullable Entity known, String version) {
        var wanted = new Entity("pluginassembly").set("version", version);
        if (known != null) {
            rows.updateWhereDifferent(known, wanted);
            return SystemRows.id(known);
        }
        return rows.create(wanted.set("name", name).set("packageid",
                new EntityReference("pluginpackage", packageId)));
    }

    /// Names of the plug-in types by the name of the assembly that each jar becomes; jars without any become none.
    private static Map<String, Set<String>> typesByAssembly(CodeArchive archive, String fallbackName) {
        PluginClasses classes = PluginClasses.of(archive);
        Map<String, Set<String>> types = new HashMap<>();
        for (CodeArchive.Jar jar : archive.jars()) {
            List<String> names = classes.pluginTypes(jar);
            if (!names.isEmpty()) {
                types.computeIfAbsent(jar.assemblyName(fallbackName), key -> new TreeSet<>()).addAll(names);
            }
        }
        return types;
    }

    private static String versionOf(CodeArchive archive, String assemblyName) {
        return archive.jars().stream().filter(jar -> jar.assemblyName("").equals(assemblyName)).findFirst()
                .map(jar -> AssemblyVersion.of(jar.version()).text()).orElse(AssemblyVersion.of(null).text());
    }

    private static String fallbackName(SystemRows rows, UUID packageId) {
        Entity row = Objects.requireNonNull(rows.find("pluginpackage", packageId, "name"));
        return row.require("name", String.class);
    }

    private static CodeArchive archive(String content, Execution execution) {
        return CodeArchive.ofBase64(content, execution.limits().assemblyBytes());
    }
}
