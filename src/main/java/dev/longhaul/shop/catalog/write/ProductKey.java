package dev.longhaul.shop.catalog.write;

import org.jspecify.annotations.Nullable;

/**
 * How a record names its product and variant. The product is found by the parent, else the handle, else the SKU, else
 * the reference. The SKU always names the variant, together with the options where it is repeated.
 *
 * @param handle the product's own key
 * @param parent handle or reference of the product of which the record is a variant
 * @param parentIsSku true if the parent may also be the SKU of a variant of the product
 * @param reference what the product's source calls it, for later records to use as parent
 * @param sku the variant's stock keeping unit
 * @param skuRepeated true if the same source has this SKU in the same product again with other options: SKU and options
 *     together then say which variant is meant
 * @param source who numbers the products, at most {@value #LONGEST_SOURCE} characters in one line; null if unknown. Two
 *     sources may give one reference to different products
 */
public record ProductKey(
        @Nullable String handle,
        @Nullable String parent,
        boolean parentIsSku,
        @Nullable String reference,
        @Nullable String sku,
        boolean skuRepeated,
        @Nullable String source) {

    /** The length of the longest source, in the units of {@link String#length()}. */
    public static final int LONGEST_SOURCE = 100;

    /** A control character that no cell may hold: no reference without a source looks like one with a source. */
    private static final char AFTER_SOURCE = '\u001f';

    /** @throws IllegalArgumentException when the source is blank, too long or not in one line */
    public ProductKey {
        if (source != null
                && (source.isBlank()
                        || source.length() > LONGEST_SOURCE
                        || source.chars().anyMatch(c -> c < ' '))) {
            throw new IllegalArgumentException(
                    "a source has 1 to " + LONGEST_SOURCE + " characters without line breaks, got `" + source + "`");
        }
    }

    /** A parent is a handle or a reference. */
    public ProductKey(
            @Nullable String handle,
            @Nullable String parent,
            @Nullable String reference,
            @Nullable String sku,
            boolean skuRepeated,
            @Nullable String source) {
        this(handle, parent, false, reference, sku, skuRepeated, source);
    }

    /** The ordinary case: a SKU once in its product, and a source that is not known. */
    public ProductKey(
            @Nullable String handle, @Nullable String parent, @Nullable String reference, @Nullable String sku) {
        this(handle, parent, false, reference, sku, false, null);
    }

    /** True without a handle and a parent: the product is the one that has a variant of this SKU. */
    boolean isBySku() {
        return parent == null && handle == null && sku != null;
    }

    /** The reference as the catalogue stores it, null without one. */
    @Nullable
    String storedReference() {
        return reference == null ? null : stored(reference);
    }

    /** An id of this key's source as the catalogue stores references. */
    String stored(String id) {
        return source == null ? id : source + AFTER_SOURCE + id;
    }

    /** True if the catalogue stores this reference for the id, whatever its source. */
    static boolean isStored(String id, @Nullable String reference) {
        return reference != null && (reference.equals(id) || reference.endsWith(AFTER_SOURCE + id));
    }

    /** The handle of a product that is made for an id of this key's source before anything else is known. */
    String handleFor(String id) {
        return source == null ? id : source + ":" + id;
    }

    /** The handle of a product that is made for this key. */
    String newHandle() {
        if (parent != null) {
            return handleFor(parent);
        }
        if (handle != null) {
            return handle;
        }
        if (sku != null) {
            return sku;
        }
        if (reference != null) {
            return handleFor(reference);
        }
        throw new IllegalArgumentException("a record must name a handle, a parent, a SKU or a reference, named none");
    }
}
