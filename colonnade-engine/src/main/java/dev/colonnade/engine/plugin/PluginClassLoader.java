package dev.colonnade.engine.plugin;

import dev.colonnade.engine.containment.ClassTransformer;
import dev.colonnade.engine.containment.CodeVerifier;
import dev.colonnade.engine.containment.GuestClasses;
import dev.colonnade.engine.containment.GuestCode;
import dev.colonnade.engine.containment.PluginCalls;
import dev.colonnade.sdk.plugin.Plugin;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Loads the classes of one version of an assembly or package. They see their own archive, the SDK, and what they may see of
/// the JDK, and nothing of the server. Safe for use by several threads.
///
/// What it hides is hidden from code that names it in its class files; it is hygiene, not a boundary against hostile code.
final class PluginClassLoader extends ClassLoader {

    private static final String SDK = "dev.colonnade.sdk.";

    /// What code calls after the server has changed it.
    private static final Map<String, Class<?>> CALLS = Map.of(PluginCalls.class.getName(), PluginCalls.class);

    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> entries;
    private final ClassLoader sdk = Plugin.class.getClassLoader();
    private final Predicate<String> seen;
    private final ClassTransformer transformer;
    private final ProtectionDomain domain;
    private final GuestCode guest;

    /// @param label name of the assembly and its version, as it shows in stack traces
    /// @param entries content of the archive by name, as [CodeArchive#entries()] gives it
    /// @param seen whether a class of the JDK is there for the code, by its name with slashes
    /// @param transformer changes the class files of the archive on their way into the JVM
    PluginClassLoader(String label, Map<String, byte[]> entries, Predicate<String> seen, ClassTransformer transformer) {
        super(label, ClassLoader.getPlatformClassLoader());
        this.entries = Map.copyOf(entries);
        this.seen = seen;
        this.transformer = transformer;
        this.domain = new ProtectionDomain(new CodeSource(null, (Certificate[]) null), null, this, null);
        this.guest = GuestClasses.connect(this);
    }

    /// Its classes as the watch over plug-ins sees them.
    GuestCode guest() {
        return guest;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = load(name);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }

    private Class<?> load(String name) throws ClassNotFoundException {
        if (name.startsWith(SDK)) {
            return sdk.loadClass(name);
        }
        byte[] ours = GuestClasses.find(name);
        if (ours != null) {
            return defineClass(name, ours, 0, ours.length, domain);
        }
        Class<?> call = CALLS.get(name);
        if (call != null) {
            return call;
        }
        String internalName = name.replace('.', '/');
        if (!CodeVerifier.isReserved(internalName)) {
            return findClass(name);
        }
        if (!seen.test(internalName)) {
            throw new ClassNotFoundException(name + " (plug-ins may not use it)");
        }
        return getParent().loadClass(name);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = entries.get(name.replace('.', '/') + ".class");
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        GuestClasses.requireForeign(name, bytes);
        byte[] changed = transformer.apply(name, bytes);
        return defineClass(name, changed, 0, changed.length, domain);
    }

    /// Resources of the archive alone; `null` when it has none of that name.
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] bytes = entries.get(name);
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    @Override
    public java.net.@Nullable URL getResource(String name) {
        return null;
    }
}
