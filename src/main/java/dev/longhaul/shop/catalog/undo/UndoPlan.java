package dev.longhaul.shop.catalog.undo;

import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.undo.KeptProduct.Reason;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which changes of a chunk can be taken back: those of products that are as the run has left them, and whose unique
 * names nobody else has taken.
 */
final class UndoPlan {

    private final Map<Long, StoredRow> products;
    private final Map<Long, ProductChange> possible = new LinkedHashMap<>();
    private final List<KeptProduct> kept = new ArrayList<>();
    private long alreadyGone;

    private UndoPlan(Map<Long, StoredRow> products) {
        this.products = products;
    }

    /** Locks the products of the changes and decides about each. */
    static UndoPlan of(List<ProductChange> changes, CatalogRows rows) throws SQLException {
        UndoPlan plan = new UndoPlan(
                rows.lockProducts(changes.stream().map(ProductChange::productId).toList()));
        changes.forEach(plan::decide);
        plan.keepThoseWithoutAName(rows);
        return plan;
    }

    private void decide(ProductChange change) {
        StoredRow product = products.get(change.productId());
        if (product == null && change.after() != null) {
            decideOnGone(change);
        } else if (change.isMixed()) {
            keep(change, Reason.CHANGED_BETWEEN, null);
        } else if (!Objects.equals(product == null ? null : (Long) product.revision(), change.after())) {
            keep(change, Reason.CHANGED_SINCE, null);
        } else {
            possible.put(change.productId(), change);
        }
    }

    // what a later chunk did to it says nothing: its first change in the run says whether it was there before
    private void decideOnGone(ProductChange change) {
        if (change.isFirst() && change.isCreation()) {
            alreadyGone++;
        } else if (change.isFirst()) {
            keep(change, Reason.GONE, null);
        }
    }

    private void keep(ProductChange change, Reason reason, @Nullable String other) {
        StoredRow product = products.get(change.productId());
        String handle = product == null ? wanted(change, ProductField.HANDLE) : product.text(ProductField.HANDLE);
        possible.remove(change.productId());
        kept.add(new KeptProduct(change.productId(), handle, reason, other));
    }

    // Asked first, because a violated constraint would cost the chunk. Again until nothing changes: a product that is
    // kept keeps its names, too.
    private void keepThoseWithoutAName(CatalogRows rows) throws SQLException {
        Map<String, StoredRow> byHandle = holders(rows, ProductField.HANDLE);
        Map<String, StoredRow> byReference = holders(rows, ProductField.REFERENCE);
        int before;
        do {
            before = possible.size();
            for (ProductChange change : List.copyOf(possible.values())) {
                StoredRow ofHandle = byHandle.get(wanted(change, ProductField.HANDLE));
                StoredRow ofReference = byReference.get(wanted(change, ProductField.REFERENCE));
                if (ofHandle != null && !gives(ofHandle, change, ProductField.HANDLE)) {
                    keep(change, Reason.HANDLE_TAKEN, ofHandle.text(ProductField.HANDLE));
                } else if (ofReference != null && !gives(ofReference, change, ProductField.REFERENCE)) {
                    keep(change, Reason.REFERENCE_TAKEN, ofReference.text(ProductField.HANDLE));
                }
            }
        } while (possible.size() < before);
    }

    private Map<String, StoredRow> holders(CatalogRows rows, ProductField column) throws SQLException {
        Set<String> names = new LinkedHashSet<>();
        possible.values().forEach(change -> {
            String name = wanted(change, column);
            if (name != null) {
                names.add(name);
            }
        });
        Map<String, StoredRow> holders = new LinkedHashMap<>();
        for (StoredRow row : rows.products(column, names)) {
            holders.put(Objects.requireNonNull(row.text(column)), row);
        }
        return holders;
    }

    /** Whether the holder of a name is the product itself, or lets the name go in the same chunk. */
    private boolean gives(StoredRow holder, ProductChange to, ProductField column) {
        long id = holder.key().id();
        ProductChange own = possible.get(id);
        if (id == to.productId()) {
            return true;
        }
        if (own == null) {
            return false;
        }
        boolean getsAnother = restores(own, column) && !Objects.equals(wanted(own, column), holder.text(column));
        return own.isCreation() || getsAnother;
    }

    /** The name that a product gets back; null if none. */
    private static @Nullable String wanted(ProductChange change, ProductField column) {
        return change.rows().stream()
                .filter(row -> row.key().isOf(CatalogTables.PRODUCT))
                .flatMap(row -> row.values().stream())
                .filter(value -> value.column() == column)
                .map(value -> (String) value.value())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static boolean restores(ProductChange change, ProductField column) {
        return change.rows().stream()
                .filter(row -> row.key().isOf(CatalogTables.PRODUCT))
                .flatMap(row -> row.values().stream())
                .anyMatch(value -> value.column() == column);
    }

    /** A product turned out to be another than its revision says. */
    void giveUp(ProductChange change) {
        keep(change, Reason.CHANGED_SINCE, null);
    }

    StoredRow product(long id) {
        return Objects.requireNonNull(products.get(id));
    }

    List<ProductChange> possible() {
        return List.copyOf(possible.values());
    }

    List<KeptProduct> kept() {
        return kept;
    }

    /** Products that the run had made and that someone has removed since. */
    long alreadyGone() {
        return alreadyGone;
    }
}
