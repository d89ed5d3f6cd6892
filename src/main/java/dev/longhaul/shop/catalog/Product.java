package dev.longhaul.shop.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A product as the catalogue keeps it, with its variants. */
public record Product(
        String handle,
        String name,
        @Nullable String description,
        @Nullable String vendor,
        @Nullable String productType,
        @Nullable String tags,
        ProductStatus status,
        List<Variant> variants) {

    public Product {
        variants = List.copyOf(variants);
    }
}
