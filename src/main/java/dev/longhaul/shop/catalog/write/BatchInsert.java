package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.catalog.table.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** New rows as one JDBC batch. */
final class BatchInsert implements RowInsert {

    @Override
    public void insert(Connection connection, Table<?> table, List<? extends PendingRow<?>> rows) throws SQLException {
        List<? extends Column> columns = table.columns();
        try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
            for (PendingRow<?> row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    insert.setObject(i + 1, row.value(i), columns.get(i).type().sqlType());
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
