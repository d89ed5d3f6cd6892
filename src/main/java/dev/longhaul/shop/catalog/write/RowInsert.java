package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.table.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Inserts new rows of one table, in the given order. */
interface RowInsert {

    /**
     * Inserts the rows; the transaction stays open.
     *
     * @param rows at least one, all of the table
     * @throws SQLException of the first row that does not fit, possibly after others were inserted
     */
    void insert(Connection connection, Table<?> table, List<? extends PendingRow<?>> rows) throws SQLException;
}
