package dev.longhaul.shop.catalog;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/**
 * Brings records of a source into the catalogue, many at once. Safe for any number of threads, each with a transaction
 * of its own; several nodes may write at the same time, also the same products.
 */
public final class CatalogWriter {

    private static final int ATTEMPTS_FOR_ONE_RECORD = 3;

    private final IdBlocks ids;
    private final RowWriter rows;

    public CatalogWriter(Database database) {
        this.ids = new IdBlocks(database.dialect());
        RowInsert batch = new BatchInsert();
        this.rows = new RowWriter(database.dialect() == Dialect.POSTGRESQL ? new CopyInsert(batch) : batch);
    }

    /**
     * Applies the records in order. A record that the database refuses is found by halving the chunk, and becomes a
     * refusal of its own; it keeps none of the others from being written.
     *
     * @param transaction an open plain JDBC transaction, neither committed nor rolled back here
     * @return one outcome for each record, in the same order; they hold once the transaction is committed
     * @throws SQLException when the fault is not a record's, such as a lost connection or a deadlock; the transaction
     *     must then be rolled back, and may be tried again
     */
    public List<RecordOutcome> write(Handle transaction, List<ProductRecord> records) throws SQLException {
        return write(transaction.getConnection(), records);
    }

    /** What {@link #write} would answer now, without writing; ids of what would be new are below zero. */
    public List<RecordOutcome> preview(Handle connection, List<ProductRecord> records) throws SQLException {
        AtomicLong last = new AtomicLong();
        return apply(
                connection.getConnection(), records, new WorkingSet(last::decrementAndGet), CancellationToken.NONE);
    }

    /** The same, for a transaction that is known by its connection. */
    public List<RecordOutcome> write(Connection connection, List<ProductRecord> records) throws SQLException {
        int attempts = records.size() == 1 ? ATTEMPTS_FOR_ONE_RECORD : 1;
        SQLException refusal = null;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            Savepoint before = connection.setSavepoint();
            try {
                List<RecordOutcome> outcomes = writeTogether(connection, records);
                connection.releaseSavepoint(before);
                return outcomes;
            } catch (SQLException e) {
                if (!WriteFault.isOfARecord(e)) {
                    throw e;
                }
                connection.rollback(before);
                refusal = e;
                // another writer may have made the same product meanwhile; looked up again, it is there
                if (!WriteFault.isDuplicateKey(e)) {
                    break;
                }
            }
        }
        if (refusal != null && records.size() == 1) {
            return List.of(WriteFault.refusal(refusal));
        }
        return writeHalves(connection, records);
    }

    private List<RecordOutcome> writeHalves(Connection connection, List<ProductRecord> records) throws SQLException {
        int middle = records.size() / 2;
        List<RecordOutcome> outcomes = new ArrayList<>(write(connection, records.subList(0, middle)));
        outcomes.addAll(write(connection, records.subList(middle, records.size())));
        return outcomes;
    }

    private List<RecordOutcome> writeTogether(Connection connection, List<ProductRecord> records) throws SQLException {
        WorkingSet set = new WorkingSet(() -> ids.next(connection));
        List<RecordOutcome> outcomes = apply(connection, records, set, CancellationToken.NONE);
        rows.write(connection, set);
        return outcomes;
    }

    static List<RecordOutcome> apply(
            Connection connection, List<ProductRecord> records, WorkingSet set, CancellationToken token)
            throws SQLException {
        new KeyLookup(connection, set, token).load(records);
        List<RecordOutcome> outcomes = new ArrayList<>(records.size());
        for (ProductRecord record : records) {
            outcomes.add(set.apply(record));
        }
        return outcomes;
    }
}
