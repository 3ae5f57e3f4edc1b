package dev.colonnade.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.engine.Limits;
import dev.colonnade.engine.containment.ClassTransformer;
import dev.colonnade.sdk.plugin.Plugin;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginClassLoaderTest {

    private static final int BYTES_MAX = Limits.DEFAULT.assemblyBytes();

    private static PluginClassLoader loader(TestJar jar) {
        return loader(CodeArchive.of(jar.bytes(), BYTES_MAX));
    }

    private static PluginClassLoader loader(CodeArchive archive) {
        return new PluginClassLoader("test", archive.entries(), Plugin.class.getClassLoader(), ClassTransformer.NONE);
    }

    @Test
    void ordinaryLanguageFeaturesWork() throws Exception {
        var jar = new TestJar().entry("t/word.txt", "resource").source("t.Probe",
                """
                        package t;
                        import java.util.*;
                        import java.util.stream.*;
                        public class Probe implements java.util.function.Supplier<String> {
                            sealed interface Shape permits Dot, Line {}
                            record Dot(int x) implements Shape {}
                            record Line(int from, int to) implements Shape {}
                            enum Color { RED, GREEN }
                            public String get() {
                                Shape shape = new Line(1, 3);
                                int length = switch (shape) { case Dot d -> 0; case Line(int a, int b) -> b - a; };
                                String joined = Stream.of("b", "a").sorted(Comparator.naturalOrder()).collect(Collectors.joining("-"));
                                String color = switch (Color.GREEN) { case RED -> "r"; case GREEN -> "g"; };
                                String text;
                                try (var in = Probe.class.getResourceAsStream("word.txt")) {
                                    text = new String(in.readAllBytes());
                                } catch (java.io.IOException e) {
                                    throw new IllegalStateException(e);
                                }
                                return length + joined + color + new Dot(7) + text;
                            }
                        }
                        """);

        Object probe = loader(jar).loadClass("t.Probe").getConstructor().newInstance();

        assertThat(((Supplier<?>) probe).get()).isEqualTo("2a-bgDot[x=7]resource");
    }

    @Test
    void theSdkIsSharedAndTheServerIsNotThere() throws Exception {
        PluginClassLoader loader = loader(new TestJar().entry("a.class", new byte[0]));

        assertThat(loader.loadClass("dev.colonnade.sdk.plugin.Plugin")).isSameAs(Plugin.class);
        assertThatThrownBy(() -> loader.loadClass("dev.colonnade.engine.plugin.PluginHost"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> loader.loadClass("org.postgresql.Driver")).isInstanceOf(ClassNotFoundException.class);
    }

    @ParameterizedTest
    @CsvSource({"java.util.HashMap,true", "java.time.Instant,true", "java.util.Map$Entry,true", "java.net.URI,true",
            "java.lang.Runtime,false", "java.lang.Runtime$Version,false", "java.lang.RuntimeException,true",
            "java.io.File,false", "java.net.Socket,false", "java.lang.reflect.Method,false", "java.sql.Driver,false",
            "java.lang.ProcessBuilder$Redirect,false", "java.util.logging.Logger,false"})
    void allowedClassesAreSeenAndOthersAreNot(String name, boolean allowed) {
        assertThat(PluginClassLoader.isAllowed(name)).isEqualTo(allowed);
    }

    @Test
    void whatIsWithheldFailsWhereItIsUsed() throws Exception {
        var jar = new TestJar().source("t.Probe", """
                package t;
                public class Probe implements java.util.function.Supplier<String> {
                    public String get() {
                        Runtime.getRuntime().gc();
                        return "";
                    }
                }
                """);
        Object probe = loader(jar).loadClass("t.Probe").getConstructor().newInstance();

        assertThatThrownBy(((Supplier<?>) probe)::get).isInstanceOf(NoClassDefFoundError.class)
                .hasMessageContaining("java/lang/Runtime");
    }

    @Test
    void theJarsOfAPackageSeeOneAnother() throws Exception {
        byte[] library = new TestJar().source("lib.Greeting",
                "package lib; public class Greeting { public static String text() { return \"hello\"; } }").bytes();
        byte[] plugin = new TestJar().source("lib.Greeting",
                "package lib; public class Greeting { public static String text() { return \"compile time\"; } }")
                .source("t.Probe", """
                        package t;
                        public class Probe implements java.util.function.Supplier<String> {
                            public String get() { return lib.Greeting.text(); }
                        }
                        """).bytes();
        byte[] zip = new TestJar().entry("lib/a-library-1.2.jar", library).entry("lib/plugin.jar", plugin).bytes();

        CodeArchive archive = CodeArchive.of(zip, BYTES_MAX);
        Object probe = loader(archive).loadClass("t.Probe").getConstructor().newInstance();

        assertThat(((Supplier<?>) probe).get()).isEqualTo("hello");
        assertThat(archive.jars()).hasSize(2);
    }
}
