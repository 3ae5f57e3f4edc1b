package dev.colonnade.engine.plugin;

import dev.colonnade.engine.message.Step;
import java.util.List;

/// What the server does when rows of assemblies, plug-in types and packages are written: it reads the code that they bring, and
/// fills in what follows from it.
final class PluginRegistrationRules {

    private static final int BEFORE = 15;
    private static final int AFTER = 35;

    private final AssemblyRules assemblies;
    private final PackageRules packages;

    PluginRegistrationRules(PluginCode code) {
        this.assemblies = new AssemblyRules(code);
        this.packages = new PackageRules(code);
    }

    List<Step> rules() {
        return List.of(
                Step.rule("Content of an assembly", "Create", "pluginassembly", BEFORE,
                        assemblies::beforeCreateAssembly),
                Step.rule("New content of an assembly", "Update", "pluginassembly", BEFORE,
                        assemblies::beforeUpdateAssembly),
                Step.rule("Copies of an assembly's columns", "Update", "pluginassembly", AFTER,
                        assemblies::afterUpdateAssembly),
                Step.rule("Class of a plug-in type", "Create", "plugintype", BEFORE, assemblies::beforeCreateType),
                Step.rule("New class of a plug-in type", "Update", "plugintype", BEFORE,
                        assemblies::beforeUpdateType),
                Step.rule("Content of a package", "Create", "pluginpackage", BEFORE, packages::beforeCreate),
                Step.rule("New content of a package", "Update", "pluginpackage", BEFORE, packages::beforeUpdate),
                Step.rule("Assemblies of a new package", "Create", "pluginpackage", AFTER, packages::afterWrite),
                Step.rule("Assemblies of a changed package", "Update", "pluginpackage", AFTER, packages::afterWrite));
    }
}
