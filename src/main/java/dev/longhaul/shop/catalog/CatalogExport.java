package dev.longhaul.shop.catalog;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.catalog.table.CompositeValue;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.Table;
import dev.longhaul.shop.catalog.table.VariantField;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes the whole catalogue as CSV that an import reads again: one row for each price of a variant, in the order of
 * the handles. Pictures are one cell, one URL a line, and attributes one cell, a JSON object. Safe for any number of
 * threads; memory does not depend on the catalogue.
 */
public final class CatalogExport {

    private static final int PRODUCTS_AT_ONCE = 200;

    private static final List<ProductField> PRODUCT_FIELDS = exported(CatalogTables.PRODUCT);
    private static final List<VariantField> VARIANT_FIELDS = exported(CatalogTables.VARIANT);
    private static final List<String> HEADER = header();

    private final Catalog catalog;

    public CatalogExport(Catalog catalog) {
        this.catalog = catalog;
    }

    private static <C extends Column> List<C> exported(Table<C> table) {
        return table.values().stream().filter(column -> column.header() != null).toList();
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>(List.of("handle"));
        PRODUCT_FIELDS.forEach(column -> add(header, column.header()));
        header.add("sku");
        for (int i = 1; i <= VariantField.OPTION_COUNT; i++) {
            header.addAll(List.of("option" + i + " name", "option" + i + " value"));
        }
        VARIANT_FIELDS.forEach(column -> add(header, column.header()));
        header.addAll(List.of("price", "compare at price", "cost", "currency"));
        return List.copyOf(header);
    }

    /**
     * Writes until the end of the catalogue, and closes the stream. A product that changes meanwhile is written as it
     * is when its turn comes. Text that a spreadsheet would run as a formula is guarded; see {@link SpreadsheetText}.
     *
     * @throws dev.longhaul.cancellation.OperationCancelledException between two products when the token fires
     * @throws IOException of the stream
     */
    public void write(OutputStream output, CancellationToken token) throws IOException {
        Writer writer = new OutputStreamWriter(output, StandardCharsets.UTF_8);
        try (CsvWriter csv = CsvWriter.builder().build(writer)) {
            csv.writeRecord(HEADER);
            String after = null;
            List<Product> page = catalog.page(after, PRODUCTS_AT_ONCE);
            while (!page.isEmpty()) {
                for (Product product : page) {
                    token.throwIfCancellationRequested();
                    write(csv, product);
                }
                after = page.get(page.size() - 1).handle();
                page = catalog.page(after, PRODUCTS_AT_ONCE);
            }
        }
    }

    private static void write(CsvWriter csv, Product product) {
        if (product.variants().isEmpty()) {
            write(csv, row(product, null, null));
        }
        for (Variant variant : product.variants()) {
            if (variant.prices().isEmpty()) {
                write(csv, row(product, variant, null));
            }
            for (Price price : variant.prices()) {
                write(csv, row(product, variant, price));
            }
        }
    }

    private static void write(CsvWriter csv, List<String> row) {
        csv.writeRecord(SpreadsheetText.guarded(row));
    }

    private static List<String> row(Product product, @Nullable Variant variant, @Nullable Price price) {
        List<String> row = new ArrayList<>(HEADER.size());
        add(row, product.handle());
        for (ProductField column : PRODUCT_FIELDS) {
            String cell = cell(product.values().value(column));
            add(row, column == ProductField.STATUS && cell != null ? cell.toLowerCase(Locale.ROOT) : cell);
        }
        add(row, variant == null ? null : variant.sku());
        for (int i = 0; i < VariantField.OPTION_COUNT; i++) {
            Option option = variant == null ? null : variant.options().at(i);
            add(row, option == null ? null : option.name());
            add(row, option == null ? null : option.value());
        }
        for (VariantField column : VARIANT_FIELDS) {
            add(row, variant == null ? null : cell(variant.values().value(column)));
        }
        add(row, price == null ? null : cell(price.amount()));
        add(row, price == null ? null : cell(price.compareAt()));
        add(row, price == null ? null : cell(price.cost()));
        add(row, price == null ? null : price.currency());
        return row;
    }

    private static @Nullable String cell(@Nullable Object value) {
        if (value instanceof BigDecimal amount) {
            return amount.toPlainString();
        }
        if (value instanceof CompositeValue composite) {
            return composite.text();
        }
        return value == null ? null : value.toString();
    }

    private static void add(List<String> row, @Nullable String cell) {
        row.add(cell == null ? "" : cell);
    }
}
