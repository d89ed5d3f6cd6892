package dev.longhaul.shop.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.security.SecuritySettings;
import dev.longhaul.shop.security.connection.ClientConnection;
import dev.longhaul.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BasicOverHttpTest {

    private static final ClientConnection PLAIN = connection("http", "192.0.2.7");
    private static final ClientConnection LOCAL = connection("http", "127.0.0.1");
    private static final ClientConnection SECURE = connection("https", "192.0.2.7");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T08:00:00Z"));
    private final List<LogRecord> logged = new ArrayList<>();
    private final Logger logger = Logger.getLogger(BasicOverHttp.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    @Test
    void by_default_it_is_accepted_and_warned_of_once_an_hour() {
        BasicOverHttp rule = new BasicOverHttp(SecuritySettings.BasicOverHttp.WARN, clock);

        assertThat(rule.refuses(PLAIN)).isFalse();
        assertThat(rule.refuses(PLAIN)).isFalse();
        assertThat(logged).hasSize(1);
        assertThat(logged.get(0).getLevel().getName()).isEqualTo("WARNING");

        clock.advance(Duration.ofHours(1));
        assertThat(rule.refuses(PLAIN)).isFalse();
        assertThat(logged).hasSize(2);
    }

    @Test
    void this_machine_and_tls_are_not_warned_of() {
        BasicOverHttp rule = new BasicOverHttp(SecuritySettings.BasicOverHttp.WARN, clock);

        assertThat(rule.refuses(LOCAL)).isFalse();
        assertThat(rule.refuses(SECURE)).isFalse();
        assertThat(logged).isEmpty();
    }

    @Test
    void it_is_refused_when_the_setting_says_so() {
        BasicOverHttp rule = new BasicOverHttp(SecuritySettings.BasicOverHttp.REFUSE, clock);

        assertThat(rule.refuses(PLAIN)).isTrue();
        // a proxy on this machine that is not in longhaul.proxy.trusted looks like this
        assertThat(rule.refuses(LOCAL)).isTrue();
        assertThat(rule.refuses(SECURE)).isFalse();
    }

    private static ClientConnection connection(String scheme, String address) {
        return new ClientConnection(scheme, "shop.example", 80, address, scheme.equals("https"));
    }
}
