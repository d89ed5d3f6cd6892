package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.VariantField;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records, and parts of them. */
public final class TestRecords {

    public static final ColumnValues<ProductField> NO_PRODUCT = ColumnValues.none(CatalogTables.PRODUCT);
    public static final ColumnValues<VariantField> NO_VARIANT = ColumnValues.none(CatalogTables.VARIANT);

    private TestRecords() {}

    public static ProductKey handle(String handle, @Nullable String sku) {
        return new ProductKey(handle, null, null, sku);
    }

    public static ProductKey sku(String sku) {
        return new ProductKey(null, null, null, sku);
    }

    /** The values of the columns from the name on, as many as are given. */
    public static ColumnValues<ProductField> product(@Nullable String... texts) {
        ColumnValues.Builder<ProductField> product = ColumnValues.of(CatalogTables.PRODUCT);
        for (int i = 0; i < texts.length; i++) {
            product.put(CatalogTables.PRODUCT.values().get(i), texts[i]);
        }
        return product.build();
    }

    public static ColumnValues<VariantField> variant(
            @Nullable String name, @Nullable String barcode, @Nullable Long quantity) {
        return ColumnValues.of(CatalogTables.VARIANT)
                .put(VariantField.NAME, name)
                .put(VariantField.BARCODE, barcode)
                .put(VariantField.QUANTITY, quantity)
                .build();
    }

    public static VariantValues quantity(long quantity) {
        return new VariantValues(List.of(), variant(null, null, quantity), List.of());
    }

    public static ProductRecord stock(String sku, long quantity) {
        return new ProductRecord(sku(sku), NO_PRODUCT, quantity(quantity));
    }

    public static ProductRecord named(String handle, String sku, String name) {
        return new ProductRecord(handle(handle, sku), product(name), VariantValues.NONE);
    }

    static ProductRecord priced(String handle, String sku, String currency, String amount) {
        return new ProductRecord(
                handle(handle, sku),
                NO_PRODUCT,
                new VariantValues(List.of(), NO_VARIANT, List.of(price(currency, amount))));
    }

    static ProductRecord colour(String handle, @Nullable String sku, String colour, long quantity) {
        return new ProductRecord(
                handle(handle, sku),
                NO_PRODUCT,
                new VariantValues(List.of(new Option("Color", colour)), variant(null, null, quantity), List.of()));
    }

    static Price price(String currency, String amount) {
        return new Price(currency, new BigDecimal(amount), null);
    }
}
