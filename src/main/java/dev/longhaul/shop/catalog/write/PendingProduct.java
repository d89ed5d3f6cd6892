package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.ProductStatus;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.ProductField;
import java.util.ArrayList;
import java.util.List;
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

    /** True if the product, a variant or a price of it is new or changed. */
    boolean isTouched() {
        return row.isToBeWritten() || variants.stream().anyMatch(PendingVariant::isTouched);
    }

    void putRevision(long revision) {
        row.put(ProductField.REVISION, revision);
    }

    long id() {
        return row.requireNumber(ProductField.ID);
    }

    String handle() {
        return row.requireText(ProductField.HANDLE);
    }

    String name() {
        return row.requireText(ProductField.NAME);
    }

    /** True if no record brought a name so far: a draft named by its handle. */
    boolean isUnnamed() {
        return ProductStatus.DRAFT.name().equals(row.text(ProductField.STATUS)) && handle().equals(name());
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
        if (!isUnnamed()) {
            return record;
        }
        String status = record.text(ProductField.STATUS);
        if (record.text(ProductField.NAME) == null) {
            return ProductStatus.ACTIVE.name().equals(status) ? record.with(ProductField.STATUS, null) : record;
        }
        return status == null ? record.with(ProductField.STATUS, ProductStatus.ACTIVE.name()) : record;
    }
}
