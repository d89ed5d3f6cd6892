package dev.longhaul.shop.catalog.table;

import static dev.longhaul.shop.catalog.table.ColumnType.AMOUNT;
import static dev.longhaul.shop.catalog.table.ColumnType.LINE;
import static dev.longhaul.shop.catalog.table.ColumnType.NUMBER;
import static dev.longhaul.shop.catalog.table.ColumnType.TEXT;

import org.jspecify.annotations.Nullable;

/** The columns of a variant. A constant with a header is a value that records set and the export writes. */
public enum VariantField implements Column {
    ID(NUMBER),
    PRODUCT_ID(NUMBER),
    VARIANT_KEY(LINE, 1_100),
    SKU(LINE, 255),
    /** A value without a header: the header table of files gives titles to products. */
    NAME(TEXT, 2_000),
    OPTION1_NAME(TEXT, 255),
    OPTION1_VALUE(TEXT, 255),
    OPTION2_NAME(TEXT, 255),
    OPTION2_VALUE(TEXT, 255),
    OPTION3_NAME(TEXT, 255),
    OPTION3_VALUE(TEXT, 255),
    BARCODE(LINE, 255, "barcode"),
    /** Pieces in stock; negative when more were sold than there were. */
    QUANTITY(NUMBER, 0, "quantity"),
    WEIGHT(AMOUNT, 0, "weight"),
    /** As the source writes it, such as kg. */
    WEIGHT_UNIT(TEXT, 16, "weight unit"),
    LENGTH(AMOUNT, 0, "length"),
    WIDTH(AMOUNT, 0, "width"),
    HEIGHT(AMOUNT, 0, "height"),
    /** Of length, width and height; as the source writes it, such as cm. */
    DIMENSION_UNIT(TEXT, 16, "dimension unit"),
    TAX_CLASS(TEXT, 255, "tax class"),
    /** The URL of the variant's own picture. */
    IMAGE(LINE, 2_000, "variant image"),
    ATTRIBUTES(ColumnType.ATTRIBUTES, 20_000, "attributes");

    /** How many options a variant has at most. */
    public static final int OPTION_COUNT = 3;

    private static final VariantField[] OPTIONS = {
        OPTION1_NAME, OPTION1_VALUE, OPTION2_NAME, OPTION2_VALUE, OPTION3_NAME, OPTION3_VALUE
    };

    private final ColumnType type;
    private final int longest;
    private final @Nullable String header;

    VariantField(ColumnType type) {
        this(type, 0, null);
    }

    VariantField(ColumnType type, int longest) {
        this(type, longest, null);
    }

    VariantField(ColumnType type, int longest, @Nullable String header) {
        this.type = type;
        this.longest = longest;
        this.header = header;
    }

    /** The name of an option, counted from zero. */
    public static VariantField optionName(int option) {
        return OPTIONS[2 * option];
    }

    /** The value of an option, counted from zero. */
    public static VariantField optionValue(int option) {
        return OPTIONS[2 * option + 1];
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
        return header != null || this == NAME;
    }

    @Override
    public @Nullable String header() {
        return header;
    }
}
