package dev.longhaul.shop.catalog.undo;

import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.undo.RowChange.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction did to one product, its variants and their prices.
 *
 * @param before its revision before; null if there was no such product
 * @param after its revision after; null if it was removed
 * @param isFirst whether the run had not changed the product before
 * @param isMixed whether someone else changed the product between this run's first change and this one
 * @param rows what happened to its rows; none for a new product, of which everything is new
 */
public record ProductChange(
        long productId,
        @Nullable Long before,
        @Nullable Long after,
        boolean isFirst,
        boolean isMixed,
        List<RowChange> rows) {

    public ProductChange {
        rows = List.copyOf(rows);
    }

    /** The first change of its run, as far as the transaction knows. */
    public ProductChange(long productId, @Nullable Long before, @Nullable Long after, List<RowChange> rows) {
        this(productId, before, after, true, false, rows);
    }

    boolean isCreation() {
        return before == null;
    }

    ProductChange with(boolean first, boolean mixed) {
        return new ProductChange(productId, before, after, first, mixed, rows);
    }

    /** Both together, of which this one came first in the same transaction. */
    ProductChange then(ProductChange later) {
        if (isCreation()) {
            return new ProductChange(productId, null, later.after, isFirst, isMixed, List.of());
        }
        Map<RowKey, RowChange> byKey = new LinkedHashMap<>();
        rows.forEach(row -> byKey.put(row.key(), row));
        later.rows.stream()
                .filter(row -> !isPriceOfAddedVariant(row.key()))
                .forEach(row -> byKey.merge(row.key(), row, ProductChange::both));
        return new ProductChange(productId, before, later.after, isFirst, isMixed, new ArrayList<>(byKey.values()));
    }

    // a new variant stands for all of its prices
    private boolean isPriceOfAddedVariant(RowKey key) {
        return key.isOf(CatalogTables.PRICE)
                && rows.stream()
                        .anyMatch(row -> row.kind() == Kind.ADDED && row.key().equals(RowKey.variant(key.id())));
    }

    private static RowChange both(RowChange earlier, RowChange later) {
        if (earlier.kind() == Kind.ADDED) {
            return earlier;
        }
        if (earlier.kind() != Kind.CHANGED || later.kind() != Kind.CHANGED) {
            throw new IllegalStateException("a writer removes no row, but " + earlier.key() + " was " + earlier.kind()
                    + ", then " + later.kind());
        }
        List<ColumnValue> values = new ArrayList<>(earlier.values());
        later.values().stream()
                .filter(value -> earlier.values().stream().noneMatch(known -> known.column() == value.column()))
                .forEach(values::add);
        return RowChange.changed(earlier.key(), values);
    }
}
