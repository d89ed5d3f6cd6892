package dev.longhaul.shop.catalog.table;

import static dev.longhaul.shop.catalog.table.ColumnType.LINE;
import static dev.longhaul.shop.catalog.table.ColumnType.NUMBER;
import static dev.longhaul.shop.catalog.table.ColumnType.TEXT;

import org.jspecify.annotations.Nullable;

/** The columns of a product. A constant with a header is a value that records set and the export writes. */
public enum ProductField implements Column {
    ID(NUMBER),
    HANDLE(LINE, 255),
    /** What the product's source calls it, behind the source's name if that is known. */
    REFERENCE(LINE, 400),
    /** A thousand characters, be each an emoji. */
    NAME(TEXT, 2_000, "title"),
    DESCRIPTION(TEXT, 100_000, "description"),
    VENDOR(TEXT, 255, "vendor"),
    PRODUCT_TYPE(TEXT, 255, "product type"),
    TAGS(TEXT, 4_000, "tags"),
    /** The name of a {@link dev.longhaul.shop.catalog.ProductStatus}. */
    STATUS(TEXT, 16, "status"),
    /** Where the product stands in the shop, as a path or several of them. */
    CATEGORY(TEXT, 4_000, "category"),
    SEO_TITLE(TEXT, 2_000, "seo title"),
    SEO_DESCRIPTION(TEXT, 4_000, "seo description"),
    IMAGES(ColumnType.IMAGES, 20_000, "images"),
    ATTRIBUTES(ColumnType.ATTRIBUTES, 20_000, "product attributes"),
    /**
     * The number of the transaction that last changed the product, one of its variants or one of their prices. The same
     * number means the same content.
     */
    REVISION(NUMBER);

    private final ColumnType type;
    private final int longest;
    private final @Nullable String header;

    ProductField(ColumnType type) {
        this(type, 0, null);
    }

    ProductField(ColumnType type, int longest) {
        this(type, longest, null);
    }

    ProductField(ColumnType type, int longest, @Nullable String header) {
        this.type = type;
        this.longest = longest;
        this.header = header;
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public int longest() {
        return longest;
    }

    @Override
    public boolean isValue() {
        return header != null;
    }

    @Override
    public boolean isRequired() {
        return this == NAME || this == STATUS;
    }

    @Override
    public @Nullable String header() {
        return header;
    }
}
