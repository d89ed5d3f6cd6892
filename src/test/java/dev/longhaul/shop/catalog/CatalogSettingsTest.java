package dev.longhaul.shop.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogSettingsTest {

    @Test
    void prices_are_in_euro_unless_set_otherwise() {
        assertThat(CatalogSettings.from(Settings.defaults())).isEqualTo(new CatalogSettings("EUR"));
        assertThat(CatalogSettings.from(Settings.of(Map.of("longhaul.catalog.currency", "usd"))))
                .isEqualTo(new CatalogSettings("USD"));
    }

    @Test
    void a_currency_nobody_uses_is_refused() {
        Settings settings = Settings.of(Map.of("longhaul.catalog.currency", "EURO"));
        CatalogSettings.from(settings);

        assertThatThrownBy(settings::requireValid)
                .hasMessageContaining(
                        "setting `longhaul.catalog.currency` must be a currency of ISO 4217 such as EUR, was `EURO`");
    }
}
