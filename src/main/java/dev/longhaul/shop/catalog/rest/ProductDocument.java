package dev.longhaul.shop.catalog.rest;

import dev.longhaul.shop.catalog.Product;
import dev.longhaul.shop.catalog.Variant;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.CompositeValue;
import dev.longhaul.shop.catalog.table.Table;
import java.util.Map;
import java.util.TreeMap;

/**
 * A product as JSON: a property for each of its values, and none where there is no value. Sorted by name. Pictures are
 * an array, attributes an object.
 */
final class ProductDocument {

    private ProductDocument() {}

    static Map<String, Object> of(Product product) {
        Map<String, Object> document = values(CatalogTables.PRODUCT, product.values());
        document.put("handle", product.handle());
        document.put(
                "variants", product.variants().stream().map(ProductDocument::of).toList());
        return document;
    }

    private static Map<String, Object> of(Variant variant) {
        Map<String, Object> document = values(CatalogTables.VARIANT, variant.values());
        if (variant.sku() != null) {
            document.put("sku", variant.sku());
        }
        document.put("options", variant.options().present());
        document.put("prices", variant.prices());
        return document;
    }

    private static <C extends Column> Map<String, Object> values(Table<C> table, ColumnValues<C> values) {
        Map<String, Object> document = new TreeMap<>();
        for (C column : table.values()) {
            Object value = values.value(column);
            if (value != null) {
                document.put(column.jsonName(), value instanceof CompositeValue composite ? composite.parts() : value);
            }
        }
        return document;
    }
}
