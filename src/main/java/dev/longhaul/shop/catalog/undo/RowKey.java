package dev.longhaul.shop.catalog.undo;

import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Which row of the catalogue.
 *
 * @param id of the product, of the variant, or of the variant that a price belongs to
 * @param currency of a price; null for the other tables
 */
public record RowKey(Table<?> table, long id, @Nullable String currency) {

    public static RowKey product(long id) {
        return new RowKey(CatalogTables.PRODUCT, id, null);
    }

    public static RowKey variant(long id) {
        return new RowKey(CatalogTables.VARIANT, id, null);
    }

    public static RowKey price(long variantId, String currency) {
        return new RowKey(CatalogTables.PRICE, variantId, currency);
    }

    boolean isOf(Table<?> other) {
        return table == other;
    }
}
