package dev.colonnade.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.server.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {

    @TempDir
    private Path directory;
    private final Map<Setting, String> flags = new EnumMap<>(Setting.class);
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void defaultsHoldWithoutAnySetting() throws IOException {
        ServerConfig config = config();

        assertThat(config.listeners())
                .isEqualTo(new ServerConfig.Listeners("127.0.0.1", 8440, 8443, "127.0.0.1", 8441, null, List.of()));
        assertThat(config.database()).isNull();
    }

    @Test
    void flagComesBeforeVariableAndVariableBeforeFile() throws IOException {
        write("port=1001\nhttps-port=1002\nmanagement-port=1003\n");
        environment.put("COLONNADE_PORT", "2001");
        environment.put("COLONNADE_HTTPS_PORT", "2002");
        flags.put(Setting.PORT, "3001");

        ServerConfig.Listeners listeners = config().listeners();

        assertThat(listeners.port()).isEqualTo(3001);
        assertThat(listeners.httpsPort()).isEqualTo(2002);
        assertThat(listeners.managementPort()).isEqualTo(1003);
    }

    @Test
    void coalescingCanBeSwitchedOff() throws IOException {
        assertThat(config().isCoalescing()).isTrue();

        environment.put("COLONNADE_COALESCING", "false");

        assertThat(config().isCoalescing()).isFalse();
    }

    @Test
    void operationsOfPluginsMayBeNestedDeeper() throws IOException {
        assertThat(config().limits().messageDepth()).isEqualTo(8);

        flags.put(Setting.PLUGIN_DEPTH, "12");

        assertThat(config().limits().messageDepth()).isEqualTo(12);
    }

    @Test
    void portsCanBeSwitchedOff() throws IOException {
        environment.put("COLONNADE_HTTPS_PORT", "off");

        assertThat(config().listeners().httpsPort()).isEqualTo(ServerConfig.Listeners.OFF);
    }

    @Test
    void allMistakesAreToldAtOnceWithTheirPlace() throws IOException {
        write("prot=1\nmanagement-port=x\n");
        environment.put("COLONNADE_HTTPS_PORT", "70000");
        flags.put(Setting.PORT, "abc");
        flags.put(Setting.DATABASE, "jdbc:mysql://user:secret@host/x");
        flags.put(Setting.ISSUERS, "https://issuer.example");
        flags.put(Setting.STOP_SECONDS, "-1");
        flags.put(Setting.COALESCING, "perhaps");
        flags.put(Setting.CORS_ORIGINS, "https://app.example/path");
        flags.put(Setting.PLUGIN_DEPTH, "33");

        assertThatThrownBy(this::config).isInstanceOfSatisfying(WrongSettings.class, wrong -> assertThat(wrong
                .mistakes())
                .anySatisfy(mistake -> assertThat(mistake).contains("'prot'").contains("colonnade.properties"))
                .anySatisfy(mistake -> assertThat(mistake).contains("management-port in colonnade.properties")
                        .contains("'x'"))
                .anySatisfy(mistake -> assertThat(mistake).contains("COLONNADE_HTTPS_PORT").contains("65535"))
                .anySatisfy(mistake -> assertThat(mistake).contains("--port").contains("'abc'"))
                .anySatisfy(mistake -> assertThat(mistake).contains("--database").doesNotContain("secret"))
                .anySatisfy(mistake -> assertThat(mistake).contains("--audiences"))
                .anySatisfy(mistake -> assertThat(mistake).contains("--stop-seconds"))
                .anySatisfy(mistake -> assertThat(mistake).contains("--coalescing").contains("'perhaps'"))
                .anySatisfy(mistake -> assertThat(mistake).contains("--cors-origins").contains("/path"))
                .anySatisfy(mistake -> assertThat(mistake).contains("--plugin-depth").contains("32"))
                .hasSize(10));
    }

    @Test
    void portsMustDiffer() {
        flags.put(Setting.HTTPS_PORT, "8440");

        assertThatThrownBy(this::config).isInstanceOf(WrongSettings.class).hasMessageContaining("8440");
    }

    @Test
    void issuersAreAList() throws IOException {
        flags.put(Setting.ISSUERS, "https://one.example, https://two.example");
        flags.put(Setting.AUDIENCES, "api://colonnade");

        assertThat(config().externalIssuers()).hasSize(2)
                .allSatisfy(issuer -> assertThat(issuer.audiences()).containsExactly("api://colonnade"));
    }

    private ServerConfig config() throws IOException {
        flags.putIfAbsent(Setting.DATA, directory.toString());
        return Settings.of(flags, environment).serverConfig();
    }

    private void write(String text) throws IOException {
        Files.writeString(directory.resolve("colonnade.properties"), text);
    }
}
