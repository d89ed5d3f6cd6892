package dev.longhaul.shop.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes what a working set added and changed, always in the same order. */
final class RowWriter {

    private static final Comparator<Row> BY_ID = Comparator.comparingLong(row -> row.requireNumber(0));

    private static final Comparator<Row> PRODUCTS = Comparator.comparing(row -> row.requireText(ProductEntry.HANDLE));
    private static final Comparator<Row> VARIANTS = Comparator.<Row>comparingLong(
                    row -> row.requireNumber(VariantEntry.PRODUCT_ID))
            .thenComparing(row -> row.requireText(VariantEntry.VARIANT_KEY));
    private static final Comparator<Row> PRICES =
            BY_ID.thenComparing(row -> row.requireText(VariantEntry.PRICE_CURRENCY));

    private final RowInsert inserts;

    RowWriter(RowInsert inserts) {
        this.inserts = inserts;
    }

    void write(Connection connection, WorkingSet changes) throws SQLException {
        List<Row> products = new ArrayList<>();
        List<Row> variants = new ArrayList<>();
        List<Row> prices = new ArrayList<>();
        changes.products().forEach(product -> products.add(product.row()));
        changes.variants().forEach(variant -> {
            variants.add(variant.row());
            prices.addAll(variant.prices());
        });
        insert(connection, ProductEntry.TABLE, products, PRODUCTS);
        insert(connection, VariantEntry.TABLE, variants, VARIANTS);
        insert(connection, VariantEntry.PRICES, prices, PRICES);
        update(connection, ProductEntry.TABLE, products, BY_ID);
        update(connection, VariantEntry.TABLE, variants, BY_ID);
        update(connection, VariantEntry.PRICES, prices, PRICES);
    }

    private void insert(Connection connection, Table table, List<Row> rows, Comparator<Row> order) throws SQLException {
        List<Row> added = rows.stream().filter(Row::isNew).sorted(order).toList();
        if (!added.isEmpty()) {
            inserts.insert(connection, table, added);
        }
    }

    private static void update(Connection connection, Table table, List<Row> rows, Comparator<Row> order)
            throws SQLException {
        List<Row> changed = rows.stream().filter(Row::isChanged).sorted(order).toList();
        if (changed.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(table.update())) {
            for (Row row : changed) {
                bind(update, table, row);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static void bind(PreparedStatement update, Table table, Row row) throws SQLException {
        int index = 1;
        for (int i = table.keyColumnCount(); i < table.columns().size(); i++) {
            update.setObject(
                    index++, row.changedValue(i), table.columns().get(i).sqlType());
        }
        for (int i = 0; i < table.keyColumnCount(); i++) {
            update.setObject(index++, row.value(i), table.columns().get(i).sqlType());
        }
    }
}
