package dev.longhaul.shop.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record says about one variant; null or empty where it says nothing, which changes nothing.
 *
 * @param options at most {@value #MAX_OPTIONS}, in the source's order
 * @param quantity pieces in stock; below zero when more were sold than there were
 */
public record VariantValues(
        @Nullable String name,
        List<Option> options,
        @Nullable String barcode,
        @Nullable Long quantity,
        List<Price> prices) {

    public static final int MAX_OPTIONS = 3;
    public static final VariantValues NONE = new VariantValues(null, List.of(), null, null, List.of());

    public VariantValues {
        options = List.copyOf(options);
        prices = List.copyOf(prices);
        if (options.size() > MAX_OPTIONS) {
            throw new IllegalArgumentException("a variant has at most 3 options, got " + options.size());
        }
    }

    public static VariantValues ofQuantity(long quantity) {
        return new VariantValues(null, List.of(), null, quantity, List.of());
    }

    boolean isNone() {
        return equals(NONE);
    }
}
