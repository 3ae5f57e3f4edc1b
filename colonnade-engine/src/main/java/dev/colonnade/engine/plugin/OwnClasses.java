package dev.colonnade.engine.plugin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Which classes of an archive are the plug-in's own, and which those of libraries that came along. Immutable.
///
/// Own classes are told what they may not use when they are registered; those of libraries when they reach the place. The power
/// of both is the same, so this is a guess that does no harm where it is wrong. A class is own when its package is that of a
/// plug-in type, or lies below the same root: the first two parts of the type's package, or three where many publish below the
/// first two (`io.github.name`). It is a library's all the same when
/// - the jar's manifest lists its package or one above in `Colonnade-Libraries`, or
/// - its package has a part like `shaded` behind the root, and no plug-in type lies below that part, or
/// - the jar carries `META-INF/maven/` of a group that its package lies below, and no plug-in type does.
final class OwnClasses {

    private static final Set<String> SHARED = Set.of("apache", "co", "com", "eclipse", "github", "gitlab", "org");
    private static final Set<String> RELOCATED = Set.of("relocated", "repackaged", "shaded", "shadow", "shadowed",
            "thirdparty", "vendor", "vendored");
    private static final String MAVEN = "META-INF/maven/";

    private final Set<String> typePackages = new HashSet<>();
    private final Set<String> roots = new HashSet<>();
    private final List<String> libraries = new ArrayList<>();

    private OwnClasses() {}

    static OwnClasses of(CodeArchive archive, PluginClasses classes) {
        var own = new OwnClasses();
        for (CodeArchive.Jar jar : archive.jars()) {
            classes.pluginTypes(jar).forEach(type -> own.addType(packageOf(type.replace('.', '/'))));
        }
        for (CodeArchive.Jar jar : archive.jars()) {
            jar.libraries().forEach(name -> own.libraries.add(name.replace('.', '/')));
            jar.entries().keySet().stream().filter(path -> path.startsWith(MAVEN)).forEach(own::addGroup);
        }
        return own;
    }

    private void addType(String typePackage) {
        typePackages.add(typePackage);
        List<String> parts = List.of(typePackage.split("/"));
        int length = parts.size() > 1 && SHARED.contains(parts.get(1)) ? 3 : 2;
        roots.add(String.join("/", parts.subList(0, Math.min(length, parts.size()))));
    }

    /// @param path `META-INF/maven/GROUP/ARTIFACT/pom.properties`
    private void addGroup(String path) {
        int end = path.indexOf('/', MAVEN.length());
        if (end > 0) {
            String group = path.substring(MAVEN.length(), end).replace('.', '/');
            if (group.contains("/") && holdsNoType(group)) {
                libraries.add(group);
            }
        }
    }

    /// @param internalName name of a class with slashes
    boolean contains(String internalName) {
        String name = packageOf(internalName);
        if (typePackages.contains(name)) {
            return true;
        }
        return roots.stream().anyMatch(root -> isBelow(name, root)) && !isRelocated(name)
                && libraries.stream().noneMatch(library -> isBelow(name, library));
    }

    private boolean isRelocated(String name) {
        return Stream.iterate(name, each -> !each.isEmpty(), OwnClasses::packageOf)
                .anyMatch(each -> RELOCATED.contains(each.substring(each.lastIndexOf('/') + 1)) && holdsNoType(each));
    }

    private boolean holdsNoType(String name) {
        return typePackages.stream().noneMatch(type -> isBelow(type, name));
    }

    private static boolean isBelow(String name, String root) {
        return name.equals(root) || (!root.isEmpty() && name.startsWith(root + "/"));
    }

    /// What stands before the last slash.
    private static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }
}
