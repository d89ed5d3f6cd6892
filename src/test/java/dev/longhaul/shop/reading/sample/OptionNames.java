package dev.longhaul.shop.reading.sample;

import dev.longhaul.shop.catalog.Option;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What layouts call the options by which variants differ. */
final class OptionNames {

    private static final Map<String, String> GERMAN = Map.of("Color", "Farbe", "Size", "Größe", "Material", "Material");

    private OptionNames() {}

    static String asGiven(Option option) {
        return Objects.requireNonNull(option.name());
    }

    static String lower(Option option) {
        return asGiven(option).toLowerCase(Locale.ROOT);
    }

    static String german(Option option) {
        return Objects.requireNonNull(GERMAN.get(asGiven(option)));
    }
}
