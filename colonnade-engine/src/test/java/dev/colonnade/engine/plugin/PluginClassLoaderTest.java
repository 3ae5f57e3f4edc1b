package dev.colonnade.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.sdk.plugin.Plugin;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PluginClassLoaderTest {

    private static final int BYTES_MAX = Limits.DEFAULT.assemblyBytes();

    private static PluginClassLoader loader(TestJar jar) {
        return loader(CodeArchive.of(jar.bytes(), BYTES_MAX));
    }

    private static PluginClassLoader loader(CodeArchive archive) {
        return new PluginCode().load("test", archive);
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

    @Test
    void codeThatWasRegisteredBeforeAndIsRefusedNowDoesNotLoad() {
        var jar = new TestJar().source("t.Probe", """
                package t;
                public class Probe implements dev.colonnade.sdk.plugin.Plugin {
                    public void execute(dev.colonnade.sdk.plugin.PluginContext context) {
                        Runtime.getRuntime().gc();
                    }
                }
                """);
        assertThatThrownBy(() -> loader(jar).loadClass("t.Probe")).isInstanceOf(ServiceException.class)
                .hasMessageStartingWith("UnableToLoadPluginAssembly")
                .hasMessageContaining("t.Probe.execute:4 uses java.lang.Runtime.getRuntime");
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
