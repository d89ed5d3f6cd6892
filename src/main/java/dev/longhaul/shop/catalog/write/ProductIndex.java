package dev.longhaul.shop.catalog.write;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The products of a chunk by everything that a record may call them. */
final class ProductIndex {

    private static final int NAME_CHARS_SHOWN = 80;

    private final FileReferences references;
    private final Map<Long, PendingProduct> byId = new LinkedHashMap<>();
    private final Map<String, PendingProduct> byHandle = new HashMap<>();
    private final Map<String, PendingProduct> byReference = new HashMap<>();

    ProductIndex(FileReferences references) {
        this.references = references;
    }

    Collection<PendingProduct> all() {
        return byId.values();
    }

    @Nullable
    PendingProduct byId(long id) {
        return byId.get(id);
    }

    /**
     * Sets what the product's source calls it, unless that is null, and adds the product.
     *
     * @return false when that changed nothing about the product
     */
    boolean putReference(PendingProduct product, @Nullable String reference) {
        String before = product.reference();
        boolean changed = product.putReference(reference);
        if (changed && before != null) {
            byReference.remove(before);
        }
        put(product);
        return changed;
    }

    /** Adds a product. */
    void put(PendingProduct product) {
        byId.put(product.id(), product);
        byHandle.put(product.handle(), product);
        if (product.reference() != null) {
            byReference.put(product.reference(), product);
        }
    }

    /**
     * The product that a record means, null when it is a new one. Variants of this SKU must have been looked at before.
     *
     * @throws RecordRefusedException when only a number says which product it is, and another shop may have given it
     */
    @Nullable
    PendingProduct find(ProductRecord record) throws RecordRefusedException {
        ProductKey key = record.key();
        if (key.parent() != null) {
            return ofParent(key, key.parent());
        }
        if (key.handle() != null) {
            return byHandle.get(key.handle());
        }
        PendingProduct product = key.sku() == null ? null : madeFor(key, key.sku());
        return product == null && key.reference() != null ? ofReference(record, key.reference()) : product;
    }

    // a variant's record that came before its product's made one under a handle of the source
    private @Nullable PendingProduct madeFor(ProductKey key, String id) {
        PendingProduct product = byHandle.get(id);
        return product != null ? product : byHandle.get(key.handleFor(id));
    }

    private @Nullable PendingProduct ofReference(ProductRecord record, String reference) throws RecordRefusedException {
        ProductKey key = record.key();
        PendingProduct product = byReference.get(key.stored(reference));
        if (product == null && key.source() != null) {
            PendingProduct unsourced = byReference.get(reference);
            // the source was not known when it came first
            product = unsourced != null && unsourced.name().equals(record.name()) ? unsourced : null;
        }
        if (product == null) {
            product = byHandle.get(key.handleFor(reference));
        }
        boolean certain =
                key.source() != null && product != null && key.stored(reference).equals(product.reference());
        if (product != null && !certain && isOfAnother(product, record.name())) {
            throw ofAnother(key, reference, product);
        }
        return product;
    }

    private @Nullable PendingProduct ofParent(ProductKey key, String parent) throws RecordRefusedException {
        PendingProduct product = byReference.get(key.stored(parent));
        if (product == null && key.source() != null) {
            PendingProduct unsourced = byReference.get(parent);
            boolean same = unsourced != null && references.names(key.stored(parent), unsourced.name());
            product = same ? unsourced : byHandle.get(key.handleFor(parent));
        }
        if (product == null) {
            product = byHandle.get(parent);
            // a handle that is the number of another source is not a key of this one
            if (product != null && key.source() != null && ProductKey.isStored(parent, product.reference())) {
                return null;
            }
        }
        if (product != null && key.source() == null && references.isOfAnother(parent, product)) {
            throw ofAnother(key, parent, product);
        }
        return product;
    }

    private static boolean isOfAnother(PendingProduct product, @Nullable String name) {
        return name != null && !product.isUnnamed() && !name.equals(product.name());
    }

    private static RecordRefusedException ofAnother(ProductKey key, String id, PendingProduct product) {
        return new RecordRefusedException(
                key.parent() == null ? "reference-of-another" : "reference-of-another.parent",
                id,
                product.handle(),
                shortened(product.name()));
    }

    private static String shortened(String name) {
        return name.length() <= NAME_CHARS_SHOWN ? name : name.substring(0, NAME_CHARS_SHOWN) + "...";
    }

    /** @throws RecordRefusedException when the record's reference is that of another product */
    void requireFree(ProductKey key, @Nullable PendingProduct product) throws RecordRefusedException {
        String reference = key.storedReference();
        PendingProduct holder = reference == null ? null : byReference.get(reference);
        if (holder != null && holder != product) {
            throw new RecordRefusedException("reference-taken", key.reference(), holder.handle());
        }
    }
}
