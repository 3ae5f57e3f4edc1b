package dev.colonnade.engine.plugin;

import dev.colonnade.sdk.plugin.Plugin;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/// Makes instances of plug-in classes. Source: reference/event-framework.md, "Plug-in class and services".
final class PluginInstances {

    private PluginInstances() {}

    /// Calls the first public constructor of: two strings, one string, none.
    ///
    /// @throws Throwable what the constructor throws
    static Plugin construct(Class<?> type, @Nullable String configuration, @Nullable String secureConfiguration)
            throws Throwable {
        try {
            Constructor<?> two = find(type, String.class, String.class);
            if (two != null) {
                return (Plugin) two.newInstance(configuration, secureConfiguration);
            }
            Constructor<?> one = find(type, String.class);
            if (one != null) {
                return (Plugin) one.newInstance(configuration);
            }
            Constructor<?> none = find(type);
            if (none != null) {
                return (Plugin) none.newInstance();
            }
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } catch (ReflectiveOperationException e) {
            throw cannotMake(type, e.toString(), e);
        }
        throw cannotMake(type, "it has no public constructor without parameters, or with one or two strings", null);
    }

    private static @Nullable Constructor<?> find(Class<?> type, Class<?>... parameters) {
        try {
            return type.getConstructor(parameters);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static RuntimeException cannotMake(Class<?> type, String why, @Nullable Throwable cause) {
        return PluginRegistration.cannotLoad("UnableToLoadPluginType",
                "The plug-in type '" + type.getName() + "' cannot be made: " + why + ".", cause);
    }
}
