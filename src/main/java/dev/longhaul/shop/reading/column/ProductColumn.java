package dev.longhaul.shop.reading.column;

import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.VariantField;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a column of a product file can mean. The names by which it is known are in {@link ColumnNames}. */
public enum ProductColumn {
    /** The product's own key. */
    HANDLE,
    SKU,
    /** Handle, SKU or number of the product that the record is a variant of. */
    PARENT,

    /** SKU of that product, where the other column has its number. */
    PARENT_SKU,

    /** The SKU of a variant, where its product has a column of its own. */
    VARIANT_SKU,
    /** How the source numbers its products. */
    REFERENCE,
    /** What the variants of one product have in common, in feeds. */
    GROUP,
    /** Whether a record is a product, a variant, or something else. */
    KIND,

    /** What the shop is asked to do with the record. */
    ACTION,
    /** The language of a record's texts, in Magento. */
    STORE_VIEW,
    NAME(ProductField.NAME),
    DESCRIPTION(ProductField.DESCRIPTION),
    VENDOR(ProductField.VENDOR),
    PRODUCT_TYPE(ProductField.PRODUCT_TYPE),
    CATEGORY(ProductField.CATEGORY),
    TAGS(ProductField.TAGS),
    STATUS(ProductField.STATUS),
    SEO_TITLE(ProductField.SEO_TITLE),
    SEO_DESCRIPTION(ProductField.SEO_DESCRIPTION),
    /** Any number of columns, in their order. */
    IMAGE,
    /** The position of the record's image among those of the product. */
    IMAGE_POSITION,
    OPTION1_NAME,
    OPTION1_VALUE,
    OPTION2_NAME,
    OPTION2_VALUE,
    OPTION3_NAME,
    OPTION3_VALUE,
    /** The names of all options in one cell, in Vendure. */
    OPTION_NAMES,
    /** The values of all options in one cell, in Vendure. */
    OPTION_VALUES,
    /** Names and values of all options in one cell: {@code Size=S|Color=Red}. */
    OPTION_PAIRS,

    /** A property by which the variants of a group differ; an attribute in files without groups. Any number. */
    AXIS,
    BARCODE(VariantField.BARCODE),
    QUANTITY(VariantField.QUANTITY),

    /** The stock of one of several places, which are added up. Any number. */
    LOCATION_QUANTITY,
    VARIANT_IMAGE(VariantField.IMAGE),
    WEIGHT(VariantField.WEIGHT),
    WEIGHT_UNIT(VariantField.WEIGHT_UNIT),
    /** Grams, even if a unit column says otherwise. */
    WEIGHT_IN_GRAMS,
    LENGTH(VariantField.LENGTH),
    WIDTH(VariantField.WIDTH),
    HEIGHT(VariantField.HEIGHT),
    DIMENSION_UNIT(VariantField.DIMENSION_UNIT),
    TAX_CLASS(VariantField.TAX_CLASS),
    PRICE,
    /** What is paid instead of the price, if it is lower. */
    SALE_PRICE,
    /** What a variant costs more than its product; below zero if it costs less. */
    SURCHARGE,

    /** By how much the price is lowered: an amount, or per cent if {@link #DISCOUNT_MODE} says so. */
    DISCOUNT,

    /** What a discount is: {@code PERCENT} or {@code AMOUNT}. */
    DISCOUNT_MODE,

    /** By how many per cent the price is lowered. */
    DISCOUNT_PERCENT,

    /** From when the sale price is paid. */
    SALE_STARTS,
    /** Until when. */
    SALE_ENDS,
    /** Both in one cell. */
    SALE_PERIOD,
    COMPARE_AT_PRICE,
    COST,
    CURRENCY,
    /** Prices of several currencies in one cell, in commercetools. */
    PRICES,
    /** The variants of a product in one cell, in Magento. */
    VARIATIONS,
    /** The SKU of one variant of the record's product. Any number. */
    VARIANT_LINK,

    /** Which columns of linked variants are their options. */
    VARIANT_FIELDS,

    /** Attributes in one cell, in Magento. */
    ADDITIONAL_ATTRIBUTES,
    /** Attributes of the product as JSON, in our export. */
    PRODUCT_ATTRIBUTES(ProductField.ATTRIBUTES),
    /** Attributes of the variant as JSON, in our export. */
    VARIANT_ATTRIBUTES(VariantField.ATTRIBUTES);

    /** The columns that carry a value of a product, in the order in which a record is read. */
    public static final Map<ProductField, ProductColumn> OF_PRODUCT =
            byField(ProductField.class, column -> column.ofProduct);

    /** The columns that carry a value of a variant, in the same order. */
    public static final Map<VariantField, ProductColumn> OF_VARIANT =
            byField(VariantField.class, column -> column.ofVariant);

    private static final ProductColumn[] OPTIONS = {
        OPTION1_NAME, OPTION1_VALUE, OPTION2_NAME, OPTION2_VALUE, OPTION3_NAME, OPTION3_VALUE
    };

    private final @Nullable ProductField ofProduct;
    private final @Nullable VariantField ofVariant;

    ProductColumn() {
        this(null, null);
    }

    ProductColumn(ProductField field) {
        this(field, null);
    }

    ProductColumn(VariantField field) {
        this(null, field);
    }

    ProductColumn(@Nullable ProductField ofProduct, @Nullable VariantField ofVariant) {
        this.ofProduct = ofProduct;
        this.ofVariant = ofVariant;
    }

    private static <C extends Enum<C>> Map<C, ProductColumn> byField(
            Class<C> fields, Function<ProductColumn, @Nullable C> fieldOf) {
        Map<C, ProductColumn> columns = new EnumMap<>(fields);
        for (ProductColumn column : values()) {
            C field = fieldOf.apply(column);
            if (field != null) {
                columns.put(field, column);
            }
        }
        return Collections.unmodifiableMap(columns);
    }

    /** The name in the API and in the table of names: lower-case, with hyphens. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The column with this name, null when there is none. */
    static @Nullable ProductColumn ofKey(String key) {
        for (ProductColumn column : values()) {
            if (column.key().equals(key)) {
                return column;
            }
        }
        return null;
    }

    /** Whether several columns of a file may carry it. */
    public boolean isRepeatable() {
        return switch (this) {
            case IMAGE, AXIS, LOCATION_QUANTITY, VARIANT_LINK -> true;
            default -> false;
        };
    }

    /** Whether its cells are numbers that a decimal mark can make ambiguous. */
    public boolean isNumber() {
        return switch (this) {
            case PRICE, SALE_PRICE, COMPARE_AT_PRICE, COST, SURCHARGE, DISCOUNT, DISCOUNT_PERCENT -> true;
            case QUANTITY, LOCATION_QUANTITY, WEIGHT, LENGTH, WIDTH, HEIGHT -> true;
            default -> false;
        };
    }

    /** Whether it is an amount in a currency. */
    boolean isPrice() {
        return switch (this) {
            case PRICE, SALE_PRICE, COMPARE_AT_PRICE, COST -> true;
            default -> false;
        };
    }

    /** Whether it can identify a record's product or variant. */
    public boolean isKey() {
        return switch (this) {
            case HANDLE, SKU, PARENT, PARENT_SKU, VARIANT_SKU, REFERENCE -> true;
            default -> false;
        };
    }

    /** The column with the name or the value of an option, counted from zero. */
    public static ProductColumn option(int position, boolean value) {
        if (position >= VariantField.OPTION_COUNT) {
            throw new IllegalArgumentException("there are 3 options, asked for position " + position);
        }
        return OPTIONS[2 * position + (value ? 1 : 0)];
    }
}
