package dev.longhaul.shop.catalog.write;

import dev.longhaul.database.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * One statement for many rows: a batch where that saves round trips. H2 has none to save, and it executes a batch to
 * its end: behind locks each row would take a wait of its own. For one thread.
 */
final class RowStatement implements AutoCloseable {

    private final PreparedStatement statement;
    private final boolean isBatch;

    RowStatement(Connection connection, Dialect dialect, String sql) throws SQLException {
        this.statement = connection.prepareStatement(sql);
        this.isBatch = dialect != Dialect.H2;
    }

    /** To bind the values of the next row. */
    PreparedStatement row() {
        return statement;
    }

    /** The values of a row are bound. */
    void add() throws SQLException {
        if (isBatch) {
            statement.addBatch();
        } else {
            statement.executeUpdate();
        }
    }

    /** Executes what was added and not executed yet. */
    void finish() throws SQLException {
        if (isBatch) {
            statement.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
