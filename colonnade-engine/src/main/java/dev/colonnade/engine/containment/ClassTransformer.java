package dev.colonnade.engine.containment;

/// One change of class files on their way from an archive into the JVM. The class loader of plug-ins defines the bytes that the
/// last one gives. Implementations are safe for use by several threads.
@FunctionalInterface
public interface ClassTransformer {

    /// Leaves every class file as it is.
    ClassTransformer NONE = (name, bytes) -> bytes;

    /// @param name name of the class as [Class#getName()] gives it
    /// @param bytes the class file; not changed by the call
    /// @return the class file to go on with; `bytes` itself where there is nothing to change
    /// @throws dev.colonnade.engine.ServiceException when the class may not be loaded, with a sentence that names it
    byte[] apply(String name, byte[] bytes);

    /// This change, then another one.
    default ClassTransformer then(ClassTransformer next) {
        return (name, bytes) -> next.apply(name, apply(name, bytes));
    }
}
