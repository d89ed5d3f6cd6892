package dev.longhaul.shop.reading;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.shop.catalog.CatalogExport;
import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.Product;
import dev.longhaul.shop.catalog.ProductStatus;
import dev.longhaul.shop.catalog.TestCatalog;
import dev.longhaul.shop.catalog.Variant;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.Table;
import dev.longhaul.shop.catalog.table.VariantField;
import dev.longhaul.shop.catalog.write.ProductRecord;
import dev.longhaul.shop.catalog.write.RecordOutcome;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.shop.reading.mapping.MappedRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A catalogue that files are read into, as lines of text that a test can compare. */
final class ReadShop {

    private final TestCatalog catalog;

    ReadShop(TestCatalog catalog) {
        this.catalog = catalog;
        catalog.empty();
    }

    /**
     * What one file did.
     *
     * @param changes how many records ended in which way, such as {@code CREATED=2}
     * @param rejects each as its code, column and value
     * @param warnings likewise
     */
    record Result(FileReading reading, String changes, List<String> rejects, List<String> warnings) {

        /** What a column became. */
        ColumnReading column(String name) {
            return reading.columns().stream()
                    .filter(column -> column.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    Result read(byte[] bytes, ReadingChoices choices) throws IOException, UnreadableFileException {
        FileReading reading = ReadFiles.examine(bytes, choices);
        Map<String, Integer> changes = new TreeMap<>();
        List<String> rejects = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<ProductRecord> valid = new ArrayList<>();
        for (MappedRecord mapped : ReadFiles.mapped(bytes, reading)) {
            if (mapped instanceof MappedRecord.Valid found) {
                valid.add(found.record());
                found.warnings().forEach(warning -> warnings.add(text(warning)));
            } else {
                rejects.add(text(((MappedRecord.Faulty) mapped).fault()));
            }
        }
        for (RecordOutcome outcome : catalog.write(valid.toArray(ProductRecord[]::new))) {
            if (outcome instanceof RecordOutcome.Accepted accepted) {
                changes.merge(accepted.change().name(), 1, Integer::sum);
            } else {
                rejects.add(((RecordOutcome.Refused) outcome).reason().code());
            }
        }
        return new Result(
                reading,
                changes.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(" ")),
                rejects,
                warnings);
    }

    byte[] export() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        new CatalogExport(catalog.reader()).write(file, CancellationToken.NONE);
        return file.toByteArray();
    }

    /** All products in the order of their handles. */
    List<Product> products() {
        return catalog.reader().page(null, 10_000);
    }

    /**
     * All products in the order of their handles, one a line, each followed by its variants in lines of their own that
     * begin with a hyphen.
     */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Product product : products()) {
            text.append(product.handle()).append(": ").append(product.name());
            if (product.status() != ProductStatus.ACTIVE) {
                text.append(" (")
                        .append(product.status().name().toLowerCase(Locale.ROOT))
                        .append(')');
            }
            text.append(values(CatalogTables.PRODUCT, product.values())).append('\n');
            for (Variant variant : product.variants()) {
                text.append("- ").append(variant.sku()).append(options(variant));
                variant.prices().forEach(price -> text.append(price(price)));
                text.append(values(CatalogTables.VARIANT, variant.values())).append('\n');
            }
        }
        return text.toString();
    }

    private static String options(Variant variant) {
        return variant.options().present().stream().map(ReadShop::option).collect(Collectors.joining());
    }

    private static String option(Option option) {
        return " " + option.name() + "=" + option.value();
    }

    private static String price(Price price) {
        return " " + Objects.requireNonNull(price.amount()).stripTrailingZeros().toPlainString() + " "
                + price.currency()
                + (price.compareAt() == null
                        ? ""
                        : " was " + price.compareAt().stripTrailingZeros().toPlainString())
                + (price.cost() == null
                        ? ""
                        : " cost " + price.cost().stripTrailingZeros().toPlainString());
    }

    private static <C extends Column> String values(Table<C> table, ColumnValues<C> values) {
        return table.values().stream()
                .filter(column -> column != ProductField.NAME && column != ProductField.STATUS)
                .filter(column -> column != VariantField.NAME && values.value(column) != null)
                .map(column -> "; " + column.sqlName() + " " + value(Objects.requireNonNull(values.value(column))))
                .collect(Collectors.joining());
    }

    private static String value(Object value) {
        if (value instanceof java.math.BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        return (value instanceof dev.longhaul.shop.catalog.table.CompositeValue composite
                        ? composite.text()
                        : value.toString())
                .replace("\n", " / ");
    }

    private static String text(RecordFault fault) {
        return fault.code()
                + (fault.column() == null ? "" : " " + fault.column())
                + (fault.value() == null ? "" : " " + fault.value());
    }
}
