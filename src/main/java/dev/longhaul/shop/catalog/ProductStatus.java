package dev.longhaul.shop.catalog;

/** Whether a product is for sale. */
public enum ProductStatus {
    /** For sale. */
    ACTIVE,
    /** Not yet: somebody still has to complete or approve it. */
    DRAFT,
    /** No more. */
    ARCHIVED
}
