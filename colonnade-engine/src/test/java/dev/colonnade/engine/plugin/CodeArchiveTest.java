package dev.colonnade.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CodeArchiveTest {

    private static final String SOURCE = """
            package t;
            import dev.colonnade.sdk.plugin.*;
            public class One extends Base {
                static class Hidden implements Plugin { public void execute(PluginContext context) {} }
            }
            """;
    private static final String BASE = """
            package t;
            import dev.colonnade.sdk.plugin.*;
            public abstract class Base implements Plugin { public void execute(PluginContext context) {} }
            """;

    @Test
    void nameAndVersionComeFromTheManifest() {
        byte[] jar = new TestJar().named("sales", "2.1.0.7").source("t.Base", BASE).bytes();

        CodeArchive.Jar read = CodeArchive.of(jar, 1_000_000).jars().getFirst();

        assertThat(read.assemblyName("other")).isEqualTo("sales");
        assertThat(read.version()).isEqualTo("2.1.0.7");
    }

    @Test
    void pluginTypesArePublicConcreteClassesThatImplementTheInterface() {
        byte[] jar = new TestJar().source("t.Base", BASE).source("t.One", SOURCE).bytes();

        CodeArchive archive = CodeArchive.of(jar, 1_000_000);

        assertThat(PluginClasses.of(archive).pluginTypes(archive.jars().getFirst())).containsExactly("t.One");
    }

    @Test
    void whatIsNoJarIsRefused() {
        String text = Base64.getEncoder().encodeToString("no jar at all".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> CodeArchive.ofBase64(text, 1_000_000))
                .isInstanceOfSatisfying(ServiceException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("no jar");
        assertThatThrownBy(() -> CodeArchive.ofBase64("a", 1_000_000)).hasMessageContaining("base64");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        byte[] jar = new TestJar().source("t.Base", BASE).bytes();

        assertThatThrownBy(() -> CodeArchive.of(jar, 100)).hasMessageContaining("at most 100");
    }

    @Test
    void whatUnpacksWithoutEndIsRefused() {
        byte[] jar = new TestJar().entry("zeros.class", new byte[3_000_000]).bytes();

        assertThatThrownBy(() -> CodeArchive.of(jar, 100_000)).hasMessageContaining("unpacks to more");
    }

    /// No writer of the JDK makes such a jar; which of the two a reader takes is anybody's guess.
    @Test
    void anEntryThatIsThereTwiceIsRefused() {
        String jar = new String(new TestJar().entry("t/One.txt", "1").entry("t/Two.txt", "2").bytes(),
                StandardCharsets.ISO_8859_1);
        byte[] twice = jar.replace("t/Two.txt", "t/One.txt").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> CodeArchive.of(twice, 100_000)).isInstanceOfSatisfying(ServiceException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("has the entry 't/One.txt' twice");
    }

    @Test
    void aBrokenClassFileIsNamed() {
        byte[] jar = new TestJar().entry("t/Broken.class", "nonsense").bytes();

        assertThatThrownBy(() -> new PluginCode().check("", CodeArchive.of(jar, 100_000)))
                .isInstanceOf(ServiceException.class).hasMessageContaining("t.Broken cannot be read");
    }
}
