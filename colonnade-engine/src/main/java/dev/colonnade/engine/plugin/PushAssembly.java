package dev.colonnade.engine.plugin;

import dev.colonnade.engine.containment.Findings;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The message `colonnade_PushAssembly`: registers a jar and everything that its annotations declare, or brings what is
/// registered up to date, in one transaction. Pushing the same jar again changes nothing.
///
/// The caller needs the privilege to create assemblies; the rest follows from it. What the jar declares is made equal to the
/// declaration: columns of a custom API that cannot be changed, and parameters whose type or optionality changed, are made
/// anew, as long as the custom API is unmanaged and its plug-in type is of this assembly or there is none. A custom API or a
/// step made by hand that uses a class which is gone stops the push.
final class PushAssembly implements Operation {

    static final String NAME = "colonnade_PushAssembly";

    private final PluginCode code;
    private final Predicate<UUID> isClosed;

    /// @param isClosed whether an assembly of an id takes no more calls, so that pushing it again is a change
    PushAssembly(PluginCode code, Predicate<UUID> isClosed) {
        this.code = code;
        this.isClosed = isClosed;
    }

    @Override
    public void execute(Execution execution) {
        execution.authorizer().requirePrivilege(AccessRight.CREATE, execution.metadata().table("pluginassembly"));
        if (!(execution.inputs().get("Content") instanceof String content)) {
            throw CodeArchive.invalid("The parameter 'Content' must hold a jar as base64 text.", null);
        }
        CodeArchive archive = CodeArchive.ofBase64(content, execution.limits().assemblyBytes());
        archive.requireNoInnerJars();
        Findings warnings = code.check(content, archive);
        Declarations declarations = DeclarationReader.read(archive);
        String name = name(archive, execution.inputs().get("Name"));
        var rows = new SystemRows(execution);
        var report = new Report();
        UUID assemblyId = assembly(rows, report, name, content, archive, declarations);
        var types = new TypeRows(rows);
        types.createMissing(assemblyId, declarations.types()).stream().sorted()
                .forEach(type -> report.add("created plug-in type", type));
        Map<String, UUID> typeIds = types.ids(assemblyId);
        new DeclaredApis(rows, report, typeIds).push(declarations.apis());
        new DeclaredSteps(rows, report, typeIds).push(declarations.steps());
        if (!report.text().isEmpty() && !warnings.isEmpty()) {
            report.add("warning: where they are reached, libraries will throw a SecurityException at",
                    warnings.count() + " places:\n  " + PluginCode.listed(warnings, "\n  "));
        }
        execution.outputs().set("AssemblyId", assemblyId).set("AssemblyName", name).set("Report", report.text());
    }

    /// The name that is asked for, unless that is a file's: then what the manifest says comes first.
    private static String name(CodeArchive archive, @Nullable Object given) {
        CodeArchive.Jar jar = archive.jars().getFirst();
        String asked = given instanceof String text ? text.strip() : "";
        if (!asked.isEmpty() && !asked.endsWith(".jar")) {
            return asked;
        }
        String name = new CodeArchive.Jar(asked, jar.title(), jar.version(), List.of(), Map.of()).assemblyName("");
        if (name.isEmpty()) {
            throw CodeArchive.invalid("The assembly has no name: give the parameter 'Name', or an Implementation-Title"
                    + " in the jar's manifest.", null);
        }
        return name;
    }

    private UUID assembly(SystemRows rows, Report report, String name, String content, CodeArchive archive,
            Declarations declarations) {
        AssemblyVersion version = AssemblyVersion.of(archive.jars().getFirst().version());
        Entity stored = SystemRows.first(rows.list(new QueryExpression("pluginassembly")
                .columns("name", "sourcehash", "version", "packageid").where("name", ConditionOperator.EQUAL, name)));
        if (stored == null) {
            report.add("created assembly", name + " " + version.text());
            return rows.create(new Entity("pluginassembly").set("name", name).set("content", content).set("version",
                    version.text()));
        }
        if (stored.get("packageid") != null) {
            throw CodeArchive.invalid("The assembly '" + name + "' belongs to a plug-in package; update that.", null);
        }
        UUID id = SystemRows.id(stored);
        if (AssemblyRules.hash(content).equals(stored.get("sourcehash")) && !isClosed.test(id)) {
            return id;
        }
        dropDeclaredSteps(rows, report, id, declarations.types());
        rows.update(new Entity("pluginassembly", id).set("content", content).set("version", version.text()));
        report.add("updated assembly", name + " " + version.text());
        return id;
    }

    /// Steps that an earlier push made for classes that are gone go with them.
    private static void dropDeclaredSteps(SystemRows rows, Report report, UUID assemblyId, List<String> present) {
        new TypeRows(rows).ids(assemblyId).forEach((typeName, id) -> {
            if (!present.contains(typeName)) {
                new DeclaredSteps(rows, report, Map.of(typeName, id)).push(List.of());
            }
        });
    }

    /// What a push did, one line for each thing; empty when nothing had to be done.
    static final class Report {

        private final StringBuilder text = new StringBuilder();

        void add(String what, String name) {
            text.append(text.isEmpty() ? "" : "\n").append(what).append(' ').append(name);
        }

        String text() {
            return text.toString();
        }
    }
}
