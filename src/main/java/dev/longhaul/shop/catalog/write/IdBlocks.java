package dev.longhaul.shop.catalog.write;

import dev.longhaul.database.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Ids for new rows, unique among all nodes: each draws blocks from one sequence and hands them out one by one. Safe for
 * any number of threads. Ids of a transaction that is rolled back are lost, which costs nothing.
 */
final class IdBlocks {

    /** The sequence's increment, as its migration says. */
    private static final int BLOCK_SIZE = 1000;

    private final String nextBlock;
    private long next;
    private int left;

    IdBlocks(Dialect dialect) {
        this.nextBlock =
                dialect == Dialect.POSTGRESQL ? "SELECT nextval('catalog_id')" : "SELECT NEXT VALUE FOR catalog_id";
    }

    synchronized long next(Connection connection) throws SQLException {
        if (left == 0) {
            next = firstOfBlock(connection);
            left = BLOCK_SIZE;
        }
        left--;
        return next++;
    }

    private long firstOfBlock(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(nextBlock);
                ResultSet results = select.executeQuery()) {
            if (!results.next()) {
                throw new SQLException("sequence catalog_id gave no value");
            }
            return results.getLong(1);
        }
    }
}
