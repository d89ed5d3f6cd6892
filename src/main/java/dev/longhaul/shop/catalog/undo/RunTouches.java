package dev.longhaul.shop.catalog.undo;

import java.util.List;
import java.util.Objects;

/**
 * Which products one run has changed so far, and with which revisions it left them. Takes a few bits for each product.
 * Not safe for several threads.
 */
public final class RunTouches {

    private final IdSet products = new IdSet();
    private final IdSet mixed = new IdSet();
    private final IdSet revisions = new IdSet();
    private final IdSet created = new IdSet();

    /** Whether the run has made this product. */
    public boolean hasCreated(long productId) {
        return created.contains(productId);
    }

    /** The changes of the run's next chunk, told apart. Remembers nothing: the chunk may be tried again. */
    public List<ProductChange> mark(List<ProductChange> changes) {
        return changes.stream().map(this::mark).toList();
    }

    private ProductChange mark(ProductChange change) {
        boolean isKnown = products.contains(change.productId());
        Long before = change.before();
        boolean isForeign = isKnown && before != null && !revisions.contains(before);
        return change.with(!isKnown, isForeign || mixed.contains(change.productId()));
    }

    /** Whether the run has given this revision to a product, in a chunk that is remembered. */
    public boolean isOwn(long revision) {
        return revisions.contains(revision);
    }

    /** Remembers the marked changes of a chunk that is committed. */
    public void remember(List<ProductChange> committed) {
        products.addAll(committed.stream().map(ProductChange::productId).toList());
        created.addAll(committed.stream()
                .filter(ProductChange::isCreation)
                .map(ProductChange::productId)
                .toList());
        mixed.addAll(committed.stream()
                .filter(ProductChange::isMixed)
                .map(ProductChange::productId)
                .toList());
        revisions.addAll(committed.stream()
                .map(ProductChange::after)
                .filter(Objects::nonNull)
                .toList());
    }
}
