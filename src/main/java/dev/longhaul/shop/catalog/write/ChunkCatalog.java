package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.PriceField;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.VariantField;
import dev.longhaul.shop.catalog.write.RecordOutcome.Accepted;
import dev.longhaul.shop.catalog.write.RecordOutcome.Change;
import dev.longhaul.shop.catalog.write.RecordOutcome.Skipped;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The part of the catalogue that one chunk of records is about, in memory. Records are applied in order. So a record
 * sees what an earlier one of its chunk did, and its outcome is the same as if each record were written by itself.
 */
final class ChunkCatalog {

    private static final int HANDLES_NAMED = 3;

    private final IdSource ids;
    private final RecordFilter filter;
    private final ProductIndex products;
    private final Map<Long, PendingVariant> variants = new LinkedHashMap<>();
    private final Map<String, List<PendingVariant>> bySku = new HashMap<>();
    private final Map<Long, Long> revisions = new HashMap<>();

    /** Where the ids of new rows come from. */
    @FunctionalInterface
    interface IdSource {
        long next() throws SQLException;
    }

    /** @param references what the records' source calls its products, at least those of this chunk */
    ChunkCatalog(IdSource ids, FileReferences references, RecordFilter filter) {
        this.ids = ids;
        this.filter = filter;
        this.products = new ProductIndex(references);
    }

    Collection<PendingProduct> products() {
        return products.all();
    }

    /** The handle of a product that an outcome of this chunk names. */
    String handleOf(long productId) {
        PendingProduct product = products.byId(productId);
        if (product == null) {
            throw new IllegalArgumentException("product " + productId + " is not of this chunk");
        }
        return product.handle();
    }

    Collection<PendingVariant> variants() {
        return variants.values();
    }

    /** The products of which anything is new or changed. */
    List<PendingProduct> touched() {
        return products.all().stream().filter(PendingProduct::isTouched).toList();
    }

    /** Remembers the revision with which a part of a stored product was read. Of several the first counts. */
    void noteRevision(long productId, long revision) {
        revisions.putIfAbsent(productId, revision);
    }

    /** The revision of a stored product when the first of what is here was read. */
    long revisionSeen(PendingProduct product) {
        return Objects.requireNonNull(revisions.get(product.id()));
    }

    void addStored(PendingProduct product) {
        noteRevision(product.id(), product.row().requireNumber(ProductField.REVISION));
        if (products.byId(product.id()) == null) {
            products.put(product);
        }
    }

    /** Adds a variant of a product that is here already; once, however often it is found. */
    void addStoredVariant(PendingRow<VariantField> row) {
        PendingProduct product = products.byId(row.requireNumber(VariantField.PRODUCT_ID));
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

    private RecordOutcome accept(ProductRecord record) throws RecordRefusedException, SQLException {
        PendingProduct product = findProduct(record);
        if (filter.skipsRecordOf(product)) {
            return skip(record);
        }
        PendingVariant variant = product == null || !record.hasVariant()
                ? null
                : new VariantSearch(product).find(record.key(), record.variant().options());
        if (variant == null && record.hasVariant() && filter.skipsNewVariants()) {
            return skip(record);
        }
        requirePossible(record, product, variant);
        filter.planned().require(record, product, product == null ? null : revisions.get(product.id()));
        return write(record, product, variant);
    }

    private Skipped skip(ProductRecord record) throws RecordRefusedException {
        filter.planned().requireSkipped(record);
        return new Skipped();
    }

    private @Nullable PendingProduct findProduct(ProductRecord record) throws RecordRefusedException {
        ProductKey key = record.key();
        PendingProduct ofSku = key.isBySku() ? ofSku(key.sku()) : null;
        PendingProduct product = ofSku == null ? products.find(record) : ofSku;
        return product == null && key.parentIsSku() ? ofSku(key.parent()) : product;
    }

    private @Nullable PendingProduct ofSku(@Nullable String sku) throws RecordRefusedException {
        List<PendingVariant> sameSku = sku == null ? List.of() : bySku.getOrDefault(sku, List.of());
        if (sameSku.isEmpty()) {
            return null;
        }
        PendingProduct first = sameSku.get(0).product();
        if (sameSku.stream().allMatch(variant -> variant.product() == first)) {
            return first;
        }
        List<String> handles = sameSku.stream()
                .map(variant -> variant.product().handle())
                .distinct()
                .sorted()
                .toList();
        throw new RecordRefusedException(
                "sku-ambiguous",
                sku,
                handles.size(),
                handles.stream().limit(HANDLES_NAMED).collect(Collectors.joining(", "))
                        + (handles.size() > HANDLES_NAMED ? ", ..." : ""));
    }

    private void requirePossible(
            ProductRecord record, @Nullable PendingProduct product, @Nullable PendingVariant variant)
            throws RecordRefusedException {
        requireAmounts(variant, record.variant().prices());
        products.requireFree(record.key(), product);
        PendingRow.requireRoom(product == null ? null : product.row(), CatalogTables.PRODUCT, record.product());
        PendingRow.requireRoom(
                variant == null ? null : variant.row(),
                CatalogTables.VARIANT,
                record.variant().values());
    }

    private static void requireAmounts(@Nullable PendingVariant variant, List<Price> prices)
            throws RecordRefusedException {
        for (Price price : prices) {
            boolean known = variant != null && variant.hasPrice(price.currency());
            if (price.amount() == null && !known && (says(price.compareAt()) || says(price.cost()))) {
                throw new RecordRefusedException(
                        says(price.compareAt()) ? "price-missing.compare-at" : "price-missing.cost", price.currency());
            }
        }
    }

    private static boolean says(@Nullable BigDecimal amount) {
        return amount != null && !Price.isNoAmount(amount);
    }

    // nothing is refused from here on
    private Accepted write(ProductRecord record, @Nullable PendingProduct found, @Nullable PendingVariant foundVariant)
            throws SQLException {
        ProductKey key = record.key();
        PendingProduct product = found == null ? PendingProduct.ofNew(ids.next(), key.newHandle()) : found;
        boolean created = found == null;
        boolean changed = product.apply(record.product());
        changed |= products.putReference(product, key.storedReference());
        PendingVariant variant = foundVariant;
        if (record.hasVariant()) {
            created |= variant == null;
            if (variant == null) {
                variant = PendingVariant.ofNew(product, ids.next());
            }
            changed |= variant.apply(key, record.variant());
            index(variant);
        }
        Change change = created ? Change.CREATED : changed ? Change.UPDATED : Change.UNCHANGED;
        return new Accepted(change, product.id(), variant == null ? null : variant.id(), revisions.get(product.id()));
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
