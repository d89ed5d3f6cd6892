package dev.longhaul.shop.catalog;

import dev.longhaul.settings.Settings;
import dev.longhaul.settings.SettingsGroup;
import java.util.Currency;
import java.util.Locale;

/**
 * The catalogue settings.
 *
 * @param currency of prices whose source names none; {@code longhaul.catalog.currency}, default EUR
 */
public record CatalogSettings(String currency) implements SettingsGroup {

    private static final String CURRENCY = "longhaul.catalog.currency";

    public static CatalogSettings from(Settings settings) {
        String currency = settings.text(CURRENCY, "EUR").toUpperCase(Locale.ROOT);
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(known -> known.getCurrencyCode().equals(currency))) {
            settings.reject(CURRENCY, currency, "a currency of ISO 4217 such as EUR");
        }
        return new CatalogSettings(currency);
    }
}
