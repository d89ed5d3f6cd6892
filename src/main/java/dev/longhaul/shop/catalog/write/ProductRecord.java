package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.ProductField;
import org.jspecify.annotations.Nullable;

/**
 * One record of a source: what it says about one product and one of its variants. The source's reader has checked that
 * its texts fit their columns and its numbers their precision.
 */
public record ProductRecord(ProductKey key, ColumnValues<ProductField> product, VariantValues variant) {

    /** What the record calls the product. */
    @Nullable
    String name() {
        return product.text(ProductField.NAME);
    }

    /** True if the record says anything about a variant, be it only that it exists. */
    public boolean hasVariant() {
        return key.sku() != null || !variant.isNone();
    }
}
