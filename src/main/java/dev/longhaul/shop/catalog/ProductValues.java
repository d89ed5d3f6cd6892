package dev.longhaul.shop.catalog;

import org.jspecify.annotations.Nullable;

/** What a record says about its product; null where it says nothing, which changes nothing. */
public record ProductValues(
        @Nullable String name,
        @Nullable String description,
        @Nullable String vendor,
        @Nullable String productType,
        @Nullable String tags,
        @Nullable ProductStatus status) {

    public static final ProductValues NONE = new ProductValues(null, null, null, null, null, null);

    public static ProductValues named(String name) {
        return new ProductValues(name, null, null, null, null, null);
    }
}
