package dev.longhaul.shop.catalog.table;

import dev.longhaul.database.SchemaModule;
import java.util.List;

/** The catalogue's tables, and the scripts that create them. */
public final class CatalogTables {

    public static final SchemaModule SCHEMA = new SchemaModule(
            "catalog",
            List.of(
                    "dev/longhaul/shop/catalog/V1__products.sql",
                    "dev/longhaul/shop/catalog/V2__model.sql",
                    "dev/longhaul/shop/catalog/V3__revision.sql",
                    "dev/longhaul/shop/catalog/V4__undo.sql"));

    public static final Table<ProductField> PRODUCT = new Table<>("product", 1, ProductField.values());
    public static final Table<VariantField> VARIANT = new Table<>("product_variant", 1, VariantField.values());
    public static final Table<PriceField> PRICE = new Table<>("variant_price", 2, PriceField.values());

    private CatalogTables() {}
}
