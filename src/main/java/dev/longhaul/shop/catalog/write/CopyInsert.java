package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.table.Table;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** New rows through COPY, which is PostgreSQL's fast path for many rows. Loaded only there. */
final class CopyInsert implements RowInsert {

    private static final int FLUSH_CHARS = 1 << 16;

    private final RowInsert forFewRows;

    /**
     * @param forFewRows takes over below the count from which COPY pays, and on a connection that hides PostgreSQL's
     */
    CopyInsert(RowInsert forFewRows) {
        this.forFewRows = forFewRows;
    }

    /** Below this the extra round trips of COPY cost more than they save. */
    static final int WORTHWHILE_ROW_COUNT = 8;

    @Override
    public void insert(Connection connection, Table<?> table, List<? extends PendingRow<?>> rows) throws SQLException {
        if (rows.size() < WORTHWHILE_ROW_COUNT || !connection.isWrapperFor(PGConnection.class)) {
            forFewRows.insert(connection, table, rows);
            return;
        }
        String sql = "COPY " + table.name() + " (" + table.columnNames() + ") FROM STDIN";
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            int columnCount = table.columns().size();
            StringBuilder text = new StringBuilder();
            for (PendingRow<?> row : rows) {
                CopyText.append(text, row, columnCount);
                if (text.length() >= FLUSH_CHARS) {
                    flush(copy, text);
                }
            }
            flush(copy, text);
            copy.endCopy();
        } finally {
            // after a fault the connection must not stay in copy mode: it goes back to a pool
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void flush(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }
}
