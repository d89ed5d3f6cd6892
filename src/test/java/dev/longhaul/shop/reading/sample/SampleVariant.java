package dev.longhaul.shop.reading.sample;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A variant of a generated product.
 *
 * @param barcode with a valid check digit
 * @param image its own picture; empty for the only variant of a product
 * @param prices the first in EUR, perhaps another in USD
 */
record SampleVariant(
        String sku, List<Option> options, String barcode, long quantity, int grams, String image, List<Price> prices) {

    Price price() {
        return prices.get(0);
    }

    /** The amount in a currency; empty when it has no price in it. */
    String amount(String currency) {
        return prices.stream()
                .filter(price -> price.currency().equals(currency))
                .map(price -> text(price.amount()))
                .findFirst()
                .orElse("");
    }

    /** What it cost before in a currency; empty when it did not cost more. */
    String compareAt(String currency) {
        return prices.stream()
                .filter(price -> price.currency().equals(currency))
                .map(price -> text(price.compareAt()))
                .findFirst()
                .orElse("");
    }

    /** What is paid without a discount: the price before it, or the price. */
    String fullAmount() {
        return price().compareAt() == null ? amount("EUR") : compareAt("EUR");
    }

    /** What is paid with a discount; empty without one. */
    String saleAmount() {
        return price().compareAt() == null ? "" : amount("EUR");
    }

    String kilograms() {
        return BigDecimal.valueOf(grams, 3).stripTrailingZeros().toPlainString();
    }

    /** The value of the option with this name; empty when it has none. */
    String option(String name) {
        return options.stream()
                .filter(option -> name.equals(option.name()))
                .map(Option::value)
                .findFirst()
                .orElse("");
    }

    static String text(@Nullable BigDecimal amount) {
        return amount == null ? "" : Objects.requireNonNull(amount).toPlainString();
    }
}
