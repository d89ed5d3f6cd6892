package dev.longhaul.shop.catalog.undo;

import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.IndexSearch;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.VariantField;
import dev.longhaul.shop.catalog.undo.RowChange.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Takes the changes of one chunk back, in one transaction. A product that is as its run has left it gets its former
 * values and its former revision; what the run had made is removed, and what it had removed is made again with its ids
 * and the time of its creation. Every other product is left alone, with a reason. Used once, by one thread.
 */
public final class CatalogUndo {

    private final CatalogRows rows;
    private final Map<RowKey, StoredRow> present = new LinkedHashMap<>();
    private final Map<RowKey, List<StoredRow>> children = new HashMap<>();
    private final Set<RowKey> toDelete = new LinkedHashSet<>();
    private final List<RowKey> toFree = new ArrayList<>();
    private final List<RowChange> toUpdate = new ArrayList<>();
    private final List<RowChange> toInsert = new ArrayList<>();
    private final List<ProductChange> done = new ArrayList<>();

    private CatalogUndo(Connection transaction) {
        this.rows = new CatalogRows(transaction);
    }

    /**
     * What became of a chunk.
     *
     * @param changes what the undo itself did, by product
     * @param restored products that are now as they were before the run; each is counted where the run first changed it
     * @param kept those that are not, each once
     */
    public record Outcome(List<ProductChange> changes, long restored, List<KeptProduct> kept) {

        public Outcome {
            changes = List.copyOf(changes);
            kept = List.copyOf(kept);
        }
    }

    /**
     * Takes changes back, one for each product. The chunks of a run are taken back from the last to the first, each
     * without the products that were kept before.
     *
     * @param transaction an open plain JDBC transaction, neither committed nor rolled back here
     * @throws SQLException when the caller must roll back; after a deadlock or a duplicate key it may try again
     */
    public static Outcome undo(Connection transaction, List<ProductChange> changes) throws SQLException {
        IndexSearch.only(transaction);
        return new CatalogUndo(transaction).undo(changes);
    }

    private Outcome undo(List<ProductChange> changes) throws SQLException {
        UndoPlan plan = UndoPlan.of(changes, rows);
        loadRows(plan);
        long restored = plan.alreadyGone();
        for (ProductChange change : plan.possible()) {
            if (isComplete(change)) {
                done.add(takeBack(change, plan));
                restored += change.isFirst() ? 1 : 0;
            } else {
                plan.giveUp(change);
            }
        }
        rows.delete(toDelete);
        rows.freeUniqueValues(toFree);
        rows.update(toUpdate);
        rows.insert(toInsert);
        return new Outcome(done, restored, plan.kept());
    }

    private void loadRows(UndoPlan plan) throws SQLException {
        Set<Long> whole = new LinkedHashSet<>();
        Set<Long> variantIds = new LinkedHashSet<>();
        for (ProductChange change : plan.possible()) {
            if (change.after() == null) {
                continue;
            }
            present.put(RowKey.product(change.productId()), plan.product(change.productId()));
            if (change.isCreation()) {
                whole.add(change.productId());
            }
            change.rows().stream()
                    .filter(row -> !row.key().isOf(CatalogTables.PRODUCT) && row.kind() != Kind.REMOVED)
                    .forEach(row -> variantIds.add(row.key().id()));
        }
        List<StoredRow> variants = new ArrayList<>(rows.variants(VariantField.ID, variantIds));
        variants.addAll(rows.variants(VariantField.PRODUCT_ID, whole));
        variants.forEach(variant -> {
            variantIds.add(variant.key().id());
            put(variant, RowKey.product(variant.number(VariantField.PRODUCT_ID)));
        });
        rows.prices(variantIds)
                .forEach(price -> put(price, RowKey.variant(price.key().id())));
    }

    private void put(StoredRow row, RowKey parent) {
        if (present.put(row.key(), row) == null) {
            children.computeIfAbsent(parent, key -> new ArrayList<>()).add(row);
        }
    }

    // a writer that does not change the revision is outside of the rules, and must not lose what it wrote
    private boolean isComplete(ProductChange change) {
        return change.rows().stream().allMatch(row -> row.kind() != Kind.CHANGED || present.containsKey(row.key()));
    }

    private ProductChange takeBack(ProductChange change, UndoPlan plan) {
        List<RowChange> own = new ArrayList<>();
        if (change.after() == null) {
            toInsert.addAll(change.rows());
        } else if (change.isCreation()) {
            remove(plan.product(change.productId()), own);
        } else {
            change.rows().forEach(row -> takeBack(row, own));
            putRevision(change);
        }
        return new ProductChange(change.productId(), change.after(), change.before(), own);
    }

    private void putRevision(ProductChange change) {
        RowKey key = RowKey.product(change.productId());
        List<ColumnValue> values = new ArrayList<>();
        change.rows().stream().filter(row -> row.key().equals(key)).forEach(row -> values.addAll(row.values()));
        values.add(new ColumnValue(ProductField.REVISION, change.before()));
        toUpdate.add(RowChange.changed(key, values));
    }

    private void takeBack(RowChange row, List<RowChange> own) {
        StoredRow stored = present.get(row.key());
        switch (row.kind()) {
            case ADDED -> {
                if (stored != null) {
                    remove(stored, own);
                }
            }
            case CHANGED -> {
                own.add(Objects.requireNonNull(stored).changed(row.values()));
                // the product's own row is updated with its revision
                if (!row.key().isOf(CatalogTables.PRODUCT)) {
                    toUpdate.add(row);
                }
                boolean isUnique = row.values().stream()
                        .anyMatch(value ->
                                value.column() == ProductField.REFERENCE || value.column() == VariantField.VARIANT_KEY);
                if (isUnique) {
                    toFree.add(row.key());
                }
            }
            case REMOVED -> {
                own.add(RowChange.added(row.key()));
                toInsert.add(row);
            }
        }
    }

    /** Removes a row with those that refer to it. */
    private void remove(StoredRow row, List<RowChange> own) {
        // a chunk that was written in halves names a new variant, and the prices that its second half added to it
        if (!toDelete.add(row.key())) {
            return;
        }
        own.add(row.removed());
        children.getOrDefault(row.key(), List.of()).forEach(child -> remove(child, own));
    }
}
