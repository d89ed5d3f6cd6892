package dev.longhaul.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longhaul.cluster.ClusterSettings.Peer;
import dev.longhaul.settings.InvalidSettingsException;
import dev.longhaul.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.jgroups.util.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterSettingsTest {

    @Test
    void without_settings_the_node_is_alone_and_named_after_its_host() {
        ClusterSettings defaults = ClusterSettings.from(Settings.defaults());

        assertThat(defaults.isAlone()).isTrue();
        assertThat(defaults.nodeName()).isNotBlank();
        assertThat(defaults.clusterName()).isEqualTo("longhaul");
        assertThat(defaults.bindAddress()).isEqualTo("127.0.0.1");
        assertThat(defaults.port()).isEqualTo(7_800);
        assertThat(defaults.remoteTimeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void peers_are_hosts_with_or_without_a_port() {
        ClusterSettings settings = ClusterSettings.from(Settings.of(Map.of(
                "longhaul.cluster.insecure", "true",
                "longhaul.cluster.port", "7810",
                "longhaul.cluster.peers", "host-1, host-2:7811,[::1]:7812")));

        assertThat(settings.isAlone()).isFalse();
        assertThat(settings.peers())
                .containsExactly(new Peer("host-1", 7810), new Peer("host-2", 7811), new Peer("::1", 7812));
    }

    @ParameterizedTest
    @CsvSource({"[::1], ::1", "::1, ::1", "[fe80::1%eth0], fe80::1%eth0"})
    void an_ipv6_address_has_brackets_or_not(String written, String address) throws Exception {
        Settings settings = Settings.of(Map.of(
                "longhaul.cluster.insecure", "true",
                "longhaul.cluster.bind-address", written,
                "longhaul.cluster.peers", "[::1]:7801,[2001:db8::7]"));
        ClusterSettings cluster = ClusterSettings.from(settings);
        settings.requireValid();

        assertThat(cluster.bindAddress()).isEqualTo(address);
        assertThat(ClusterNode.tcpStack(cluster)).contains("bind_addr=\"" + address + "\"");
        assertThat(Util.parseCommaDelimitedHosts("::1[7801],2001:db8::7[7800]", 0))
                .extracting(Object::toString)
                .as("how JGroups reads the peers of the stack")
                .hasSize(2);
        assertThat(ClusterNode.tcpStack(cluster)).contains("initial_hosts=\"::1[7801],2001:db8::7[7800]\"");
    }

    @ParameterizedTest
    @CsvSource({
        "longhaul.cluster.peers, host-1;host-2",
        "longhaul.cluster.peers, host-1:port",
        "longhaul.cluster.bind-address, '127.0.0.1\" bind_port=\"1'",
        "longhaul.node.name, 'node 1'",
        "longhaul.cluster.name, ''<x>''",
        "longhaul.cluster.port, 65500",
        "longhaul.cluster.required, true",
        "longhaul.cluster.remote-timeout, 10ms"
    })
    void what_cannot_stand_in_the_stack_is_refused_with_its_key(String key, String value) {
        Settings settings = Settings.of(Map.of(key, value, "longhaul.cluster.insecure", "true"));
        ClusterSettings.from(settings);

        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(settings::requireValid)
                .withMessageContaining("1 invalid setting")
                .withMessageContaining(key.replace("required", "peers"));
    }

    @Test
    void a_required_cluster_with_peers_is_valid() {
        Settings settings = Settings.of(Map.of(
                "longhaul.cluster.required", "true",
                "longhaul.cluster.insecure", "true",
                "longhaul.cluster.peers", "host-1,host-2"));
        ClusterSettings.from(settings);

        assertThatCode(settings::requireValid).doesNotThrowAnyException();
    }

    @Test
    void peers_without_a_key_are_refused_unless_the_setting_says_insecure() {
        Settings open = Settings.of(Map.of("longhaul.cluster.peers", "host-1,host-2"));
        ClusterSettings.from(open);
        Settings allowed =
                Settings.of(Map.of("longhaul.cluster.peers", "host-1,host-2", "longhaul.cluster.insecure", "true"));
        ClusterSettings.from(allowed);

        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(open::requireValid)
                .withMessageContaining("1 invalid setting")
                .withMessageContaining("longhaul.cluster.keystore")
                .withMessageContaining("longhaul.cluster.insecure=true");
        assertThatCode(allowed::requireValid).doesNotThrowAnyException();
    }

    @Test
    void a_key_that_cannot_be_used_does_not_open_the_channel() {
        Settings settings = Settings.of(Map.of(
                "longhaul.cluster.peers", "host-1,host-2",
                "longhaul.cluster.keystore", "missing.p12",
                "longhaul.cluster.keystore-password", "password"));
        ClusterSettings.from(settings);

        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(settings::requireValid)
                .withMessageContaining("1 invalid setting")
                .withMessageContaining("missing.p12");
    }

    @Test
    void the_defaults_are_valid() {
        Settings settings = Settings.defaults();
        ClusterSettings.from(settings);

        assertThatCode(settings::requireValid).doesNotThrowAnyException();
    }
}
