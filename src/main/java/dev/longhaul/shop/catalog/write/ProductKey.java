package dev.longhaul.shop.catalog.write;

import org.jspecify.annotations.Nullable;

/**
 * How a record names its product and variant. The product is found by the parent, else the handle, else the SKU, else
 * the reference. The SKU always names the variant.
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

    /** True without a handle and a parent: the product is the one that has a variant of this SKU. */
    boolean isBySku() {
        return parent == null && handle == null && sku != null;
    }

    /** The handle of a product that is made for this key. */
    String newHandle() {
        for (String candidate : new @Nullable String[] {parent, handle, sku, reference}) {
            if (candidate != null) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("a record must name a handle, a parent, a SKU or a reference, named none");
    }
}
