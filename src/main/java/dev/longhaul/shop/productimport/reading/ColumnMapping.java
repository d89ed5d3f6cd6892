package dev.longhaul.shop.productimport.reading;

import dev.longhaul.shop.productimport.file.FileRecord;
import dev.longhaul.shop.productimport.file.Headers;
import dev.longhaul.shop.productimport.file.UnreadableFileException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which column of a file means what, by the names in its header. Columns with other names are left aside. */
public final class ColumnMapping {

    private static final Set<ProductColumn> KEYS =
            EnumSet.of(ProductColumn.HANDLE, ProductColumn.SKU, ProductColumn.PARENT, ProductColumn.REFERENCE);

    private final List<String> header;
    private final Map<ProductColumn, Integer> positions = new EnumMap<>(ProductColumn.class);
    private final List<PriceColumn> pricesInCurrency = new ArrayList<>();

    /** A column of prices in one currency, such as {@code price_gross_usd}. */
    record PriceColumn(int position, String currency, boolean compareAt) {}

    private ColumnMapping(List<String> header) {
        this.header = List.copyOf(header);
        List<String> names = header.stream().map(HeaderName::normalised).toList();
        for (ProductColumn column : ProductColumn.values()) {
            column.names().stream()
                    .mapToInt(names::indexOf)
                    .filter(position -> position >= 0)
                    .findFirst()
                    .ifPresent(position -> positions.put(column, position));
        }
        // an id means something only where other records refer to it, a type only where products have handles
        if (!positions.containsKey(ProductColumn.PARENT)) {
            positions.remove(ProductColumn.REFERENCE);
        }
        if (!positions.containsKey(ProductColumn.HANDLE) && isNamed(ProductColumn.PRODUCT_TYPE, "type")) {
            positions.remove(ProductColumn.PRODUCT_TYPE);
        }
        findPricesInCurrency();
    }

    /**
     * Finds the known columns.
     *
     * @throws UnreadableFileException when none is known, none names a product, or one stands there twice
     */
    public static ColumnMapping of(List<String> header) throws UnreadableFileException {
        ColumnMapping mapping = new ColumnMapping(header);
        if (mapping.knownCount() == 0) {
            throw UnreadableFileException.ofStructure(
                    "no-known-column",
                    "the header has no column that is known, only " + Headers.named(header)
                            + "; known are handle or slug, SKU, title or name, price, quantity and others");
        }
        if (KEYS.stream().noneMatch(mapping.positions::containsKey)) {
            throw UnreadableFileException.ofStructure(
                    "no-key-column",
                    "the header has no column that says which product a record means, only " + Headers.named(header)
                            + "; a column with the handle (handle, slug) or the SKU (sku, product_number) is needed");
        }
        mapping.requireOnce();
        return mapping;
    }

    /** How many columns of this header would be known. */
    static int knownCount(List<String> header) {
        return new ColumnMapping(header).knownCount();
    }

    private int knownCount() {
        return positions.size() + pricesInCurrency.size();
    }

    private void findPricesInCurrency() {
        for (int i = 0; i < header.size(); i++) {
            int position = i;
            HeaderName.inCurrency(header.get(i)).ifPresent(column -> {
                boolean price = ProductColumn.PRICE.names().contains(column.name());
                boolean compareAt = ProductColumn.COMPARE_AT_PRICE.names().contains(column.name());
                if (price || compareAt) {
                    pricesInCurrency.add(new PriceColumn(position, column.currency(), compareAt));
                }
                // Shopware gives every currency a column, and the one without repeats the shop's own
                if (price
                        && isNamed(ProductColumn.PRICE, column.name())
                        && column.name().endsWith("gross")) {
                    positions.remove(ProductColumn.PRICE);
                }
            });
        }
    }

    private void requireOnce() throws UnreadableFileException {
        for (int position : positions.values()) {
            String name = HeaderName.normalised(header.get(position));
            for (int i = position + 1; i < header.size(); i++) {
                if (HeaderName.normalised(header.get(i)).equals(name)) {
                    throw UnreadableFileException.ofStructure(
                            "duplicate-column",
                            "the header has " + Headers.shortened(header.get(position)) + " twice, as column "
                                    + (position + 1) + " and as column " + (i + 1) + "; keep the one that is meant");
                }
            }
        }
    }

    private boolean isNamed(ProductColumn column, String name) {
        Integer position = positions.get(column);
        return position != null && HeaderName.normalised(header.get(position)).equals(name);
    }

    boolean has(ProductColumn column) {
        return positions.containsKey(column);
    }

    /** The text of a column in a record without blanks around it; empty where the file or the record has none. */
    String cell(FileRecord record, ProductColumn column) {
        Integer position = positions.get(column);
        return position == null ? "" : record.cell(position);
    }

    /** The column's name as it stands in the file, null where the file does not have it. */
    @Nullable
    String nameOf(ProductColumn column) {
        Integer position = positions.get(column);
        return position == null ? null : header.get(position);
    }

    String nameAt(int position) {
        return header.get(position);
    }

    List<PriceColumn> pricesInCurrency() {
        return pricesInCurrency;
    }
}
