package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.reading.cell.KeyText;
import dev.longhaul.shop.reading.column.Layout;
import dev.longhaul.shop.reading.column.ProductColumn;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a file belong together although they stand apart: a product's own record may come before, after or
 * between those of its variants. Found by reading the file once before its records are mapped; empty for files whose
 * records say so themselves.
 */
public final class Families {

    public static final Families NONE = new Families();

    private final LongSet parents = new LongSet();
    private final LongSet handlesWithOptions = new LongSet();
    private final LongSet skusWithOptions = new LongSet();
    private final Map<String, Child> children = new HashMap<>();
    private final Map<String, String> handles = new HashMap<>();
    private String above = "";

    /**
     * A variant that is named by its product's record.
     *
     * @param parent the product's handle, or its SKU if it has none
     * @param options by their names; a blank value stands in the variant's own record
     */
    record Child(String parent, Map<String, String> options) {}

    private Families() {}

    /** Whether a file's records say something about each other, so that it is read once more. */
    public static boolean areIn(ColumnMapping mapping) {
        return mapping.has(ProductColumn.PARENT)
                || mapping.layout().hasVariantsBelow()
                || mapping.has(ProductColumn.VARIATIONS)
                || !mapping.positions(ProductColumn.VARIANT_LINK).isEmpty()
                || (mapping.layout() != Layout.SHOPIFY
                        && mapping.has(ProductColumn.HANDLE)
                        && mapping.has(ProductColumn.OPTION1_VALUE));
    }

    public static Families of(RecordSource records, ColumnMapping mapping) throws IOException, UnreadableFileException {
        Families families = new Families();
        for (FileRecord record = records.next(); record != null; record = records.next()) {
            families.see(record, mapping);
        }
        return families;
    }

    private void see(FileRecord record, ColumnMapping mapping) {
        String parent = KeyText.clean(mapping.cell(record, ProductColumn.PARENT));
        parent = mapping.layout().parentIsNumber() ? RecordKey.numbered(parent) : parent;
        if (!parent.isEmpty()) {
            parents.add(LongSet.hash(parent));
        }
        String handle = KeyText.clean(mapping.cell(record, ProductColumn.HANDLE));
        seeBelow(handle, record, mapping);
        boolean hasOption = !mapping.cell(record, ProductColumn.OPTION1_VALUE).isEmpty();
        if (hasOption && !handle.isEmpty()) {
            handlesWithOptions.add(LongSet.hash(handle));
            skusWithOptions.add(LongSet.hash(KeyText.clean(mapping.cell(record, ProductColumn.SKU))));
        }
        String sku = KeyText.clean(mapping.cell(record, ProductColumn.SKU));
        boolean mayBeParent = mapping.has(ProductColumn.PARENT) && parent.isEmpty();
        if (mayBeParent && !handle.isEmpty() && !sku.isEmpty() && !handle.equals(sku)) {
            handles.put(sku, handle);
        }
        String variations = mapping.cell(record, ProductColumn.VARIATIONS);
        if (!variations.isEmpty()) {
            String product = handle.isEmpty() ? sku : handle;
            for (Map<String, String> child : MagentoText.variations(variations)) {
                Map<String, String> options = new LinkedHashMap<>(child);
                String childSku = options.remove("sku");
                options.remove("display");
                if (childSku != null && !"0".equals(child.get("display"))) {
                    children.put(KeyText.clean(childSku), new Child(product, options));
                }
            }
        }
        seeLinks(handle.isEmpty() ? sku : handle, record, mapping);
    }

    private void seeLinks(String product, FileRecord record, ColumnMapping mapping) {
        for (int position : mapping.positions(ProductColumn.VARIANT_LINK)) {
            String linked = KeyText.clean(record.cell(position));
            if (!linked.isEmpty()) {
                Map<String, String> options = new LinkedHashMap<>();
                for (String field :
                        mapping.cell(record, ProductColumn.VARIANT_FIELDS).split(",", -1)) {
                    options.put(field.strip(), "");
                }
                options.remove("");
                children.put(linked, new Child(product, options));
            }
        }
    }

    private void seeBelow(String handle, FileRecord record, ColumnMapping mapping) {
        if (!mapping.layout().hasVariantsBelow()) {
            return;
        }
        String kind = mapping.cell(record, ProductColumn.KIND);
        String number = RecordKey.numbered(KeyText.clean(mapping.cell(record, ProductColumn.REFERENCE)));
        if (mapping.layout().isVariantBelow(kind)) {
            String product = handle.isEmpty() ? number : handle;
            parents.add(LongSet.hash(product.isEmpty() ? above : product));
        } else if (!mapping.layout().isChoice(kind)) {
            above = handle.isEmpty() ? KeyText.clean(mapping.cell(record, ProductColumn.SKU)) : handle;
            above = above.isEmpty() ? number : above;
        }
    }

    /** Whether other records name this as their parent. */
    boolean isParent(@Nullable String key) {
        return key != null && parents.contains(LongSet.hash(key));
    }

    /** The product's handle if its own record has one beside this SKU; else the same key. */
    @Nullable
    String product(@Nullable String parent) {
        return parent == null ? null : handles.getOrDefault(parent, parent);
    }

    /** Whether the product has variants with options, and this SKU is not one of them in another record. */
    boolean hasOptionsElsewhere(@Nullable String handle, @Nullable String sku) {
        boolean hasOptions = handle != null && handlesWithOptions.contains(LongSet.hash(handle));
        return hasOptions && (sku == null || !skusWithOptions.contains(LongSet.hash(sku)));
    }

    /** What the product's record says about the variant of this SKU; null when none names it. */
    @Nullable
    Child child(@Nullable String sku) {
        return sku == null ? null : children.get(sku);
    }
}
