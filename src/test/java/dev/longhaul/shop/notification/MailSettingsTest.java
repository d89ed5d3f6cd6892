package dev.longhaul.shop.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.settings.InvalidSettingsException;
import dev.longhaul.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailSettingsTest {

    @Test
    void by_default_nobody_is_told_beside_who_started_a_run() {
        assertThat(MailSettings.from(Settings.defaults()))
                .isEqualTo(new MailSettings(null, List.of(), null, Duration.ofMinutes(1)));
    }

    @Test
    void every_setting_is_read() {
        MailSettings settings = MailSettings.from(Settings.of(Map.of(
                "longhaul.mail.session", "java:jboss/mail/Default",
                "longhaul.mail.support", "a@shop.example, b@shop.example,a@shop.example",
                "longhaul.public.address", "https://shop.example/longhaul",
                "longhaul.mail.retry-interval", "5s")));

        assertThat(settings)
                .isEqualTo(new MailSettings(
                        "java:jboss/mail/Default",
                        List.of("a@shop.example", "b@shop.example"),
                        "https://shop.example/longhaul/",
                        Duration.ofSeconds(5)));
    }

    @Test
    void what_cannot_be_meant_is_refused_by_name() {
        Settings wrong = Settings.of(Map.of(
                "longhaul.mail.session", "ldap://elsewhere/x",
                "longhaul.mail.support", "nobody",
                "longhaul.public.address", "shop.example"));

        MailSettings.from(wrong);

        assertThatThrownBy(wrong::requireValid)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("longhaul.mail.session")
                .hasMessageContaining("longhaul.mail.support")
                .hasMessageContaining("longhaul.public.address");
    }
}
