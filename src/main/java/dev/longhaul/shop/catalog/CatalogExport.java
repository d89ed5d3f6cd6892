package dev.longhaul.shop.catalog;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.longhaul.cancellation.CancellationToken;
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
 * the handles. Safe for any number of threads; memory does not depend on the catalogue.
 */
public final class CatalogExport {

    private static final List<String> HEADER = List.of(
            "handle",
            "title",
            "description",
            "vendor",
            "product type",
            "tags",
            "status",
            "sku",
            "option1 name",
            "option1 value",
            "option2 name",
            "option2 value",
            "option3 name",
            "option3 value",
            "barcode",
            "quantity",
            "price",
            "compare at price",
            "currency");
    private static final int PRODUCTS_AT_ONCE = 200;

    private final Catalog catalog;

    public CatalogExport(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Writes until the end of the catalogue, and closes the stream. Products that change meanwhile are written as they
     * are when their turn comes. Cells that a spreadsheet would run as a formula are made harmless.
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
            csv.writeRecord(row(product, null, null));
        }
        for (Variant variant : product.variants()) {
            if (variant.prices().isEmpty()) {
                csv.writeRecord(row(product, variant, null));
            }
            for (Price price : variant.prices()) {
                csv.writeRecord(row(product, variant, price));
            }
        }
    }

    private static List<String> row(Product product, @Nullable Variant variant, @Nullable Price price) {
        List<String> row = new ArrayList<>(HEADER.size());
        add(row, product.handle());
        add(row, product.name());
        add(row, product.description());
        add(row, product.vendor());
        add(row, product.productType());
        add(row, product.tags());
        add(row, product.status().name().toLowerCase(Locale.ROOT));
        add(row, variant == null ? null : variant.sku());
        List<Option> options = variant == null ? List.of() : variant.options();
        for (int i = 0; i < VariantValues.MAX_OPTIONS; i++) {
            add(row, i < options.size() ? options.get(i).name() : null);
            add(row, i < options.size() ? options.get(i).value() : null);
        }
        add(row, variant == null ? null : variant.barcode());
        Long quantity = variant == null ? null : variant.quantity();
        add(row, quantity == null ? null : quantity.toString());
        add(row, price == null ? null : plain(price.amount()));
        add(row, price == null ? null : plain(price.compareAt()));
        add(row, price == null ? null : price.currency());
        return row;
    }

    private static @Nullable String plain(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }

    private static void add(List<String> row, @Nullable String cell) {
        row.add(cell == null ? "" : SpreadsheetText.harmless(cell));
    }
}
