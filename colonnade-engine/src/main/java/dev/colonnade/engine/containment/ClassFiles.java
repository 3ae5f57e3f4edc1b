package dev.colonnade.engine.containment;

import org.jspecify.annotations.Nullable;

/// The class files that a plug-in's class loader defines, by name. Safe for use by several threads.
@FunctionalInterface
public interface ClassFiles {

    /// The class file as it stands in the archive, before any change; `null` when the archive has no such class.
    ///
    /// @param internalName name with slashes, as class files write it
    byte @Nullable [] find(String internalName);
}
