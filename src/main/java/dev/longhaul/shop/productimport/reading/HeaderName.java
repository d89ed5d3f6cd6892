package dev.longhaul.shop.productimport.reading;

import dev.longhaul.shop.productimport.file.CellText;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of columns as people write them: {@code Variant SKU}, {@code variant_sku} and {@code variantSku} are one. */
final class HeaderName {

    static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    // the currency must stand apart: pricelist is no price in any currency
    private static final Pattern IN_CURRENCY = Pattern.compile("(.{1,60})[ _\\-.(\\[]([A-Za-z]{3})[)\\]]?");

    private HeaderName() {}

    static String normalised(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }

    /** A name such as {@code price_gross_eur} or {@code Price (EUR)}, taken apart. */
    static Optional<InCurrency> inCurrency(String name) {
        Matcher matcher = IN_CURRENCY.matcher(CellText.trimmed(name));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String currency = matcher.group(2).toUpperCase(Locale.ROOT);
        return CURRENCIES.contains(currency)
                ? Optional.of(new InCurrency(normalised(matcher.group(1)), currency))
                : Optional.empty();
    }

    /** The normalised name before the currency, and the currency. */
    record InCurrency(String name, String currency) {}
}
