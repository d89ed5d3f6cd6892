package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.catalog.VariantOptions;
import dev.longhaul.shop.catalog.table.Attributes;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.ProductColumn;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What only Magento's files have: attributes in one cell, children in their product's cell, texts by store view. */
final class MagentoCells {

    private static final Set<String> USUAL_OPTIONS = Set.of("color", "colour", "size");
    private static final Set<ProductColumn> TEXTS = Set.of(
            ProductColumn.NAME,
            ProductColumn.DESCRIPTION,
            ProductColumn.SEO_TITLE,
            ProductColumn.SEO_DESCRIPTION,
            ProductColumn.CATEGORY);

    private MagentoCells() {}

    /** The options of a variant: those its product names, then its size and color. */
    static Map<String, String> options(Map<String, String> byProduct, RecordCells cells) {
        Map<String, String> options = new LinkedHashMap<>(byProduct);
        MagentoText.attributes(cells.raw(ProductColumn.ADDITIONAL_ATTRIBUTES)).forEach((name, value) -> {
            if (USUAL_OPTIONS.contains(name.toLowerCase(Locale.ROOT))) {
                options.putIfAbsent(name, value);
            }
        });
        return options;
    }

    /** The attributes in one cell, without those that are options. */
    static Map<String, String> attributes(RecordCells cells, VariantOptions options) {
        String cell = cells.raw(ProductColumn.ADDITIONAL_ATTRIBUTES);
        if (cell.isEmpty()) {
            return Map.of();
        }
        Map<String, String> attributes = MagentoText.attributes(cell);
        options.present().forEach(option -> attributes.remove(option.name()));
        return attributes;
    }

    /** Texts of another language, kept as attributes of the product. */
    static ColumnValues<ProductField> translation(RecordCells cells) {
        String store = cells.raw(ProductColumn.STORE_VIEW);
        Map<String, String> texts = new LinkedHashMap<>();
        for (ProductColumn field : TEXTS) {
            ColumnReading column = cells.mapping().column(field);
            String text = cells.raw(field);
            if (column != null && !text.isEmpty()) {
                texts.put(column.name() + " (" + store + ")", text);
            }
        }
        return texts.isEmpty()
                ? ColumnValues.none(CatalogTables.PRODUCT)
                : ColumnValues.of(CatalogTables.PRODUCT)
                        .put(ProductField.ATTRIBUTES, Attributes.of(texts))
                        .build();
    }
}
