package dev.longhaul.shop.catalog;

/** Whether a product is for sale. */
public enum ProductStatus {
    /** For sale. */
    ACTIVE,
    /** Not yet for sale: it still has to be completed or approved. */
    DRAFT,
    /** No longer for sale. */
    ARCHIVED
}
