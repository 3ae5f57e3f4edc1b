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

    /// @throws dev.colonnade.engine.ServiceException when a class file cannot be read, or was compiled for a newer Java
    static PluginClasses of(CodeArchive archive) {
        var classes = new PluginClasses();
        for (CodeArchive.Jar jar : archive.jars()) {
            var own = new ArrayList<ClassModel>();
            jar.entries().forEach((name, bytes) -> {
                if (isClass(name)) {
                    own.add(classes.read(name, bytes));
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

    private ClassModel read(String name, byte[] bytes) {
        try {
            ClassModel model = ClassFile.of().parse(bytes);
            if (model.majorVersion() > ClassFile.latestMajorVersion()) {
                throw CodeArchive.invalid("The class '" + name + "' is compiled for Java "
                        + (model.majorVersion() - 44) + "; the server runs Java "
                        + (ClassFile.latestMajorVersion() - 44) + ".", null);
            }
            models.putIfAbsent(model.thisClass().asInternalName(), model);
            return model;
        } catch (IllegalArgumentException e) {
            throw CodeArchive.invalid("The class '" + name + "' cannot be read: " + e.getMessage(), e);
        }
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
