package dev.longhaul.shop.catalog;

import dev.longhaul.shop.catalog.RecordOutcome.Accepted;
import dev.longhaul.shop.catalog.RecordOutcome.Change;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The part of the catalogue that one chunk of records is about, in memory. Records are applied in order, so a record
 * sees what an earlier one of its chunk did, and its outcome is what it would be if each were written by itself.
 */
final class WorkingSet {

    private static final int HANDLES_NAMED = 3;

    private final IdSource ids;
    private final Map<Long, ProductEntry> byId = new LinkedHashMap<>();
    private final Map<String, ProductEntry> byHandle = new HashMap<>();
    private final Map<String, ProductEntry> byReference = new HashMap<>();
    private final Map<Long, VariantEntry> variants = new LinkedHashMap<>();
    private final Map<String, List<VariantEntry>> bySku = new HashMap<>();

    /** Where the ids of new rows come from. */
    @FunctionalInterface
    interface IdSource {
        long next() throws SQLException;
    }

    WorkingSet(IdSource ids) {
        this.ids = ids;
    }

    Collection<ProductEntry> products() {
        return byId.values();
    }

    /** Of a product that an outcome of this set names. */
    String handleOf(long productId) {
        ProductEntry product = byId.get(productId);
        if (product == null) {
            throw new IllegalArgumentException("product " + productId + " is not of this chunk");
        }
        return product.handle();
    }

    Collection<VariantEntry> variants() {
        return variants.values();
    }

    void addStored(ProductEntry product) {
        if (byId.putIfAbsent(product.id(), product) == null) {
            index(product);
        }
    }

    /** Adds a variant of a product that is here already; once, however often it is found. */
    void addStoredVariant(Row row) {
        ProductEntry product = byId.get(row.requireNumber(VariantEntry.PRODUCT_ID));
        if (product != null && !variants.containsKey(row.requireNumber(0))) {
            index(VariantEntry.stored(product, row));
        }
    }

    void addStoredPrice(Row row) {
        VariantEntry variant = variants.get(VariantEntry.idOfPrice(row));
        if (variant != null) {
            variant.addStoredPrice(row);
        }
    }

    RecordOutcome apply(ProductRecord record) throws SQLException {
        try {
            return accept(record);
        } catch (RecordRefusedException refusal) {
            return refusal.outcome();
        }
    }

    private Accepted accept(ProductRecord record) throws RecordRefusedException, SQLException {
        ProductKey key = record.key();
        VariantEntry variant = key.isBySku() ? onlyVariantOf(key) : null;
        ProductEntry product = variant != null ? variant.product() : findProduct(key);
        if (variant == null && product != null && record.hasVariant()) {
            variant = product.findVariant(key.sku(), record.variant().options());
        }
        requireAmounts(variant, record.variant().prices());
        requireFree(key.reference(), product);
        // nothing has changed up to here, and nothing is refused from here on
        boolean created = product == null;
        if (product == null) {
            product = ProductEntry.ofNew(ids.next(), key.newHandle());
        }
        boolean changed = product.apply(record.product());
        changed |= product.putReference(key.reference());
        index(product);
        if (record.hasVariant()) {
            created |= variant == null;
            if (variant == null) {
                variant = VariantEntry.ofNew(product, ids.next());
            }
            changed |= variant.apply(key.sku(), record.variant());
            index(variant);
        }
        Change change = created ? Change.CREATED : changed ? Change.UPDATED : Change.UNCHANGED;
        return new Accepted(change, product.id(), variant == null ? null : variant.id());
    }

    private @Nullable VariantEntry onlyVariantOf(ProductKey key) throws RecordRefusedException {
        List<VariantEntry> found = bySku.getOrDefault(key.sku(), List.of());
        if (found.size() > 1) {
            String handles = found.stream()
                    .map(variant -> variant.product().handle())
                    .sorted()
                    .limit(HANDLES_NAMED)
                    .collect(Collectors.joining(", "));
            throw new RecordRefusedException(
                    "sku-ambiguous",
                    "SKU " + key.sku() + " belongs to " + found.size() + " products (" + handles
                            + (found.size() > HANDLES_NAMED ? ", ..." : "")
                            + "); a column with the product's handle would say which is meant");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private @Nullable ProductEntry findProduct(ProductKey key) {
        if (key.parent() != null) {
            ProductEntry product = byReference.get(key.parent());
            return product != null ? product : byHandle.get(key.parent());
        }
        if (key.handle() != null) {
            return byHandle.get(key.handle());
        }
        ProductEntry product = key.sku() == null ? null : byHandle.get(key.sku());
        if (product == null && key.reference() != null) {
            product = byReference.get(key.reference());
            // a variant's record that came before its product's made one under this handle
            return product != null ? product : byHandle.get(key.reference());
        }
        return product;
    }

    private static void requireAmounts(@Nullable VariantEntry variant, List<Price> prices)
            throws RecordRefusedException {
        for (Price price : prices) {
            boolean known = variant != null && variant.hasPrice(price.currency());
            if (price.amount() == null && !known) {
                throw new RecordRefusedException(
                        "price-missing",
                        "the record has a compare-at price in " + price.currency()
                                + " and neither it nor the catalogue has the price itself");
            }
        }
    }

    private void requireFree(@Nullable String reference, @Nullable ProductEntry product) throws RecordRefusedException {
        ProductEntry holder = reference == null ? null : byReference.get(reference);
        if (holder != null && holder != product) {
            throw new RecordRefusedException(
                    "reference-taken", "id " + reference + " belongs to product " + holder.handle() + " already");
        }
    }

    private void index(ProductEntry product) {
        byId.put(product.id(), product);
        byHandle.put(product.handle(), product);
        if (product.reference() != null) {
            byReference.put(product.reference(), product);
        }
    }

    private void index(VariantEntry variant) {
        variants.put(variant.id(), variant);
        if (variant.sku() != null) {
            List<VariantEntry> sameSku = bySku.computeIfAbsent(variant.sku(), sku -> new ArrayList<>(1));
            if (!sameSku.contains(variant)) {
                sameSku.add(variant);
            }
        }
    }
}
