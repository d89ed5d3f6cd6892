package dev.longhaul.shop.catalog;

import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.VariantField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One variant of a product as the catalogue keeps it. */
public record Variant(
        @Nullable String sku, VariantOptions options, ColumnValues<VariantField> values, List<Price> prices) {

    public Variant {
        prices = List.copyOf(prices);
    }
}
