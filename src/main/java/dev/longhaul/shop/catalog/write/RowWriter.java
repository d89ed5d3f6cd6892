package dev.longhaul.shop.catalog.write;

import dev.longhaul.database.Dialect;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.catalog.table.PriceField;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.Table;
import dev.longhaul.shop.catalog.table.VariantField;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes what a chunk added and changed, always in the same order. */
final class RowWriter {

    private static final Comparator<PendingRow<ProductField>> PRODUCTS_BY_HANDLE =
            Comparator.comparing(row -> row.requireText(ProductField.HANDLE));
    private static final Comparator<PendingRow<ProductField>> PRODUCTS_BY_ID =
            Comparator.comparingLong(row -> row.requireNumber(ProductField.ID));
    private static final Comparator<PendingRow<VariantField>> VARIANTS_BY_KEY =
            Comparator.<PendingRow<VariantField>>comparingLong(row -> row.requireNumber(VariantField.PRODUCT_ID))
                    .thenComparing(row -> row.requireText(VariantField.VARIANT_KEY));
    private static final Comparator<PendingRow<VariantField>> VARIANTS_BY_ID =
            Comparator.comparingLong(row -> row.requireNumber(VariantField.ID));
    private static final Comparator<PendingRow<PriceField>> PRICES = Comparator.<PendingRow<PriceField>>comparingLong(
                    row -> row.requireNumber(PriceField.VARIANT_ID))
            .thenComparing(row -> row.requireText(PriceField.CURRENCY));

    private final Dialect dialect;
    private final RowInsert inserts;

    RowWriter(Dialect dialect) {
        this.dialect = dialect;
        RowInsert batch = new BatchInsert(dialect);
        this.inserts = dialect == Dialect.POSTGRESQL ? new CopyInsert(batch) : batch;
    }

    /** Writes the chunk, all of whose touched products have their revision and are {@link ProductGuard guarded}. */
    void write(Connection connection, ChunkCatalog chunk) throws SQLException {
        List<PendingRow<ProductField>> products = new ArrayList<>();
        List<PendingRow<VariantField>> variants = new ArrayList<>();
        List<PendingRow<PriceField>> prices = new ArrayList<>();
        chunk.products().forEach(product -> products.add(product.row()));
        chunk.variants().forEach(variant -> {
            variants.add(variant.row());
            prices.addAll(variant.prices());
        });
        insert(connection, CatalogTables.PRODUCT, products, PRODUCTS_BY_HANDLE);
        insert(connection, CatalogTables.VARIANT, variants, VARIANTS_BY_KEY);
        insert(connection, CatalogTables.PRICE, prices, PRICES);
        updateRevisions(connection, products);
        update(
                connection,
                CatalogTables.PRODUCT,
                products.stream()
                        .filter(row -> !row.isChangedOnlyIn(ProductField.REVISION))
                        .toList(),
                PRODUCTS_BY_ID);
        update(connection, CatalogTables.VARIANT, variants, VARIANTS_BY_ID);
        update(connection, CatalogTables.PRICE, prices, PRICES);
    }

    // those of which only a variant or a price has changed; the revision is the same for all
    private static void updateRevisions(Connection connection, List<PendingRow<ProductField>> products)
            throws SQLException {
        List<PendingRow<ProductField>> bumped = products.stream()
                .filter(row -> row.isChangedOnlyIn(ProductField.REVISION))
                .toList();
        if (bumped.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE product SET revision = ?, updated_at = CURRENT_TIMESTAMP WHERE id = ANY(?)")) {
            update.setLong(1, bumped.get(0).requireNumber(ProductField.REVISION));
            Array ids = connection.createArrayOf(
                    ProductField.ID.type().sqlName(),
                    bumped.stream()
                            .map(row -> row.requireNumber(ProductField.ID))
                            .toArray());
            update.setArray(2, ids);
            update.executeUpdate();
            ids.free();
        }
    }

    private <C extends Column> void insert(
            Connection connection, Table<C> table, List<PendingRow<C>> rows, Comparator<PendingRow<C>> order)
            throws SQLException {
        List<PendingRow<C>> added =
                rows.stream().filter(PendingRow::isNew).sorted(order).toList();
        if (!added.isEmpty()) {
            inserts.insert(connection, table, added);
        }
    }

    private <C extends Column> void update(
            Connection connection, Table<C> table, List<PendingRow<C>> rows, Comparator<PendingRow<C>> order)
            throws SQLException {
        List<PendingRow<C>> changed =
                rows.stream().filter(PendingRow::isChanged).sorted(order).toList();
        if (changed.isEmpty()) {
            return;
        }
        try (RowStatement update = new RowStatement(connection, dialect, table.update())) {
            for (PendingRow<C> row : changed) {
                bind(update.row(), table, row);
                update.add();
            }
            update.finish();
        }
        for (C column : table.columns()) {
            List<PendingRow<C>> cleared = changed.stream()
                    .filter(row -> row.isCleared(column.ordinal()))
                    .toList();
            if (!cleared.isEmpty()) {
                clear(connection, table, column, cleared);
            }
        }
    }

    // the update leaves a column as it is where it is given null; the rows are locked by it already, so order is free
    private <C extends Column> void clear(Connection connection, Table<C> table, C column, List<PendingRow<C>> rows)
            throws SQLException {
        try (RowStatement clear = new RowStatement(connection, dialect, table.clear(column))) {
            for (PendingRow<C> row : rows) {
                bindKey(clear.row(), table, row, 1);
                clear.add();
            }
            clear.finish();
        }
    }

    private static void bind(PreparedStatement update, Table<?> table, PendingRow<?> row) throws SQLException {
        List<? extends Column> columns = table.columns();
        int index = 1;
        for (int i = table.keyColumnCount(); i < columns.size(); i++) {
            update.setObject(index++, row.changedValue(i), columns.get(i).type().sqlType());
        }
        bindKey(update, table, row, index);
    }

    private static void bindKey(PreparedStatement statement, Table<?> table, PendingRow<?> row, int first)
            throws SQLException {
        for (int i = 0; i < table.keyColumnCount(); i++) {
            statement.setObject(
                    first + i, row.value(i), table.columns().get(i).type().sqlType());
        }
    }
}
