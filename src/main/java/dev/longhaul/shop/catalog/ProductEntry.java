package dev.longhaul.shop.catalog;

import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A product in the working set, with those of its variants that the chunk may need. */
final class ProductEntry {

    static final Table TABLE = new Table(
            "product",
            1,
            List.of(
                    new Table.Column("id", Types.BIGINT),
                    new Table.Column("handle", Types.VARCHAR),
                    new Table.Column("reference", Types.VARCHAR),
                    new Table.Column("name", Types.VARCHAR),
                    new Table.Column("description", Types.VARCHAR),
                    new Table.Column("vendor", Types.VARCHAR),
                    new Table.Column("product_type", Types.VARCHAR),
                    new Table.Column("tags", Types.VARCHAR),
                    new Table.Column("status", Types.VARCHAR)));

    private static final int ID = 0;
    static final int HANDLE = 1;
    private static final int REFERENCE = 2;
    private static final int NAME = 3;
    private static final int DESCRIPTION = 4;
    private static final int VENDOR = 5;
    private static final int PRODUCT_TYPE = 6;
    private static final int TAGS = 7;
    private static final int STATUS = 8;

    private final Row row;
    private final List<VariantEntry> variants = new ArrayList<>();

    private ProductEntry(Row row) {
        this.row = row;
    }

    static ProductEntry stored(Row row) {
        return new ProductEntry(row);
    }

    /** A draft named by its key, which is what it stays unless a record names it. */
    static ProductEntry ofNew(long id, String handle) {
        Row row = Row.ofNew(TABLE);
        row.put(ID, id);
        row.put(HANDLE, handle);
        row.put(NAME, handle);
        row.put(STATUS, ProductStatus.DRAFT.name());
        return new ProductEntry(row);
    }

    void add(VariantEntry variant) {
        variants.add(variant);
    }

    Row row() {
        return row;
    }

    List<VariantEntry> variants() {
        return variants;
    }

    long id() {
        return row.requireNumber(ID);
    }

    String handle() {
        return row.requireText(HANDLE);
    }

    @Nullable
    String reference() {
        return row.text(REFERENCE);
    }

    boolean putReference(@Nullable String reference) {
        return row.put(REFERENCE, reference);
    }

    /** True when anything changed. */
    boolean apply(ProductValues values) {
        ProductStatus status = statusAfter(values);
        boolean changed = row.put(NAME, values.name());
        changed |= row.put(DESCRIPTION, values.description());
        changed |= row.put(VENDOR, values.vendor());
        changed |= row.put(PRODUCT_TYPE, values.productType());
        changed |= row.put(TAGS, values.tags());
        changed |= row.put(STATUS, status == null ? null : status.name());
        return changed;
    }

    // A draft for want of a name ends when the name comes, and nothing without a name goes on sale.
    private @Nullable ProductStatus statusAfter(ProductValues values) {
        boolean unnamed = ProductStatus.DRAFT.name().equals(row.text(STATUS)) && handle().equals(row.text(NAME));
        if (!unnamed) {
            return values.status();
        }
        if (values.name() == null) {
            return values.status() == ProductStatus.ACTIVE ? null : values.status();
        }
        return values.status() == null ? ProductStatus.ACTIVE : values.status();
    }

    /**
     * The variant a record means, null when it is a new one. All variants must be loaded.
     *
     * @throws RecordRefusedException when the record does not say which of several
     */
    @Nullable
    VariantEntry findVariant(@Nullable String sku, List<Option> options) throws RecordRefusedException {
        List<String> values = options.stream().map(Option::value).toList();
        return sku != null ? findBySku(sku, values) : findByOptions(values);
    }

    // A variant that had no SKU so far takes the record's, so that adding SKUs to a source doubles nothing.
    private @Nullable VariantEntry findBySku(String sku, List<String> values) {
        for (VariantEntry variant : variants) {
            if (sku.equals(variant.sku())) {
                return variant;
            }
        }
        List<VariantEntry> without = matching(
                variant -> variant.sku() == null && variant.optionValues().equals(values));
        boolean unmistakable = without.size() == 1 && (!values.isEmpty() || variants.size() == 1);
        return unmistakable ? without.get(0) : null;
    }

    private @Nullable VariantEntry findByOptions(List<String> values) throws RecordRefusedException {
        if (values.isEmpty() && variants.size() == 1) {
            return variants.get(0);
        }
        List<VariantEntry> same = matching(variant -> variant.optionValues().equals(values));
        if (same.size() == 1) {
            return same.get(0);
        }
        List<VariantEntry> withoutSku =
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

    private List<VariantEntry> matching(Predicate<VariantEntry> condition) {
        return variants.stream().filter(condition).toList();
    }
}
