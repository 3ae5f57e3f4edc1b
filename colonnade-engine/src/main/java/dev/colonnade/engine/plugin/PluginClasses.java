package dev.colonnade.engine.plugin;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The classes of an archive as their class files say, without loading any.
final class PluginClasses {

    private static final String PLUGIN = "dev/colonnade/sdk/plugin/Plugin";

    private final Map<String, ClassModel> models = new HashMap<>();
    private final Map<CodeArchive.Jar, List<ClassModel>> byJar = new HashMap<>();

    private PluginClasses() {}

    /// Class files that cannot be read are left out; the verification of the archive names them.
    static PluginClasses of(CodeArchive archive) {
        var classes = new PluginClasses();
        for (CodeArchive.Jar jar : archive.jars()) {
            var own = new ArrayList<ClassModel>();
            jar.entries().forEach((name, bytes) -> {
                ClassModel model = isClass(name) ? classes.read(bytes) : null;
                if (model != null) {
                    own.add(model);
                }
            });
            classes.byJar.put(jar, own);
        }
        return classes;
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("module-info.class")
                && !name.endsWith("package-info.class");
    }

    private @Nullable ClassModel read(byte[] bytes) {
        try {
            ClassModel model = ClassFile.of().parse(bytes);
            if (!isReadable(model)) {
                return null;
            }
            models.putIfAbsent(model.thisClass().asInternalName(), model);
            return model;
        } catch (RuntimeException e) {
            // The parser throws what it meets when it follows wrong indexes.
            return null;
        }
    }

    /// Follows all that is asked for later; the parser throws at the first wrong index.
    private static boolean isReadable(ClassModel model) {
        String parent = model.superclass().map(ClassEntry::asInternalName).orElse("");
        return !model.thisClass().asInternalName().isEmpty()
                && model.interfaces().stream().noneMatch(each -> each.asInternalName().equals(parent));
    }

    /// The class files of a jar of the archive.
    List<ClassModel> of(CodeArchive.Jar jar) {
        return byJar.getOrDefault(jar, List.of());
    }

    /// @param name name of the class as [Class#getName()] gives it
    @Nullable
    ClassModel find(String name) {
        return models.get(name.replace('.', '/'));
    }

    /// Names of a jar's classes that can be plug-in types: public, not abstract, implementing the interface of plug-ins.
    List<String> pluginTypes(CodeArchive.Jar jar) {
        return of(jar).stream().filter(this::isPluginType).map(PluginClasses::name).sorted().toList();
    }

    boolean isPluginType(ClassModel model) {
        return model.flags().has(AccessFlag.PUBLIC) && !model.flags().has(AccessFlag.ABSTRACT)
                && !model.flags().has(AccessFlag.INTERFACE) && implementsPlugin(model, 0);
    }

    private boolean implementsPlugin(ClassModel model, int steps) {
        if (steps > 100) {
            return false;
        }
        for (ClassEntry parent : model.interfaces()) {
            if (isPlugin(parent, steps)) {
                return true;
            }
        }
        return model.superclass().map(parent -> isPlugin(parent, steps)).orElse(false);
    }

    private boolean isPlugin(ClassEntry entry, int steps) {
        if (entry.asInternalName().equals(PLUGIN)) {
            return true;
        }
        ClassModel model = models.get(entry.asInternalName());
        return model != null && implementsPlugin(model, steps + 1);
    }

    /// The name as [Class#getName()] gives it.
    static String name(ClassModel model) {
        return model.thisClass().asInternalName().replace('/', '.');
    }
}
