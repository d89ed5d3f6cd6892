package dev.longhaul.shop.productimport.reading;

import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.VariantField;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a column of a product file can mean, and by which names it is known: first the fullest, so that of two columns
 * that could be meant the better one is taken. Names are compared by their letters and digits only.
 *
 * <p>The names are those of Shopify, Shopware, Spree, WooCommerce and of plain stock and price lists, in English and
 * German.
 */
enum ProductColumn {
    HANDLE("handle", "slug", "url key", "url handle", "product handle"),
    SKU(
            "variant sku",
            "sku",
            "product number",
            "product sku",
            "order number",
            "item number",
            "article number",
            "Artikelnummer",
            "Artikel-Nr"),
    PARENT("parent id", "parent", "parent sku"),
    REFERENCE("id"),
    NAME(
            ProductField.NAME,
            "title",
            "name",
            "product name",
            "product title",
            "Bezeichnung",
            "Artikelbezeichnung",
            "Artikelname"),
    DESCRIPTION(ProductField.DESCRIPTION, "body (html)", "description", "long description", "Beschreibung"),
    VENDOR(
            ProductField.VENDOR,
            "vendor",
            "manufacturer name",
            "manufacturer",
            "brand",
            "brands",
            "Hersteller",
            "Marke"),
    PRODUCT_TYPE(
            ProductField.PRODUCT_TYPE,
            "product type",
            "product category",
            "category1",
            "type",
            "Warengruppe",
            "Kategorie"),
    TAGS(ProductField.TAGS, "tags", "Schlagworte"),
    CATEGORY(ProductField.CATEGORY, "category"),
    SEO_TITLE(ProductField.SEO_TITLE, "seo title"),
    SEO_DESCRIPTION(ProductField.SEO_DESCRIPTION, "seo description"),
    IMAGES(ProductField.IMAGES, "images"),
    PRODUCT_ATTRIBUTES(ProductField.ATTRIBUTES, "product attributes"),
    STATUS(ProductField.STATUS, "status", "published", "active"),
    OPTION1_NAME("option1 name", "attribute 1 name"),
    OPTION1_VALUE("option1 value", "attribute 1 value(s)"),
    OPTION2_NAME("option2 name", "attribute 2 name"),
    OPTION2_VALUE("option2 value", "attribute 2 value(s)"),
    OPTION3_NAME("option3 name", "attribute 3 name"),
    OPTION3_VALUE("option3 value", "attribute 3 value(s)"),
    BARCODE(
            VariantField.BARCODE,
            "variant barcode",
            "barcode",
            "ean",
            "gtin",
            "upc",
            "ean13",
            "GTIN, UPC, EAN, or ISBN"),
    QUANTITY(
            VariantField.QUANTITY,
            "variant inventory qty",
            "inventory count",
            "inventory quantity",
            "quantity on stock",
            "stock quantity",
            "stock level",
            "quantity",
            "stock",
            "qty",
            "on hand",
            "inventory",
            "Lagerbestand",
            "Bestand",
            "Menge"),
    WEIGHT(VariantField.WEIGHT, "weight"),
    WEIGHT_UNIT(VariantField.WEIGHT_UNIT, "weight unit"),
    LENGTH(VariantField.LENGTH, "length"),
    WIDTH(VariantField.WIDTH, "width"),
    HEIGHT(VariantField.HEIGHT, "height"),
    DIMENSION_UNIT(VariantField.DIMENSION_UNIT, "dimension unit"),
    TAX_CLASS(VariantField.TAX_CLASS, "tax class"),
    VARIANT_IMAGE(VariantField.IMAGE, "variant image"),
    ATTRIBUTES(VariantField.ATTRIBUTES, "attributes"),
    COST("cost", "cost per item"),
    PRICE("variant price", "regular price", "price gross", "price", "unit price", "Verkaufspreis", "Preis", "VK"),
    COMPARE_AT_PRICE("variant compare at price", "compare at price", "list price", "msrp", "UVP"),
    CURRENCY("currency", "currency code", "price currency", "Währung");

    /** The columns that bring a value of a product, in the order in which a record is read. */
    static final Map<ProductField, ProductColumn> OF_PRODUCT = byField(ProductField.class, column -> column.ofProduct);

    /** The columns that bring a value of a variant, likewise. */
    static final Map<VariantField, ProductColumn> OF_VARIANT = byField(VariantField.class, column -> column.ofVariant);

    private final String names;
    private final @Nullable ProductField ofProduct;
    private final @Nullable VariantField ofVariant;

    ProductColumn(String... names) {
        this(null, null, names);
    }

    ProductColumn(ProductField field, String... names) {
        this(field, null, names);
    }

    ProductColumn(VariantField field, String... names) {
        this(null, field, names);
    }

    ProductColumn(@Nullable ProductField ofProduct, @Nullable VariantField ofVariant, String... names) {
        this.ofProduct = ofProduct;
        this.ofVariant = ofVariant;
        this.names = Stream.of(names).map(HeaderName::normalised).collect(Collectors.joining("|"));
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

    /** Normalised, the preferred first. */
    List<String> names() {
        return List.of(names.split("\\|"));
    }

    /** The column with the name or the value of an option, counted from zero. */
    static ProductColumn option(int position, boolean value) {
        ProductColumn[] columns = {OPTION1_NAME, OPTION1_VALUE, OPTION2_NAME, OPTION2_VALUE, OPTION3_NAME, OPTION3_VALUE
        };
        if (position >= VariantField.OPTION_COUNT) {
            throw new IllegalArgumentException("there are 3 options, asked for position " + position);
        }
        return columns[2 * position + (value ? 1 : 0)];
    }
}
