package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.ProductStatus;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.ProductField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A product in memory, stored or new, with those of its variants that the chunk may need. */
final class PendingProduct {

    private final PendingRow<ProductField> row;
    private final List<PendingVariant> variants = new ArrayList<>();

    private PendingProduct(PendingRow<ProductField> row) {
        this.row = row;
    }

    static PendingProduct stored(PendingRow<ProductField> row) {
        return new PendingProduct(row);
    }

    /** A draft named by its key. It stays one until a record names it. */
    static PendingProduct ofNew(long id, String handle) {
        PendingRow<ProductField> row = PendingRow.ofNew(CatalogTables.PRODUCT);
        row.put(ProductField.ID, id);
        row.put(ProductField.HANDLE, handle);
        row.put(ProductField.NAME, handle);
        row.put(ProductField.STATUS, ProductStatus.DRAFT.name());
        return new PendingProduct(row);
    }

    void add(PendingVariant variant) {
        variants.add(variant);
    }

    PendingRow<ProductField> row() {
        return row;
    }

    List<PendingVariant> variants() {
        return variants;
    }

    long id() {
        return row.requireNumber(ProductField.ID);
    }

    String handle() {
        return row.requireText(ProductField.HANDLE);
    }

    @Nullable
    String reference() {
        return row.text(ProductField.REFERENCE);
    }

    boolean putReference(@Nullable String reference) {
        return row.put(ProductField.REFERENCE, reference);
    }

    /** True when anything changed. */
    boolean apply(ColumnValues<ProductField> record) {
        return row.putAll(withStatus(record));
    }

    // A draft for want of a name ends when the name comes, and a product without a name does not go on sale.
    private ColumnValues<ProductField> withStatus(ColumnValues<ProductField> record) {
        boolean unnamed = ProductStatus.DRAFT.name().equals(row.text(ProductField.STATUS))
                && handle().equals(row.text(ProductField.NAME));
        if (!unnamed) {
            return record;
        }
        String status = record.text(ProductField.STATUS);
        if (record.text(ProductField.NAME) == null) {
            return ProductStatus.ACTIVE.name().equals(status) ? record.with(ProductField.STATUS, null) : record;
        }
        return status == null ? record.with(ProductField.STATUS, ProductStatus.ACTIVE.name()) : record;
    }

    /**
     * The variant a record means, null when it is a new one. All variants must be loaded.
     *
     * @throws RecordRefusedException when the record does not say which of several
     */
    @Nullable
    PendingVariant findVariant(@Nullable String sku, List<Option> options) throws RecordRefusedException {
        List<String> values = options.stream().map(Option::value).toList();
        return sku != null ? findBySku(sku, values) : findByOptions(values);
    }

    // A variant that had no SKU so far takes the record's: otherwise adding SKUs to a source would double its variants.
    private @Nullable PendingVariant findBySku(String sku, List<String> values) {
        for (PendingVariant variant : variants) {
            if (sku.equals(variant.sku())) {
                return variant;
            }
        }
        List<PendingVariant> without = matching(
                variant -> variant.sku() == null && variant.optionValues().equals(values));
        boolean unmistakable = without.size() == 1 && (!values.isEmpty() || variants.size() == 1);
        return unmistakable ? without.get(0) : null;
    }

    private @Nullable PendingVariant findByOptions(List<String> values) throws RecordRefusedException {
        if (values.isEmpty() && variants.size() == 1) {
            return variants.get(0);
        }
        List<PendingVariant> same = matching(variant -> variant.optionValues().equals(values));
        if (same.size() == 1) {
            return same.get(0);
        }
        List<PendingVariant> withoutSku =
                same.stream().filter(variant -> variant.sku() == null).toList();
        if (withoutSku.size() == 1) {
            return withoutSku.get(0);
        }
        boolean couldBeSeveral = values.isEmpty() ? !variants.isEmpty() : !same.isEmpty();
        if (couldBeSeveral) {
            throw new RecordRefusedException(
                    "variant-unclear",
                    "the record names no SKU, and product " + handle() + " has " + variants.size()
                            + " variants that it could mean");
        }
        return null;
    }

    private List<PendingVariant> matching(Predicate<PendingVariant> condition) {
        return variants.stream().filter(condition).toList();
    }
}
