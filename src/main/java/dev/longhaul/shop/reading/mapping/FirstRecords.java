package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.reading.column.ProductColumn;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * If several records of a file describe a product, lets the first one that has a value speak for it. Otherwise two
 * different records would each overwrite the other's value, again at every import. Pictures and attributes are
 * collected from all records. For one thread.
 */
final class FirstRecords {

    private static final char BETWEEN = '\u001f';

    private final LongSet products = new LongSet();
    private final LongSet names = new LongSet();
    private @Nullable String current;
    private final Map<ProductField, Object> said = new EnumMap<>(ProductField.class);

    /**
     * What a record may say about its product.
     *
     * @param product what its records have in common; null when there is only one
     */
    ColumnValues<ProductField> undisputed(
            @Nullable String product, ColumnValues<ProductField> values, RecordCells cells) {
        if (product == null) {
            return values;
        }
        boolean follows = product.equals(current);
        boolean first = !follows && products.add(LongSet.hash(product));
        if (first) {
            current = product;
            said.clear();
        }
        ColumnValues<ProductField> left = values;
        for (ProductField field : CatalogTables.PRODUCT.values()) {
            Object value = values.value(field);
            if (field == ProductField.IMAGES || field == ProductField.ATTRIBUTES) {
                continue;
            }
            if (first || (follows && value != null && !said.containsKey(field))) {
                remember(product, field, value);
            } else if (values.clears(field) || (value != null && !isSaid(product, field, value, follows))) {
                left = left.with(field, null);
                if (follows && value != null) {
                    warn(field, cells);
                }
            }
        }
        return left;
    }

    private void remember(String product, ProductField field, @Nullable Object value) {
        if (value != null) {
            said.put(field, value);
        }
        if (value != null && field == ProductField.NAME) {
            names.add(LongSet.hash(product + BETWEEN + value));
        }
    }

    private boolean isSaid(String product, ProductField field, Object value, boolean follows) {
        return follows
                ? value.equals(said.get(field))
                : field == ProductField.NAME && names.contains(LongSet.hash(product + BETWEEN + value));
    }

    private static void warn(ProductField field, RecordCells cells) {
        ProductColumn column = Objects.requireNonNull(ProductColumn.OF_PRODUCT.get(field));
        cells.warn(cells.mapping().column(column), cells.raw(column), "product-differs");
    }
}
