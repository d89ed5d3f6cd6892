package dev.longhaul.shop.catalog.write;

import dev.longhaul.database.Dialect;
import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.catalog.table.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** New rows by one prepared statement. */
final class BatchInsert implements RowInsert {

    private final Dialect dialect;

    BatchInsert(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public void insert(Connection connection, Table<?> table, List<? extends PendingRow<?>> rows) throws SQLException {
        List<? extends Column> columns = table.columns();
        try (RowStatement insert = new RowStatement(connection, dialect, table.insert())) {
            for (PendingRow<?> row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    insert.row()
                            .setObject(
                                    i + 1, row.value(i), columns.get(i).type().sqlType());
                }
                insert.add();
            }
            insert.finish();
        }
    }
}
