package dev.colonnade.engine.plugin;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rules of the tables `pluginassembly` and `plugintype`. Source: reference/event-framework.md, "Registration tables".
final class AssemblyRules {

    /// How an assembly without a strong name is written.
    private static final String NO_TOKEN = "null";
    private static final String NEUTRAL = "neutral";

    private static final List<String> COPIED_TO_TYPES = List.of("version", "culture", "publickeytoken", "major",
            "minor");

    private final PluginCode code;

    AssemblyRules(PluginCode code) {
        this.code = code;
    }

    void beforeCreateAssembly(Execution execution) {
        Entity target = target(execution);
        String content = text(target, "content");
        CodeArchive archive = null;
        if (content != null) {
            archive = check(content, execution);
            target.set("sourcehash", hash(content));
        } else if (!(execution.caller().isSystem() && target.get("packageid") != null)) {
            throw CodeArchive.invalid("The column 'content' of a plug-in assembly must hold a jar as base64 text.",
                    null);
        }
        if (text(target, "name") == null && archive != null) {
            target.set("name", archive.jars().getFirst().title());
        }
        setIfAbsent(target, "culture", NEUTRAL);
        setIfAbsent(target, "publickeytoken", NO_TOKEN);
        setVersion(target, archive);
    }

    void beforeUpdateAssembly(Execution execution) {
        Entity target = target(execution);
        if (target.contains("content")) {
            String content = text(target, "content");
            if (content == null) {
                throw CodeArchive.invalid("The column 'content' of a plug-in assembly cannot be emptied.", null);
            }
            CodeArchive archive = check(content, execution);
            target.set("sourcehash", hash(content));
            setVersion(target, archive);
            PluginClasses classes = PluginClasses.of(archive);
            new TypeRows(new SystemRows(execution)).dropMissing(execution.primaryId(),
                    archive.jars().stream().flatMap(jar -> classes.pluginTypes(jar).stream()).toList());
        } else if (target.contains("version")) {
            setVersion(target, null);
        }
    }

    /// The types carry copies of some columns of their assembly.
    void afterUpdateAssembly(Execution execution) {
        Entity target = target(execution);
        if (COPIED_TO_TYPES.stream().noneMatch(target::contains) && !target.contains("name")) {
            return;
        }
        var rows = new SystemRows(execution);
        Entity assembly = assembly(rows, execution.primaryId());
        if (assembly != null) {
            for (Entity type : rows.list("plugintype", "pluginassemblyid", execution.primaryId(), "assemblyname",
                    "version", "culture", "publickeytoken", "major", "minor")) {
                rows.updateWhereDifferent(type, copies(assembly));
            }
        }
    }

    void beforeCreateType(Execution execution) {
        Entity target = target(execution);
        String typeName = text(target, "typename");
        if (typeName == null || !(target.get("pluginassemblyid") instanceof EntityReference reference)) {
            throw CodeArchive.invalid("A plug-in type needs values in the columns 'typename' and 'pluginassemblyid'.",
                    null);
        }
        var rows = new SystemRows(execution);
        UUID assemblyId = reference.requireId();
        Entity assembly = assembly(rows, assemblyId);
        if (assembly == null) {
            throw CodeArchive.invalid("The plug-in assembly " + assemblyId + " of the type '" + typeName
                    + "' does not exist.", null);
        }
        // The server's own writes take the names of types from the archive itself.
        if (!execution.caller().isSystem()) {
            requirePluginClass(execution, rows, assembly, typeName);
        }
        setIfAbsent(target, "name", typeName);
        setIfAbsent(target, "friendlyname", typeName);
        setIfAbsent(target, "plugintypeexportkey", typeName);
        copies(assembly).attributes().forEach(target::set);
    }

    void beforeUpdateType(Execution execution) {
        Entity target = target(execution);
        String typeName = text(target, "typename");
        if (typeName == null || execution.caller().isSystem()) {
            return;
        }
        var rows = new SystemRows(execution);
        Entity stored = rows.find("plugintype", execution.primaryId(), "pluginassemblyid");
        Object owner = target.contains("pluginassemblyid") || stored == null
                ? target.get("pluginassemblyid")
                : stored.get("pluginassemblyid");
        Entity assembly = owner instanceof EntityReference reference && reference.id() != null
                ? assembly(rows, reference.requireId())
                : null;
        if (assembly != null) {
            requirePluginClass(execution, rows, assembly, typeName);
        }
    }

    private static void requirePluginClass(Execution execution, SystemRows rows, Entity assembly, String typeName) {
        Entity owner = assembly.get("packageid") instanceof EntityReference reference
                ? rows.find("pluginpackage", reference.requireId(), "content")
                : rows.find("pluginassembly", SystemRows.id(assembly), "content");
        String content = owner == null ? null : text(owner, "content");
        if (content == null) {
            throw CodeArchive.invalid("The plug-in assembly '" + assembly.get("name") + "' has no content.", null);
        }
        PluginClasses classes = PluginClasses
                .of(CodeArchive.ofBase64(content, execution.limits().assemblyBytes()));
        var model = classes.find(typeName);
        if (model == null) {
            throw CodeArchive.invalid("The plug-in assembly '" + assembly.get("name") + "' has no class '" + typeName
                    + "'.", null);
        }
        if (!classes.isPluginType(model)) {
            throw CodeArchive.invalid("The class '" + typeName + "' is no plug-in type: it must be public, not"
                    + " abstract, and implement Plugin.", null);
        }
    }

    private static @Nullable Entity assembly(SystemRows rows, UUID id) {
        return rows.find("pluginassembly", id, "name", "version", "culture", "publickeytoken", "major", "minor",
                "packageid");
    }

    private static Entity copies(Entity assembly) {
        var copies = new Entity("plugintype").set("assemblyname", assembly.get("name"));
        COPIED_TO_TYPES.forEach(column -> copies.set(column, assembly.get(column)));
        return copies;
    }

    private CodeArchive check(String content, Execution execution) {
        CodeArchive archive = CodeArchive.ofBase64(content, execution.limits().assemblyBytes());
        archive.requireNoInnerJars();
        code.check(content, archive);
        return archive;
    }

    private static void setVersion(Entity target, @Nullable CodeArchive archive) {
        String given = text(target, "version");
        AssemblyVersion version = AssemblyVersion.of(
                given != null || archive == null ? given : archive.jars().getFirst().version());
        target.set("version", version.text()).set("major", version.major()).set("minor", version.minor());
    }

    /// SHA-256 of the base64 text, so that equal content can be told without reading it.
    static String hash(String content) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    static Entity target(Execution execution) {
        return execution.inputs().require("Target", Entity.class);
    }

    static @Nullable String text(Entity row, String column) {
        return row.get(column) instanceof String text && !text.isBlank() ? text : null;
    }

    static void setIfAbsent(Entity target, String column, String value) {
        if (text(target, column) == null) {
            target.set(column, value);
        }
    }
}
