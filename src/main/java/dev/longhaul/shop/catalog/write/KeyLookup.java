package dev.longhaul.shop.catalog.write;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cancellation.StatementScope;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.catalog.table.IndexSearch;
import dev.longhaul.shop.catalog.table.PriceField;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.Table;
import dev.longhaul.shop.catalog.table.VariantField;
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

/**
 * Loads what a chunk of records may be about, with a fixed number of statements whatever the size of the chunk. A
 * variant found by its SKU brings only itself. A product found by its handle or reference, or by a SKU that it has
 * several times, brings all its variants, because the record may mean any of them.
 */
final class KeyLookup {

    private static final String VARIANTS_BY_SKU = "SELECT " + CatalogTables.VARIANT.columnNames()
            + ", (SELECT revision FROM product WHERE product.id = product_variant.product_id)"
            + " FROM product_variant WHERE sku = ANY(?)";

    private final Connection connection;
    private final ChunkCatalog found;
    private final CancellationToken token;

    /** @param token ends a statement that runs */
    KeyLookup(Connection connection, ChunkCatalog found, CancellationToken token) {
        this.connection = connection;
        this.found = found;
        this.token = token;
    }

    /** Takes a transaction of its own if the connection is not in one. */
    void load(List<ProductRecord> records) throws SQLException {
        boolean isAlone = connection.getAutoCommit();
        if (isAlone) {
            connection.setAutoCommit(false);
        }
        try {
            IndexSearch.only(connection);
            loadAll(records);
        } finally {
            if (isAlone) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private void loadAll(List<ProductRecord> records) throws SQLException {
        NamedKeys keys = NamedKeys.of(records);
        List<PendingRow<VariantField>> variants = variantsBySku(keys.skus());
        Set<Long> productIds = new LinkedHashSet<>();
        Set<Long> whole = new LinkedHashSet<>();
        Set<String> unknownSkus = new LinkedHashSet<>(keys.skus());
        for (PendingRow<VariantField> variant : variants) {
            long productId = variant.requireNumber(VariantField.PRODUCT_ID);
            String sku = variant.requireText(VariantField.SKU);
            productIds.add(productId);
            unknownSkus.remove(sku);
            if (keys.repeatedSkus().contains(sku)) {
                whole.add(productId);
            }
        }
        // a SKU that no variant has may still be the handle of a product that was made for it
        keys.handles().addAll(unknownSkus);
        addProducts(rows(CatalogTables.PRODUCT, ProductField.ID, productIds));
        whole.addAll(addProducts(rows(CatalogTables.PRODUCT, ProductField.HANDLE, keys.handles())));
        whole.addAll(addProducts(rows(CatalogTables.PRODUCT, ProductField.REFERENCE, keys.references())));
        variants.addAll(rows(CatalogTables.VARIANT, VariantField.PRODUCT_ID, whole));
        variants.forEach(found::addStoredVariant);
        if (records.stream().anyMatch(record -> !record.variant().prices().isEmpty())) {
            addPrices();
        }
    }

    // The variants come before their products, so that a product's revision may be newer than what was read of it. The
    // revision that goes with them is read in the same statement.
    private List<PendingRow<VariantField>> variantsBySku(Collection<String> skus) throws SQLException {
        List<PendingRow<VariantField>> variants = new ArrayList<>();
        query(VARIANTS_BY_SKU, VariantField.SKU, skus, results -> {
            PendingRow<VariantField> variant = PendingRow.stored(CatalogTables.VARIANT, results);
            variants.add(variant);
            long revision = results.getLong(VariantField.values().length + 1);
            found.noteRevision(variant.requireNumber(VariantField.PRODUCT_ID), revision);
        });
        return variants;
    }

    private void addPrices() throws SQLException {
        Set<Long> variantIds = new LinkedHashSet<>();
        found.variants().forEach(variant -> variantIds.add(variant.id()));
        rows(CatalogTables.PRICE, PriceField.VARIANT_ID, variantIds).forEach(found::addStoredPrice);
    }

    private List<Long> addProducts(List<PendingRow<ProductField>> rows) {
        List<Long> ids = new ArrayList<>(rows.size());
        for (PendingRow<ProductField> row : rows) {
            PendingProduct product = PendingProduct.stored(row);
            found.addStored(product);
            ids.add(product.id());
        }
        return ids;
    }

    private <C extends Column> List<PendingRow<C>> rows(Table<C> table, C column, Collection<?> keys)
            throws SQLException {
        List<PendingRow<C>> rows = new ArrayList<>();
        query(table.selectWhereAny(column), column, keys, results -> rows.add(PendingRow.stored(table, results)));
        return rows;
    }

    private void query(String sql, Column column, Collection<?> keys, RowReader reader) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            Array array = connection.createArrayOf(column.type().sqlName(), keys.toArray());
            select.setArray(1, array);
            if (token.canBeCancelled()) {
                StatementScope.execute(token, select, statement -> read(statement, reader));
            } else {
                read(select, reader);
            }
            array.free();
        }
    }

    private static boolean read(PreparedStatement select, RowReader reader) throws SQLException {
        try (ResultSet results = select.executeQuery()) {
            while (results.next()) {
                reader.read(results);
            }
        }
        return true;
    }

    /** Takes the row under the cursor. */
    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet results) throws SQLException;
    }
}
