package dev.longhaul.shop.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.security.SecuritySettings;
import dev.longhaul.shop.security.connection.ClientConnection;
import dev.longhaul.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BasicOverHttpTest {

    private static final ClientConnection PLAIN = connection("http", "192.0.2.7");
    private static final ClientConnection LOCAL = connection("http", "127.0.0.1");
    private static final ClientConnection SECURE = connection("https", "192.0.2.7");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T08:00:00Z"));
    private final List<String> warnings = new ArrayList<>();

    @Test
    void by_default_it_is_accepted_and_warned_of_once_an_hour() {
        BasicOverHttp rule = new BasicOverHttp(SecuritySettings.BasicOverHttp.WARN, clock, warnings::add);

        assertThat(rule.refuses(PLAIN)).isFalse();
        assertThat(rule.refuses(PLAIN)).isFalse();
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).startsWith("192.0.2.7 sends a password over plain http");

        clock.advance(Duration.ofHours(1));
        assertThat(rule.refuses(PLAIN)).isFalse();
        assertThat(warnings).hasSize(2);
    }

    @Test
    void this_machine_and_tls_are_not_warned_of() {
        BasicOverHttp rule = new BasicOverHttp(SecuritySettings.BasicOverHttp.WARN, clock, warnings::add);

        assertThat(rule.refuses(LOCAL)).isFalse();
        assertThat(rule.refuses(SECURE)).isFalse();
        assertThat(warnings).isEmpty();
    }

    @Test
    void it_is_refused_when_the_setting_says_so() {
        BasicOverHttp rule = new BasicOverHttp(SecuritySettings.BasicOverHttp.REFUSE, clock, warnings::add);

        assertThat(rule.refuses(PLAIN)).isTrue();
        // a proxy on this machine that is not in longhaul.proxy.trusted looks like this
        assertThat(rule.refuses(LOCAL)).isTrue();
        assertThat(rule.refuses(SECURE)).isFalse();
    }

    private static ClientConnection connection(String scheme, String address) {
        return new ClientConnection(scheme, "shop.example", 80, address, scheme.equals("https"));
    }
}
