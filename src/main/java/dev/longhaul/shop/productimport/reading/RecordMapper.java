package dev.longhaul.shop.productimport.reading;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.Table;
import dev.longhaul.shop.catalog.table.VariantField;
import dev.longhaul.shop.catalog.write.ProductKey;
import dev.longhaul.shop.catalog.write.ProductRecord;
import dev.longhaul.shop.catalog.write.VariantValues;
import dev.longhaul.shop.productimport.file.FileRecord;
import dev.longhaul.shop.productimport.file.RecordFault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns records of one file into records of the catalogue. Safe for any number of threads. */
public final class RecordMapper {

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
        // the record of a variant repeats or varies what its product is called; the product's own record says that
        boolean ofParent = key.parent() != null;
        ColumnValues<ProductField> product =
                values(CatalogTables.PRODUCT, ProductColumn.OF_PRODUCT, cells).build();
        List<Option> options = options(cells);
        ColumnValues.Builder<VariantField> variant = values(CatalogTables.VARIANT, ProductColumn.OF_VARIANT, cells);
        if (ofParent) {
            variant.put(VariantField.NAME, product.text(ProductField.NAME));
        }
        return new ProductRecord(
                key,
                ofParent ? ColumnValues.none(CatalogTables.PRODUCT) : product,
                new VariantValues(options, variant.build(), prices(cells)));
    }

    private static <C extends Column> ColumnValues.Builder<C> values(
            Table<C> table, Map<C, ProductColumn> columns, RecordCells cells) throws RecordFaultException {
        ColumnValues.Builder<C> values = ColumnValues.of(table);
        for (Map.Entry<C, ProductColumn> column : columns.entrySet()) {
            values.put(column.getKey(), cells.value(column.getValue(), column.getKey()));
        }
        return values;
    }

    private ProductKey key(RecordCells cells) throws RecordFaultException {
        String handle = cells.key(ProductColumn.HANDLE, ProductField.HANDLE);
        String parent = cells.key(ProductColumn.PARENT, ProductField.HANDLE);
        String sku = cells.key(ProductColumn.SKU, VariantField.SKU);
        String reference = reference(cells.key(ProductColumn.REFERENCE, ProductField.REFERENCE));
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
        List<Option> options = new ArrayList<>(VariantField.OPTION_COUNT);
        for (int i = 0; i < VariantField.OPTION_COUNT; i++) {
            String name = cells.text(ProductColumn.option(i, false), VariantField.optionName(i));
            String value = cells.text(ProductColumn.option(i, true), VariantField.optionValue(i));
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
