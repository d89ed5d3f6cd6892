package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.VariantField;
import dev.longhaul.shop.catalog.write.ProductKey;
import dev.longhaul.shop.reading.column.ProductColumn;
import dev.longhaul.shop.reading.mapping.Families.Child;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which product and variant one record means, and how it relates to them.
 *
 * @param product what the records of one product have in common, null when each record is a product by itself
 * @param child what the product's own record says about this variant, null when it says nothing
 */
record RecordKey(
        ProductKey key,
        Role role,
        @Nullable String product,
        @Nullable Child child) {

    private static final Set<String> REMOVING = Set.of("delete", "end");

    /** What a record is to its product. */
    enum Role {
        /** It describes the product, and a variant if it says anything about one. */
        PRODUCT,
        /** It describes a product that is sold only in its variants. */
        MASTER,
        /** It describes a variant of a product that has a record of its own. */
        VARIANT,
        /** It describes a variant of a product without a record of its own. */
        GROUPED,
        /** It gives the product's texts in another language. */
        TRANSLATION,
        /** It says what a customer of the product can choose. */
        CHOICE
    }

    static RecordKey read(RecordCells cells, Families families, RecordMapper.CarriedCells carried) {
        ColumnMapping mapping = cells.mapping();
        String handle = cells.key(ProductColumn.HANDLE, ProductField.HANDLE.longest());
        String kind = cells.raw(ProductColumn.KIND);
        boolean below = mapping.layout().isVariantBelow(kind);
        String parent = families.product(parent(cells));
        String group = cells.key(ProductColumn.GROUP, ProductField.HANDLE.longest());
        String reference = reference(cells.key(ProductColumn.REFERENCE, VariantField.SKU.longest()));
        String sku = sku(cells, below, carried.above());
        if (REMOVING.contains(cells.raw(ProductColumn.ACTION).toLowerCase(Locale.ROOT))) {
            cells.fault(ProductColumn.ACTION, "record-removes");
        }
        if (!mapping.layout().readsKind(kind)) {
            cells.fault(ProductColumn.KIND, "kind-unknown");
        }
        if (handle == null && parent == null && continues(cells)) {
            handle = carried.product();
        }
        if (parent == null && below) {
            parent = handle != null ? handle : reference != null ? reference : carried.above();
        }
        if (handle == null
                && parent == null
                && group == null
                && mapping.layout().groupsByName()) {
            group = cells.key(ProductColumn.NAME, ProductField.HANDLE.longest());
        }
        boolean named = handle != null || parent != null || group != null || sku != null || reference != null;
        if (!named && cells.fault() == null) {
            missing(cells);
        }
        String source = mapping.choices().source();
        Child child = families.child(sku);
        if (!cells.raw(ProductColumn.STORE_VIEW).isEmpty()) {
            return new RecordKey(new ProductKey(handle, null, null, sku, false, source), Role.TRANSLATION, null, null);
        }
        if (mapping.layout().isChoice(kind)) {
            return new RecordKey(new ProductKey(handle, null, reference, null, false, source), Role.CHOICE, null, null);
        }
        if (child != null) {
            ProductKey key = new ProductKey(null, child.parent(), null, sku, false, source);
            return new RecordKey(key, Role.VARIANT, child.parent(), child);
        }
        if (parent != null) {
            boolean parentIsSku = cells.raw(ProductColumn.PARENT).isEmpty() && mapping.has(ProductColumn.PARENT_SKU);
            ProductKey key = new ProductKey(null, parent, parentIsSku, null, sku, false, source);
            return new RecordKey(key, Role.VARIANT, parent, null);
        }
        if (group != null) {
            return new RecordKey(new ProductKey(group, null, null, sku, false, source), Role.GROUPED, group, null);
        }
        boolean master = isMaster(cells, families, handle, sku, reference);
        ProductKey key = master
                ? new ProductKey(handle == null ? sku : handle, null, reference, null, false, source)
                : new ProductKey(handle, null, reference, sku, false, source);
        return new RecordKey(key, master ? Role.MASTER : Role.PRODUCT, handle, null);
    }

    private static @Nullable String parent(RecordCells cells) {
        String parent = cells.key(ProductColumn.PARENT, ProductField.HANDLE.longest());
        if (parent != null && cells.mapping().layout().parentIsNumber()) {
            return numbered(parent);
        }
        return parent == null ? cells.key(ProductColumn.PARENT_SKU, ProductField.HANDLE.longest()) : parent;
    }

    private static @Nullable String sku(RecordCells cells, boolean below, @Nullable String above) {
        String ofVariant = below ? cells.key(ProductColumn.VARIANT_SKU, VariantField.SKU.longest()) : null;
        String sku = ofVariant == null ? cells.key(ProductColumn.SKU, VariantField.SKU.longest()) : ofVariant;
        // a variant's record may repeat the SKU of its product
        boolean ofProduct = below && cells.mapping().has(ProductColumn.VARIANT_SKU) && ofVariant == null;
        return ofProduct && sku != null && sku.equals(above) ? null : sku;
    }

    private static void missing(RecordCells cells) {
        ColumnMapping mapping = cells.mapping();
        ProductColumn column = mapping.has(ProductColumn.HANDLE) ? ProductColumn.HANDLE : ProductColumn.SKU;
        cells.fault(mapping.has(column) ? column : ProductColumn.REFERENCE, "key-missing");
    }

    /** In layouts in which a blank name and key mean the product of the record above. */
    private static boolean continues(RecordCells cells) {
        boolean hasOption = !cells.raw(ProductColumn.OPTION1_VALUE).isEmpty()
                || !cells.raw(ProductColumn.OPTION_VALUES).isEmpty()
                || cells.mapping().layout().continuesByBlankName();
        return cells.mapping().has(ProductColumn.HANDLE)
                && cells.mapping().has(ProductColumn.NAME)
                && cells.raw(ProductColumn.NAME).isEmpty()
                && hasOption;
    }

    private static boolean isMaster(
            RecordCells cells,
            Families families,
            @Nullable String handle,
            @Nullable String sku,
            @Nullable String reference) {
        String kind = cells.raw(ProductColumn.KIND).toLowerCase(Locale.ROOT);
        boolean linked = cells.mapping().positions(ProductColumn.VARIANT_LINK).stream()
                .anyMatch(position -> !cells.raw(position).isEmpty());
        if (linked
                || kind.equals("parent")
                || kind.contains("variable")
                || kind.contains("configurable")
                || kind.contains("grouped")) {
            return true;
        }
        if (!cells.raw(ProductColumn.VARIATIONS).isEmpty()) {
            return true;
        }
        String bareReference = reference != null && reference.startsWith("id:") ? reference.substring(3) : reference;
        if (families.isParent(sku)
                || families.isParent(handle)
                || families.isParent(reference)
                || families.isParent(bareReference)) {
            return true;
        }
        return families.hasOptionsElsewhere(handle, sku)
                && cells.raw(ProductColumn.OPTION1_VALUE).isEmpty();
    }

    // WooCommerce writes a parent as its SKU, or as id: and its record's number
    private static @Nullable String reference(@Nullable String id) {
        return id == null ? null : numbered(id);
    }

    static String numbered(String id) {
        boolean number = !id.isEmpty() && id.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? "id:" + id : id;
    }
}
