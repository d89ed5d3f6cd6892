package dev.longhaul.shop.catalog;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cancellation.StatementScope;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loads what a chunk of records may be about: a fixed number of statements, whatever the size of the chunk. A variant
 * found by its SKU brings only itself; a product found by its handle or reference brings all its variants, because the
 * record may mean any of them.
 */
final class KeyLookup {

    private final Connection connection;
    private final WorkingSet found;

    private final CancellationToken token;

    /** @param token ends a statement that runs */
    KeyLookup(Connection connection, WorkingSet found, CancellationToken token) {
        this.connection = connection;
        this.found = found;
        this.token = token;
    }

    void load(List<ProductRecord> records) throws SQLException {
        Set<String> skus = new LinkedHashSet<>();
        Set<String> handles = new LinkedHashSet<>();
        Set<String> references = new LinkedHashSet<>();
        for (ProductRecord record : records) {
            ProductKey key = record.key();
            addIfPresent(skus, key.isBySku() ? key.sku() : null);
            addIfPresent(handles, key.handle());
            addIfPresent(handles, key.parent());
            addIfPresent(handles, key.reference());
            addIfPresent(references, key.parent());
            addIfPresent(references, key.reference());
        }
        List<Row> variants = rows(VariantEntry.TABLE, "sku", "varchar", skus);
        Set<Long> productIds = new LinkedHashSet<>();
        Set<String> unknownSkus = new LinkedHashSet<>(skus);
        for (Row variant : variants) {
            productIds.add(variant.requireNumber(VariantEntry.PRODUCT_ID));
            unknownSkus.remove(variant.requireText(VariantEntry.SKU));
        }
        // a SKU that no variant has may still be the handle of a product that was made for it
        handles.addAll(unknownSkus);
        addProducts(rows(ProductEntry.TABLE, "id", "bigint", productIds));
        Set<Long> whole = new LinkedHashSet<>();
        whole.addAll(addProducts(rows(ProductEntry.TABLE, "handle", "varchar", handles)));
        whole.addAll(addProducts(rows(ProductEntry.TABLE, "reference", "varchar", references)));
        variants.addAll(rows(VariantEntry.TABLE, "product_id", "bigint", whole));
        variants.forEach(found::addStoredVariant);
        if (records.stream().anyMatch(record -> !record.variant().prices().isEmpty())) {
            addPrices();
        }
    }

    private void addPrices() throws SQLException {
        Set<Long> variantIds = new LinkedHashSet<>();
        found.variants().forEach(variant -> variantIds.add(variant.id()));
        rows(VariantEntry.PRICES, "variant_id", "bigint", variantIds).forEach(found::addStoredPrice);
    }

    private List<Long> addProducts(List<Row> rows) {
        List<Long> ids = new ArrayList<>(rows.size());
        for (Row row : rows) {
            ProductEntry product = ProductEntry.stored(row);
            found.addStored(product);
            ids.add(product.id());
        }
        return ids;
    }

    private List<Row> rows(Table table, String column, String arrayType, Collection<?> keys) throws SQLException {
        List<Row> rows = new ArrayList<>();
        if (keys.isEmpty()) {
            return rows;
        }
        try (PreparedStatement select = connection.prepareStatement(table.selectWhereAny(column))) {
            Array array = connection.createArrayOf(arrayType, keys.toArray());
            select.setArray(1, array);
            if (token.canBeCancelled()) {
                StatementScope.execute(token, select, statement -> read(table, statement, rows));
            } else {
                read(table, select, rows);
            }
            array.free();
        }
        return rows;
    }

    private static boolean read(Table table, PreparedStatement select, List<Row> into) throws SQLException {
        try (ResultSet results = select.executeQuery()) {
            while (results.next()) {
                into.add(Row.stored(table, results));
            }
        }
        return true;
    }

    private static void addIfPresent(Set<String> keys, @Nullable String key) {
        if (key != null) {
            keys.add(key);
        }
    }
}
