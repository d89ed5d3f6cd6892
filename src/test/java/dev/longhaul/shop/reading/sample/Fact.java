package dev.longhaul.shop.reading.sample;

/** What a layout may be able to say about a product or a variant. */
enum Fact {
    /** The product's handle; without it, its number identifies it. */
    HANDLE,
    /** Several variants of one product. */
    VARIANTS,
    NAME,
    DESCRIPTION,
    VENDOR,
    TYPE,
    TAGS,
    CATEGORY,
    /** Active or draft; a product of a layout without it is active. */
    STATUS,
    SEO,
    IMAGES,
    OPTIONS,
    BARCODE,
    QUANTITY,
    WEIGHT,
    VARIANT_IMAGE,
    /** A price in EUR. */
    PRICE,
    /** A further price in USD. */
    DOLLARS,
    COMPARE_AT
}
