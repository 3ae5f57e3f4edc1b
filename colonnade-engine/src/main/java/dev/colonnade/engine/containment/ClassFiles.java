package dev.colonnade.engine.containment;

import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The class files that a plug-in's class loader defines, by name. Safe for use by several threads.
@FunctionalInterface
public interface ClassFiles {

    /// The class file as it stands in the archive, before any change; `null` when the archive has no such class.
    ///
    /// @param internalName name with slashes, as class files write it
    byte @Nullable [] find(String internalName);

    /// Tells the writer of stack frames who extends whom, from class files alone: no class is loaded for it. Safe for use by several
    /// threads, as classes of one archive are loaded by several.
    ///
    /// @param unknown what a class is taken for that is neither here nor in the JDK
    default ClassHierarchyResolver hierarchy(ClassHierarchyInfo unknown) {
        ClassHierarchyResolver ofArchive = ClassHierarchyResolver.ofResourceParsing(type -> {
            String descriptor = type.descriptorString();
            byte[] bytes = find(descriptor.substring(1, descriptor.length() - 1));
            return bytes == null ? null : new ByteArrayInputStream(bytes);
        });
        return ofArchive.orElse(ClassHierarchyResolver.defaultResolver()).orElse(type -> unknown)
                .cached(ConcurrentHashMap::new);
    }
}
