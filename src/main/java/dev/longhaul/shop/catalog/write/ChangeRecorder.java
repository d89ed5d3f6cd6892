package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.table.PriceField;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.undo.ColumnValue;
import dev.longhaul.shop.catalog.undo.ProductChange;
import dev.longhaul.shop.catalog.undo.RowChange;
import dev.longhaul.shop.catalog.undo.RowKey;
import java.util.ArrayList;
import java.util.List;

/** Describes what a chunk does to its products, for the record of its run. */
final class ChangeRecorder {

    private ChangeRecorder() {}

    /** @param touched products of the chunk, which have their new revision */
    static List<ProductChange> changes(ChunkCatalog chunk, List<PendingProduct> touched) {
        return touched.stream().map(product -> change(chunk, product)).toList();
    }

    private static ProductChange change(ChunkCatalog chunk, PendingProduct product) {
        long after = product.row().requireNumber(ProductField.REVISION);
        if (product.row().isNew()) {
            return new ProductChange(product.id(), null, after, List.of());
        }
        List<RowChange> rows = new ArrayList<>();
        // the revision is a part of the product's change itself
        addChange(RowKey.product(product.id()), product.row().storedValuesBut(ProductField.REVISION), rows);
        product.variants().forEach(variant -> addVariant(variant, rows));
        return new ProductChange(product.id(), chunk.revisionSeen(product), after, rows);
    }

    private static void addVariant(PendingVariant variant, List<RowChange> rows) {
        if (variant.row().isNew()) {
            // and with it all of its prices
            rows.add(RowChange.added(RowKey.variant(variant.id())));
            return;
        }
        addChange(RowKey.variant(variant.id()), variant.row().storedValuesBut(null), rows);
        for (PendingRow<PriceField> price : variant.prices()) {
            RowKey key = RowKey.price(variant.id(), price.requireText(PriceField.CURRENCY));
            if (price.isNew()) {
                rows.add(RowChange.added(key));
            } else {
                addChange(key, price.storedValuesBut(null), rows);
            }
        }
    }

    private static void addChange(RowKey key, List<ColumnValue> oldValues, List<RowChange> rows) {
        if (!oldValues.isEmpty()) {
            rows.add(RowChange.changed(key, oldValues));
        }
    }
}
