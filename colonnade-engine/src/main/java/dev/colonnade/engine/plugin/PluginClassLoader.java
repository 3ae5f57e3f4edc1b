package dev.colonnade.engine.plugin;

import dev.colonnade.engine.containment.ClassTransformer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Loads the classes of one version of an assembly or package. They see their own archive, the SDK, and allowed packages of
/// the JDK, and nothing of the server. Safe for use by several threads.
///
/// What it hides is hidden from code that names it in its class files; it is hygiene, not a boundary against hostile code.
final class PluginClassLoader extends ClassLoader {

    private static final String SDK = "dev.colonnade.sdk.";

    /// Source: reference/containment.md, "Allow-list".
    private static final Set<String> PACKAGES = Set.of("java.io", "java.lang", "java.lang.annotation",
            "java.lang.constant", "java.lang.invoke", "java.lang.ref", "java.lang.runtime", "java.math",
            "java.net.http",
            "java.nio", "java.nio.charset", "java.security", "java.security.spec", "java.text", "java.time",
            "java.time.chrono", "java.time.format", "java.time.temporal", "java.time.zone", "java.util",
            "java.util.concurrent", "java.util.concurrent.atomic", "java.util.concurrent.locks", "java.util.function",
            "java.util.random", "java.util.regex", "java.util.stream", "java.util.zip", "javax.crypto",
            "javax.crypto.spec");

    /// Single classes of packages that are not allowed as a whole.
    private static final Set<String> CLASSES = Set.of("java.net.URI", "java.net.URISyntaxException",
            "java.net.URLEncoder", "java.net.URLDecoder", "java.net.ConnectException", "java.net.SocketException",
            "java.net.SocketTimeoutException", "java.net.UnknownHostException", "java.net.ProtocolException");

    /// Classes of the allowed packages that reach processes, files, class loading or the JVM itself.
    private static final Set<String> WITHHELD = Set.of("java.lang.ClassLoader", "java.lang.Module",
            "java.lang.ModuleLayer", "java.lang.Process", "java.lang.ProcessBuilder", "java.lang.ProcessHandle",
            "java.lang.Runtime", "java.lang.SecurityManager", "java.lang.StackWalker", "java.lang.ThreadGroup",
            "java.io.Console", "java.io.File", "java.io.FileDescriptor", "java.io.FileInputStream",
            "java.io.FileOutputStream", "java.io.FileReader", "java.io.FileWriter", "java.io.ObjectInputStream",
            "java.io.RandomAccessFile", "java.util.ServiceLoader", "java.util.Timer", "java.util.zip.ZipFile");

    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> entries;
    private final ClassLoader sdk;
    private final ClassTransformer transformer;
    private final ProtectionDomain domain;

    /// @param label name of the assembly and its version, as it shows in stack traces
    /// @param entries content of the archive by name, as [CodeArchive#entries()] gives it
    /// @param sdk where the SDK's classes come from
    /// @param transformer changes the class files of the archive on their way into the JVM
    PluginClassLoader(String label, Map<String, byte[]> entries, ClassLoader sdk, ClassTransformer transformer) {
        super(label, ClassLoader.getPlatformClassLoader());
        this.entries = Map.copyOf(entries);
        this.sdk = sdk;
        this.transformer = transformer;
        this.domain = new ProtectionDomain(new CodeSource(null, (Certificate[]) null), null, this, null);
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
        if (name.startsWith("java.") || name.startsWith("javax.crypto.")) {
            if (!isAllowed(name)) {
                throw new ClassNotFoundException(name + " (plug-ins may not use it)");
            }
            return getParent().loadClass(name);
        }
        return findClass(name);
    }

    static boolean isAllowed(String name) {
        int end = name.lastIndexOf('.');
        String outermost = name.indexOf('$') < 0 ? name : name.substring(0, name.indexOf('$'));
        return CLASSES.contains(outermost)
                || (PACKAGES.contains(name.substring(0, Math.max(end, 0))) && !WITHHELD.contains(outermost));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = entries.get(name.replace('.', '/') + ".class");
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
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
