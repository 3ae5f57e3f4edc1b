package dev.colonnade.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254", "100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1",
            "fc00::1",
            "fd12::1", "ff02::1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "2001::1",
            "198.18.0.1"})
    void whatIsNotOnThePublicInternetIsClosed(String address) {
        assertThat(AddressRules.isClosed(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "192.169.0.1", "2606:4700::1111",
            "64:ff9b::808:808", "100.63.0.1", "100.128.0.1"})
    void whatIsOnThePublicInternetIsOpen(String address) {
        assertThat(AddressRules.isClosed(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/", "http://localhost:8440/", "https://[::1]/", "http://2130706433/",
            "ftp://example.com/", "file:///etc/passwd", "http:relative", "relative", "http://user:secret@8.8.8.8/"})
    void otherAddressesAreRefused(String uri) {
        assertThatThrownBy(() -> new AddressRules(List.of()).requireAllowed(URI.create(uri)))
                .isInstanceOf(InvalidPluginExecutionException.class);
    }

    @Test
    void theOperatorOpensHostsByName() {
        var rules = new AddressRules(List.of("LOCALHOST", "*.corp.example"));

        assertThatCode(() -> rules.requireAllowed(URI.create("http://localhost:1/"))).doesNotThrowAnyException();
        assertThatCode(() -> rules.requireAllowed(URI.create("http://a.corp.example/"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> rules.requireAllowed(URI.create("http://127.0.0.1/")))
                .hasMessageContaining("plugin-http-hosts");
    }
}
