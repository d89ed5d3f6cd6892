package dev.longhaul.shop.catalog;

import org.jspecify.annotations.Nullable;

/**
 * How a record names its product and variant. Used in this order: the parent, else the handle, else the SKU, else the
 * reference; the SKU names the variant in any case.
 *
 * @param handle the product's own key
 * @param parent handle or reference of the product of which the record is a variant
 * @param reference what the product's source calls it, for later records to use as parent
 * @param sku the variant's stock keeping unit
 */
public record ProductKey(
        @Nullable String handle,
        @Nullable String parent,
        @Nullable String reference,
        @Nullable String sku) {

    public static ProductKey ofHandle(String handle, @Nullable String sku) {
        return new ProductKey(handle, null, null, sku);
    }

    public static ProductKey ofSku(String sku) {
        return new ProductKey(null, null, null, sku);
    }

    /** No handle and no parent: the product is whichever has a variant of this SKU. */
    boolean isBySku() {
        return parent == null && handle == null && sku != null;
    }

    /** The handle that a product made for this key gets. */
    String newHandle() {
        for (String candidate : new @Nullable String[] {parent, handle, sku, reference}) {
            if (candidate != null) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("a record must name a handle, a parent, a SKU or a reference, named none");
    }
}
