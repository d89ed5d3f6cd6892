package dev.longhaul.shop.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One variant of a product as the catalogue keeps it. */
public record Variant(
        @Nullable String sku,
        @Nullable String name,
        List<Option> options,
        @Nullable String barcode,
        @Nullable Long quantity,
        List<Price> prices) {

    public Variant {
        options = List.copyOf(options);
        prices = List.copyOf(prices);
    }
}
