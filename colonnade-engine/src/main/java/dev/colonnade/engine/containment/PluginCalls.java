package dev.colonnade.engine.containment;

import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.Spliterator;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Where calls of plug-in code go that may not reach the JDK as they are; `allowed.txt` says which. Not for use by people: only
/// code that the server has changed can name this class. Each method takes what the one of the JDK takes, after the object
/// that it is called on, and gives the same.
public final class PluginCalls {

    private PluginCalls() {}

    /// Stands before an instruction that is not allowed.
    ///
    /// @param sentence says what is not allowed, and where
    @SuppressWarnings("DoNotCallSuggester") // Only code that the server has changed calls it.
    public static void refuse(String sentence) {
        throw new SecurityException(sentence);
    }

    /// Interrupts the calling thread, and no other.
    public static void interrupt(Thread thread) {
        if (thread == Thread.currentThread()) {
            thread.interrupt();
        }
    }

    /// A resource of the plug-in's own archive.
    ///
    /// @param type the class whose package the name is relative to
    public static @Nullable InputStream getResourceAsStream(Class<?> type, String name) {
        ClassLoader loader = type.getClassLoader();
        boolean isOfServer = loader == null || loader.equals(ClassLoader.getPlatformClassLoader())
                || loader.equals(PluginCalls.class.getClassLoader())
                || loader.equals(ClassLoader.getSystemClassLoader());
        return isOfServer ? null : type.getResourceAsStream(name);
    }

    public static <T> Stream<T> stream(Spliterator<T> elements, boolean parallel) {
        return StreamSupport.stream(elements, false);
    }

    public static <T> Stream<T> stream(Supplier<? extends Spliterator<T>> elements, int characteristics,
            boolean parallel) {
        return StreamSupport.stream(elements, characteristics, false);
    }

    public static IntStream intStream(Spliterator.OfInt elements, boolean parallel) {
        return StreamSupport.intStream(elements, false);
    }

    public static IntStream intStream(Supplier<? extends Spliterator.OfInt> elements, int characteristics,
            boolean parallel) {
        return StreamSupport.intStream(elements, characteristics, false);
    }

    public static LongStream longStream(Spliterator.OfLong elements, boolean parallel) {
        return StreamSupport.longStream(elements, false);
    }

    public static LongStream longStream(Supplier<? extends Spliterator.OfLong> elements, int characteristics,
            boolean parallel) {
        return StreamSupport.longStream(elements, characteristics, false);
    }

    public static DoubleStream doubleStream(Spliterator.OfDouble elements, boolean parallel) {
        return StreamSupport.doubleStream(elements, false);
    }

    public static DoubleStream doubleStream(Supplier<? extends Spliterator.OfDouble> elements, int characteristics,
            boolean parallel) {
        return StreamSupport.doubleStream(elements, characteristics, false);
    }

    /// Only the separators are told; they are the same everywhere, and libraries break without them.
    public static @Nullable String getProperty(String name) {
        return getProperty(name, null);
    }

    public static @Nullable String getProperty(String name, @Nullable String otherwise) {
        return switch (name) {
            case "line.separator" -> "\n";
            case "file.separator" -> "/";
            case "path.separator" -> ":";
            default -> otherwise;
        };
    }

    public static Properties getProperties() {
        return new Properties();
    }

    public static @Nullable String getenv(String name) {
        return null;
    }

    public static Map<String, String> getenv() {
        return Map.of();
    }

    public static boolean getBoolean(String name) {
        return false;
    }

    public static @Nullable Integer getInteger(String name) {
        return null;
    }

    public static Integer getInteger(String name, int otherwise) {
        return otherwise;
    }

    public static @Nullable Integer getInteger(String name, @Nullable Integer otherwise) {
        return otherwise;
    }

    public static @Nullable Long getLong(String name) {
        return null;
    }

    public static Long getLong(String name, long otherwise) {
        return otherwise;
    }

    public static @Nullable Long getLong(String name, @Nullable Long otherwise) {
        return otherwise;
    }

    public static void printStackTrace(Throwable thrown) {
        // The server's standard streams are not for plug-ins.
    }
}
