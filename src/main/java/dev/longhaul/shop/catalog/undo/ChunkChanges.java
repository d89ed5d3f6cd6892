package dev.longhaul.shop.catalog.undo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what one transaction does to the catalogue, by product. Not safe for several threads. */
public final class ChunkChanges {

    private final Map<Long, ProductChange> byProduct = new LinkedHashMap<>();

    /** Adds changes that are in the transaction to stay. */
    public void addAll(List<ProductChange> changes) {
        changes.forEach(change -> byProduct.merge(change.productId(), change, ProductChange::then));
    }

    /** Whether the transaction has made this product. */
    public boolean creates(long productId) {
        ProductChange change = byProduct.get(productId);
        return change != null && change.isCreation();
    }

    /** One for each product, in the order of their first changes. */
    public List<ProductChange> toList() {
        return List.copyOf(byProduct.values());
    }
}
