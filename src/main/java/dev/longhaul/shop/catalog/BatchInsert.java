package dev.longhaul.shop.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** New rows as one JDBC batch. */
final class BatchInsert implements RowInsert {

    @Override
    public void insert(Connection connection, Table table, List<Row> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
            for (Row row : rows) {
                for (int i = 0; i < table.columns().size(); i++) {
                    insert.setObject(i + 1, row.value(i), table.columns().get(i).sqlType());
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
