package dev.longhaul.shop.catalog.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps PostgreSQL on the indexes when rows are looked up by many keys at once. After a few uses it plans such a
 * statement once for all keys. For a table that it has never analysed, as in a shop's first large import, that plan
 * reads the whole table and compares each row with each key.
 */
public final class IndexSearch {

    private IndexSearch() {}

    /** Until the end of the transaction, reads no table as a whole where an index leads to the rows. */
    public static void only(Connection transaction) throws SQLException {
        // the driver knows the name without asking the server
        if (transaction.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            try (Statement statement = transaction.createStatement()) {
                statement.execute("SET LOCAL enable_seqscan = off");
            }
        }
    }
}
