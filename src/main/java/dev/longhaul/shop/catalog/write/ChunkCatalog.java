package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.table.PriceField;
import dev.longhaul.shop.catalog.table.VariantField;
import dev.longhaul.shop.catalog.write.RecordOutcome.Accepted;
import dev.longhaul.shop.catalog.write.RecordOutcome.Change;
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
 * The part of the catalogue that one chunk of records is about, in memory. Records are applied in order. So a record
 * sees what an earlier one of its chunk did, and its outcome is the same as if each record were written by itself.
 */
final class ChunkCatalog {

    private static final int HANDLES_NAMED = 3;

    private final IdSource ids;
    private final Map<Long, PendingProduct> byId = new LinkedHashMap<>();
    private final Map<String, PendingProduct> byHandle = new HashMap<>();
    private final Map<String, PendingProduct> byReference = new HashMap<>();
    private final Map<Long, PendingVariant> variants = new LinkedHashMap<>();
    private final Map<String, List<PendingVariant>> bySku = new HashMap<>();

    /** Where the ids of new rows come from. */
    @FunctionalInterface
    interface IdSource {
        long next() throws SQLException;
    }

    ChunkCatalog(IdSource ids) {
        this.ids = ids;
    }

    Collection<PendingProduct> products() {
        return byId.values();
    }

    /** The handle of a product that an outcome of this chunk names. */
    String handleOf(long productId) {
        PendingProduct product = byId.get(productId);
        if (product == null) {
            throw new IllegalArgumentException("product " + productId + " is not of this chunk");
        }
        return product.handle();
    }

    Collection<PendingVariant> variants() {
        return variants.values();
    }

    void addStored(PendingProduct product) {
        if (byId.putIfAbsent(product.id(), product) == null) {
            index(product);
        }
    }

    /** Adds a variant of a product that is here already; once, however often it is found. */
    void addStoredVariant(PendingRow<VariantField> row) {
        PendingProduct product = byId.get(row.requireNumber(VariantField.PRODUCT_ID));
        if (product != null && !variants.containsKey(row.requireNumber(VariantField.ID))) {
            index(PendingVariant.stored(product, row));
        }
    }

    void addStoredPrice(PendingRow<PriceField> row) {
        PendingVariant variant = variants.get(row.requireNumber(PriceField.VARIANT_ID));
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
        PendingVariant variant = key.isBySku() ? onlyVariantOf(key) : null;
        PendingProduct product = variant != null ? variant.product() : findProduct(key);
        if (variant == null && product != null && record.hasVariant()) {
            variant = product.findVariant(key.sku(), record.variant().options());
        }
        requireAmounts(variant, record.variant().prices());
        requireFree(key.reference(), product);
        // nothing has changed up to here, and nothing is refused from here on
        boolean created = product == null;
        if (product == null) {
            product = PendingProduct.ofNew(ids.next(), key.newHandle());
        }
        boolean changed = product.apply(record.product());
        changed |= product.putReference(key.reference());
        index(product);
        if (record.hasVariant()) {
            created |= variant == null;
            if (variant == null) {
                variant = PendingVariant.ofNew(product, ids.next());
            }
            changed |= variant.apply(key.sku(), record.variant());
            index(variant);
        }
        Change change = created ? Change.CREATED : changed ? Change.UPDATED : Change.UNCHANGED;
        return new Accepted(change, product.id(), variant == null ? null : variant.id());
    }

    private @Nullable PendingVariant onlyVariantOf(ProductKey key) throws RecordRefusedException {
        List<PendingVariant> found = bySku.getOrDefault(key.sku(), List.of());
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

    private @Nullable PendingProduct findProduct(ProductKey key) {
        if (key.parent() != null) {
            PendingProduct product = byReference.get(key.parent());
            return product != null ? product : byHandle.get(key.parent());
        }
        if (key.handle() != null) {
            return byHandle.get(key.handle());
        }
        PendingProduct product = key.sku() == null ? null : byHandle.get(key.sku());
        if (product == null && key.reference() != null) {
            product = byReference.get(key.reference());
            // a variant's record that came before its product's made one under this handle
            return product != null ? product : byHandle.get(key.reference());
        }
        return product;
    }

    private static void requireAmounts(@Nullable PendingVariant variant, List<Price> prices)
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

    private void requireFree(@Nullable String reference, @Nullable PendingProduct product)
            throws RecordRefusedException {
        PendingProduct holder = reference == null ? null : byReference.get(reference);
        if (holder != null && holder != product) {
            throw new RecordRefusedException(
                    "reference-taken", "id " + reference + " belongs to product " + holder.handle() + " already");
        }
    }

    private void index(PendingProduct product) {
        byId.put(product.id(), product);
        byHandle.put(product.handle(), product);
        if (product.reference() != null) {
            byReference.put(product.reference(), product);
        }
    }

    private void index(PendingVariant variant) {
        variants.put(variant.id(), variant);
        if (variant.sku() != null) {
            List<PendingVariant> sameSku = bySku.computeIfAbsent(variant.sku(), sku -> new ArrayList<>(1));
            if (!sameSku.contains(variant)) {
                sameSku.add(variant);
            }
        }
    }
}
