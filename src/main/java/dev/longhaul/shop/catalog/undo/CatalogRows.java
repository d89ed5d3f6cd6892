package dev.longhaul.shop.catalog.undo;

import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.catalog.table.ColumnType;
import dev.longhaul.shop.catalog.table.PriceField;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.Table;
import dev.longhaul.shop.catalog.table.VariantField;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads and writes rows of the catalogue in one transaction, each kind of them with few statements. */
final class CatalogRows {

    private final Connection transaction;

    CatalogRows(Connection transaction) {
        this.transaction = transaction;
    }

    /** Locks the products in the order of their ids, as every writer does; those that do not exist are left out. */
    Map<Long, StoredRow> lockProducts(Collection<Long> ids) throws SQLException {
        Map<Long, StoredRow> found = new LinkedHashMap<>();
        List<Long> ordered = ids.stream().sorted().toList();
        for (StoredRow row : read(CatalogTables.PRODUCT, ProductField.ID, ordered, " ORDER BY id FOR UPDATE")) {
            found.put(row.key().id(), row);
        }
        return found;
    }

    List<StoredRow> products(ProductField column, Collection<String> values) throws SQLException {
        return read(CatalogTables.PRODUCT, column, values, "");
    }

    List<StoredRow> variants(VariantField column, Collection<Long> ids) throws SQLException {
        return read(CatalogTables.VARIANT, column, ids, " ORDER BY id");
    }

    List<StoredRow> prices(Collection<Long> variantIds) throws SQLException {
        return read(CatalogTables.PRICE, PriceField.VARIANT_ID, variantIds, " ORDER BY variant_id, currency");
    }

    private List<StoredRow> read(Table<?> table, Column column, Collection<?> keys, String suffix) throws SQLException {
        List<StoredRow> rows = new ArrayList<>();
        if (keys.isEmpty()) {
            return rows;
        }
        String sql = StoredRow.select(table) + " WHERE " + column.sqlName() + " = ANY(?)" + suffix;
        try (PreparedStatement select = transaction.prepareStatement(sql)) {
            Array array = array(column.type(), keys);
            select.setArray(1, array);
            try (ResultSet results = select.executeQuery()) {
                while (results.next()) {
                    rows.add(StoredRow.of(table, results));
                }
            }
            array.free();
        }
        return rows;
    }

    /** Deletes these rows, those first that refer to others. */
    void delete(Collection<RowKey> keys) throws SQLException {
        try (PreparedStatement delete =
                transaction.prepareStatement("DELETE FROM variant_price WHERE variant_id = ? AND currency = ?")) {
            for (RowKey key : of(CatalogTables.PRICE, keys)) {
                delete.setLong(1, key.id());
                delete.setString(2, key.currency());
                delete.addBatch();
            }
            delete.executeBatch();
        }
        forAll("DELETE FROM product_variant WHERE id = ANY(?)", of(CatalogTables.VARIANT, keys));
        forAll("DELETE FROM product WHERE id = ANY(?)", of(CatalogTables.PRODUCT, keys));
    }

    /** Takes from these rows what is unique, so that they can exchange it. Each has to get a value after that. */
    void freeUniqueValues(List<RowKey> keys) throws SQLException {
        forAll("UPDATE product SET reference = NULL WHERE id = ANY(?)", of(CatalogTables.PRODUCT, keys));
        // no other key begins so
        forAll(
                "UPDATE product_variant SET variant_key = CONCAT('undo:', id) WHERE id = ANY(?)",
                of(CatalogTables.VARIANT, keys));
    }

    private static List<RowKey> of(Table<?> table, Collection<RowKey> keys) {
        return keys.stream().filter(key -> key.isOf(table)).toList();
    }

    private void forAll(String sql, List<RowKey> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            Array array = array(ColumnType.NUMBER, keys.stream().map(RowKey::id).toList());
            statement.setArray(1, array);
            statement.executeUpdate();
            array.free();
        }
    }

    private Array array(ColumnType type, Collection<?> values) throws SQLException {
        return transaction.createArrayOf(type.sqlName(), values.toArray());
    }

    /** Sets the values of each row, nulls as well. The products are locked, so the order is free. */
    void update(List<RowChange> rows) throws SQLException {
        for (List<RowChange> alike : byColumns(rows)) {
            RowChange first = alike.get(0);
            Table<?> table = first.key().table();
            String assignments = first.values().stream()
                    .map(value -> value.column().sqlName() + " = ?, ")
                    .collect(Collectors.joining());
            String sql = "UPDATE " + table.name() + " SET " + assignments + "updated_at = CURRENT_TIMESTAMP WHERE "
                    + (table == CatalogTables.PRICE ? "variant_id = ? AND currency = ?" : "id = ?");
            try (PreparedStatement update = transaction.prepareStatement(sql)) {
                for (RowChange row : alike) {
                    int next = bind(update, row.values());
                    update.setLong(next, row.key().id());
                    if (row.key().currency() != null) {
                        update.setString(next + 1, row.key().currency());
                    }
                    update.addBatch();
                }
                update.executeBatch();
            }
        }
    }

    /** Inserts rows with all their values, those first that others refer to. */
    void insert(List<RowChange> rows) throws SQLException {
        for (Table<?> table : ChangeCodec.TABLES) {
            for (List<RowChange> alike :
                    byColumns(rows.stream().filter(row -> row.key().isOf(table)).toList())) {
                List<ColumnValue> columns = alike.get(0).values();
                String sql = "INSERT INTO " + table.name() + " ("
                        + columns.stream()
                                .map(value -> value.column().sqlName() + ", ")
                                .collect(Collectors.joining())
                        + "created_at) VALUES (" + "?, ".repeat(columns.size()) + "?)";
                try (PreparedStatement insert = transaction.prepareStatement(sql)) {
                    for (RowChange row : alike) {
                        int next = bind(insert, row.values());
                        insert.setObject(next, row.createdAt(), Types.TIMESTAMP_WITH_TIMEZONE);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
            }
        }
    }

    private static Collection<List<RowChange>> byColumns(List<RowChange> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> List.of(
                                row.key().table(),
                                row.values().stream().map(ColumnValue::column).toList()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
    }

    /** The answer is the position of the next parameter. */
    private static int bind(PreparedStatement statement, List<ColumnValue> values) throws SQLException {
        int position = 1;
        for (ColumnValue value : values) {
            statement.setObject(position++, value.value(), value.column().type().sqlType());
        }
        return position;
    }
}
