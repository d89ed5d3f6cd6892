package dev.longhaul.shop.catalog;

/**
 * One record of a source: what it says about one product and one of its variants. Its texts fit the columns of the
 * tables and its numbers their precision; that is the source's reader's part.
 */
public record ProductRecord(ProductKey key, ProductValues product, VariantValues variant) {

    /** Says something about a variant, be it only that it exists. */
    boolean hasVariant() {
        return key.sku() != null || !variant.isNone();
    }
}
