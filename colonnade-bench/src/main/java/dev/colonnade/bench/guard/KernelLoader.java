package dev.colonnade.bench.guard;

import dev.colonnade.engine.containment.ClassTransformer;
import dev.colonnade.engine.containment.GuestClasses;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Defines the kernels' classes for itself, changed or not. Everything else comes from the benchmark's own class path.
final class KernelLoader extends ClassLoader {

    private final ClassTransformer transformer;

    KernelLoader(String name, ClassTransformer transformer) {
        super(name, KernelLoader.class.getClassLoader());
        this.transformer = transformer;
    }

    /// The class file of a class of the benchmark; `null` when there is none.
    ///
    /// @param internalName name with slashes
    static byte @Nullable [] classFile(String internalName) {
        String entry = internalName + ".class";
        try (InputStream in = KernelLoader.class.getClassLoader().getResourceAsStream(entry)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("The class file " + entry + " cannot be read.", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] ours = GuestClasses.find(name);
            if (ours != null) {
                return defineClass(name, ours, 0, ours.length);
            }
            byte[] bytes = name.startsWith(Kernels.class.getName() + "$")
                    ? classFile(name.replace('.', '/'))
                    : null;
            if (bytes == null) {
                return super.loadClass(name, resolve);
            }
            byte[] changed = transformer.apply(name, bytes);
            return defineClass(name, changed, 0, changed.length);
        }
    }
}
