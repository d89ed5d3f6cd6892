package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.longhaul.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
                        Set.of(),
                        Path.of("data")));
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
