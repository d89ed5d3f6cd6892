package dev.longhaul.shop.productimport.file;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.ProductKey;
import dev.longhaul.shop.catalog.ProductRecord;
import dev.longhaul.shop.catalog.ProductValues;
import dev.longhaul.shop.catalog.VariantValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns records of one file into records of the catalogue. Safe for any number of threads. */
public final class RecordMapper {

    // as wide as the catalogue's columns
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_TAGS = 4000;
    private static final int LONGEST_DESCRIPTION = 100_000;

    private final ColumnMapping mapping;
    private final String defaultCurrency;

    /**
     * For the files with one header.
     *
     * @param defaultCurrency of prices for which the file names none
     */
    public RecordMapper(ColumnMapping mapping, String defaultCurrency) {
        this.mapping = mapping;
        this.defaultCurrency = defaultCurrency;
    }

    /** Never throws for what a record says: a fault is an answer. */
    public MappedRecord map(FileRecord record) {
        RecordFault shape = record.fault();
        if (shape != null) {
            return new MappedRecord.Faulty(shape);
        }
        try {
            return new MappedRecord.Valid(read(new RecordCells(mapping, record)));
        } catch (RecordFaultException e) {
            return new MappedRecord.Faulty(e.fault());
        }
    }

    private ProductRecord read(RecordCells cells) throws RecordFaultException {
        ProductKey key = key(cells);
        String name = cells.text(ProductColumn.NAME, LONGEST_NAME);
        ProductValues product = new ProductValues(
                name,
                cells.text(ProductColumn.DESCRIPTION, LONGEST_DESCRIPTION),
                cells.text(ProductColumn.VENDOR, LONGEST_NAME),
                cells.text(ProductColumn.PRODUCT_TYPE, LONGEST_NAME),
                cells.text(ProductColumn.TAGS, LONGEST_TAGS),
                cells.status());
        // the record of a variant repeats or varies what its product is called; the product's own record says that
        boolean ofParent = key.parent() != null;
        VariantValues variant = new VariantValues(
                ofParent ? name : null,
                options(cells),
                cells.key(ProductColumn.BARCODE, LONGEST_NAME),
                cells.quantity(),
                prices(cells));
        return new ProductRecord(key, ofParent ? ProductValues.NONE : product, variant);
    }

    private ProductKey key(RecordCells cells) throws RecordFaultException {
        String handle = cells.key(ProductColumn.HANDLE, LONGEST_NAME);
        String parent = cells.key(ProductColumn.PARENT, LONGEST_NAME);
        String sku = cells.key(ProductColumn.SKU, LONGEST_NAME);
        String reference = reference(cells.key(ProductColumn.REFERENCE, LONGEST_NAME));
        boolean byHandle = mapping.has(ProductColumn.HANDLE);
        boolean named = parent != null || (byHandle ? handle != null : sku != null || reference != null);
        if (!named) {
            String column = mapping.nameOf(byHandle ? ProductColumn.HANDLE : ProductColumn.SKU);
            throw new RecordFaultException(new RecordFault(
                    "key-missing", column, null, "the record does not say which product it means: the cell is blank"));
        }
        return new ProductKey(handle, parent, parent == null ? reference : null, sku);
    }

    // WooCommerce writes a parent as its SKU, or as id: and the number of its record
    private @Nullable String reference(@Nullable String id) {
        boolean numbered = id != null && id.chars().allMatch(c -> c >= '0' && c <= '9');
        return numbered ? "id:" + id : id;
    }

    private static List<Option> options(RecordCells cells) throws RecordFaultException {
        List<Option> options = new ArrayList<>(VariantValues.MAX_OPTIONS);
        for (int i = 0; i < VariantValues.MAX_OPTIONS; i++) {
            String name = cells.text(ProductColumn.option(i, false), LONGEST_NAME);
            String value = cells.text(ProductColumn.option(i, true), LONGEST_NAME);
            if (value != null) {
                options.add(new Option(name, value));
            }
        }
        return options;
    }

    private List<Price> prices(RecordCells cells) throws RecordFaultException {
        Map<String, Price> prices = new LinkedHashMap<>();
        String named = cells.currency();
        String currency = named == null ? defaultCurrency : named;
        add(prices, currency, cells.price(ProductColumn.PRICE), cells.price(ProductColumn.COMPARE_AT_PRICE));
        for (ColumnMapping.PriceColumn column : mapping.pricesInCurrency()) {
            BigDecimal price = cells.price(column);
            add(prices, column.currency(), column.compareAt() ? null : price, column.compareAt() ? price : null);
        }
        return List.copyOf(prices.values());
    }

    // the column of one currency says more than the column without
    private static void add(
            Map<String, Price> prices, String currency, @Nullable BigDecimal amount, @Nullable BigDecimal compareAt) {
        if (amount == null && compareAt == null) {
            return;
        }
        Price before = prices.getOrDefault(currency, new Price(currency, null, null));
        prices.put(
                currency,
                new Price(
                        currency,
                        amount == null ? before.amount() : amount,
                        compareAt == null ? before.compareAt() : compareAt));
    }
}
