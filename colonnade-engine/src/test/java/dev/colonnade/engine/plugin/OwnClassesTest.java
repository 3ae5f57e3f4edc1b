package dev.colonnade.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnClassesTest {

    private static OwnClasses of(TestJar jar) {
        CodeArchive archive = CodeArchive.of(jar.bytes(), 1_000_000);
        return OwnClasses.of(archive, PluginClasses.of(archive));
    }

    private static TestJar plugin(String typePackage) {
        return new TestJar().source(typePackage + ".Order", """
                package %s;
                public class Order implements dev.colonnade.sdk.plugin.Plugin {
                    public void execute(dev.colonnade.sdk.plugin.PluginContext context) {}
                }
                """.formatted(typePackage));
    }

    @ParameterizedTest
    @CsvSource({"com/acme/sales/Order,true", "com/acme/sales/model/Line,true", "com/acme/Text,true",
            "com/acmeother/Text,false", "org/apache/commons/lang3/StringUtils,false", "Plain,false",
            "com/acme/sales/shaded/org/lib/A,false", "com/acme/legacy/A,false"})
    void ownIsWhatLiesBelowTheRootOfAPluginType(String name, boolean isOwn) {
        TestJar jar = plugin("com.acme.sales").attribute(CodeArchive.Jar.LIBRARIES, "com.acme.legacy, org.other");

        assertThat(of(jar).contains(name)).isEqualTo(isOwn);
    }

    @ParameterizedTest
    @CsvSource({"org/apache/mine/Order,true", "org/apache/mine/inner/A,true",
            "org/apache/commons/lang3/StringUtils,false"})
    void whereManyPublishTheRootIsOnePartLonger(String name, boolean isOwn) {
        assertThat(of(plugin("org.apache.mine")).contains(name)).isEqualTo(isOwn);
    }

    @ParameterizedTest
    @CsvSource({"com/acme/sales/Order,true", "com/acme/kit/Tool,false"})
    void aGroupThatTheJarCarriesAlongIsALibrary(String name, boolean isOwn) {
        TestJar jar = plugin("com.acme.sales").entry("META-INF/maven/com.acme.kit/kit/pom.properties", "")
                .entry("META-INF/maven/com.acme/sales/pom.properties", "");

        assertThat(of(jar).contains(name)).isEqualTo(isOwn);
    }

    @Test
    void aPluginTypeIsAlwaysOwn() {
        TestJar jar = plugin("com.acme.shaded").attribute(CodeArchive.Jar.LIBRARIES, "com.acme");

        assertThat(of(jar).contains("com/acme/shaded/Order")).isTrue();
    }

    @Test
    void anAssemblyHoldsNoJars() {
        byte[] inner = plugin("com.acme.sales").bytes();
        byte[] outer = plugin("com.acme.other").entry("lib/inner.jar", inner).bytes();

        assertThatThrownBy(() -> CodeArchive.of(outer, 1_000_000).requireNoInnerJars())
                .hasMessageContaining("lib/inner.jar").hasMessageContaining("plug-in package");
    }
}
