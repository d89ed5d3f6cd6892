package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.longhaul.settings.Settings;
import dev.longhaul.shop.security.connection.TrustedProxies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecuritySettingsTest {

    @Test
    void all_defaults() {
        assertThat(SecuritySettings.from(Settings.defaults()))
                .isEqualTo(new SecuritySettings(
                        Duration.ofHours(2),
                        Duration.ofHours(12),
                        SecuritySettings.CookieSecurity.AUTO,
                        SecuritySettings.UserSource.DATABASE,
                        210_000,
                        5,
                        Duration.ofMinutes(15),
                        TrustedProxies.NONE,
                        SecuritySettings.BasicOverHttp.WARN,
                        Optional.empty(),
                        Set.of(),
                        Path.of("data")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example",
                "0.0.0.0/0",
                "::/0",
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/08",
                "10.0.0",
                "256.1.1.1",
                "fe80::1%eth0",
                "*",
                "10.0.0.1 10.0.0.2"
            })
    void a_trusted_proxy_that_is_not_an_address_or_a_range_ends_the_start_with_a_sentence(String text) {
        Settings settings = Settings.of(Map.of("longhaul.proxy.trusted", "127.0.0.1, " + text));

        assertThat(SecuritySettings.from(settings).proxies().ranges()).hasSize(1);
        assertThat(catchThrowable(settings::requireValid))
                .hasMessageContaining("`longhaul.proxy.trusted` must be addresses or ranges of proxies")
                .hasMessageContaining("was `" + text + "`");
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/longhaul, /longhaul, true",
        "https://shop.example/longhaul/, /longhaul, true",
        "https://shop.example, '', true",
        "https://shop.example/, '', true",
        "https://shop.example/tools/longhaul, /longhaul, false",
        "https://shop.example, /longhaul, false",
        "https://shop.example/longhaul, '', false"
    })
    void people_must_reach_the_application_under_its_own_path(String address, String contextPath, boolean allowed) {
        SecuritySettings settings = SecuritySettings.from(Settings.of(Map.of("longhaul.public.address", address)));

        Throwable refusal = catchThrowable(() -> settings.requirePublicPath(contextPath));

        if (allowed) {
            assertThat(refusal).isNull();
        } else {
            assertThat(refusal)
                    .hasMessageContaining(
                            "`longhaul.public.address` must end in the path of the application, `" + contextPath + "`");
        }
    }

    @Test
    void origins_are_given_without_a_path() {
        Settings settings = Settings.of(
                Map.of("longhaul.security.origins", "https://shop.example, http://[::1]:8080,https://x.example/a"));

        assertThat(SecuritySettings.from(settings).origins()).contains("https://shop.example", "http://[::1]:8080");
        assertThat(catchThrowable(settings::requireValid))
                .hasMessageContaining("longhaul.security.origins")
                .hasMessageContaining("https://x.example/a");
    }
}
