package dev.colonnade.engine.containment;

import dev.colonnade.engine.containment.guest.Check;
import dev.colonnade.engine.containment.guest.InsteadOf;
import dev.colonnade.engine.containment.guest.Numbers;
import dev.colonnade.engine.containment.guest.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The classes of ours that each class loader of plug-ins defines for itself, as class files; and the code of plug-ins kept from
/// naming them or anything else of the server. Safe for use by several threads.
public final class GuestClasses {

    /// Name of the package, with a dot at its end.
    static final String PACKAGE = Check.class.getPackageName() + ".";

    /// Classes whose methods take the place of the JDK's.
    private static final List<Class<?>> REPLACING = List.of(Texts.class, Numbers.class);

    private static final byte[] SERVER = "dev/colonnade/engine/".getBytes(StandardCharsets.US_ASCII);
    private static final Map<String, byte[]> FILES = files();

    private GuestClasses() {}

    private static Map<String, byte[]> files() {
        var files = new HashMap<String, byte[]>();
        for (String name : List.of("Check", "InsteadOf", "GuardedText", "Texts", "Numbers")) {
            try (InputStream in = Check.class.getResourceAsStream(name + ".class")) {
                if (in == null) {
                    throw new IllegalStateException("The class file of " + name + " is missing.");
                }
                files.put(PACKAGE + name, in.readAllBytes());
            } catch (IOException e) {
                throw new IllegalStateException("The class file of " + name + " cannot be read.", e);
            }
        }
        return Map.copyOf(files);
    }

    /// The class file of one of these classes; `null` for any other name.
    public static byte @Nullable [] find(String name) {
        return name.startsWith(PACKAGE) ? FILES.get(name) : null;
    }

    /// Refuses a class file of an archive that names a class of the server.
    ///
    /// @throws NoClassDefFoundError when it does
    public static void requireForeign(String name, byte[] classFile) {
        int last = classFile.length - SERVER.length;
        for (int at = 0; at <= last; at++) {
            if (classFile[at] == SERVER[0] && Arrays.equals(classFile, at, at + SERVER.length, SERVER, 0,
                    SERVER.length)) {
                throw new NoClassDefFoundError(name + " names a class of the server");
            }
        }
    }

    /// Connects the checks of a class loader with the watch over plug-ins.
    ///
    /// @param loader gives classes of the names that [#find] knows, defined by itself
    public static GuestCode connect(ClassLoader loader) {
        try {
            Class<?> check = loader.loadClass(Check.class.getName());
            if (!loader.equals(check.getClassLoader())) {
                throw new IllegalStateException("The checks of " + loader.getName() + " are not its own.");
            }
            Runnable raised = GuestCode::stopIfAsked;
            LongConsumer large = GuestCode::willAllocate;
            check.getMethod("bind", Runnable.class, LongConsumer.class).invoke(null, raised, large);
            Method raise = check.getMethod("raise", boolean.class);
            return new GuestCode(loader.getName(), up -> set(raise, up));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The checks of " + loader.getName() + " cannot be connected.", e);
        }
    }

    private static void set(Method raise, boolean up) {
        try {
            raise.invoke(null, up);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A flag cannot be set.", e);
        }
    }

    /// The methods that take the place of the JDK's, by what they replace.
    static Map<JdkMethod, Method> replacements() {
        var replacements = new HashMap<JdkMethod, Method>();
        for (Class<?> type : REPLACING) {
            for (Method method : type.getDeclaredMethods()) {
                InsteadOf replaced = method.getAnnotation(InsteadOf.class);
                if (replaced != null && Modifier.isPublic(method.getModifiers())) {
                    replacements.put(JdkMethod.of(method, replaced), method);
                }
            }
        }
        return Map.copyOf(replacements);
    }
}
