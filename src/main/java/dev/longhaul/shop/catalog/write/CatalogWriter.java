package dev.longhaul.shop.catalog.write;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/**
 * Applies records of a source to the catalogue, many at once. Safe for any number of threads, each with a transaction
 * of its own. Several nodes may write at the same time, also the same products.
 */
public final class CatalogWriter {

    private static final int ATTEMPTS_FOR_ONE_RECORD = 3;

    private final IdBlocks ids;
    private final RowWriter rows;

    public CatalogWriter(Database database) {
        this.ids = new IdBlocks(database.dialect());
        this.rows = new RowWriter(database.dialect());
    }

    /**
     * Applies the records in order. A record that the database refuses is found by halving the chunk. It becomes a
     * refusal of its own, and the others are written.
     *
     * @param transaction an open plain JDBC transaction, neither committed nor rolled back here
     * @return one outcome for each record, in the same order; valid once the transaction is committed
     * @throws SQLException when the fault is not a record's, such as a lost connection or a deadlock; the caller must
     *     then roll the transaction back, and may try again
     */
    public List<RecordOutcome> write(Handle transaction, List<ProductRecord> records) throws SQLException {
        return write(transaction.getConnection(), records);
    }

    /** The outcomes that {@link #write} would return now, without writing. Ids of what would be new are negative. */
    public List<RecordOutcome> preview(Handle connection, List<ProductRecord> records) throws SQLException {
        return preview(connection, records, FileReferences.of(records));
    }

    /**
     * The outcomes that {@link #write(Connection, List, FileReferences)} would return now, without writing.
     *
     * @param references what the records' source calls its products, at least those of the records
     */
    public List<RecordOutcome> preview(Handle connection, List<ProductRecord> records, FileReferences references)
            throws SQLException {
        AtomicLong last = new AtomicLong();
        ChunkCatalog chunk = new ChunkCatalog(last::decrementAndGet, references);
        return apply(connection.getConnection(), records, chunk, CancellationToken.NONE);
    }

    /** The same, for a transaction that is known by its connection. */
    public List<RecordOutcome> write(Connection connection, List<ProductRecord> records) throws SQLException {
        return write(connection, records, FileReferences.of(records));
    }

    /**
     * The same, for records that are a part of their source.
     *
     * @param references what the source calls its products, at least those of the records
     */
    public List<RecordOutcome> write(Connection connection, List<ProductRecord> records, FileReferences references)
            throws SQLException {
        int attempts = records.size() == 1 ? ATTEMPTS_FOR_ONE_RECORD : 1;
        SQLException refusal = null;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            Savepoint before = connection.setSavepoint();
            try {
                List<RecordOutcome> outcomes = writeTogether(connection, records, references);
                connection.releaseSavepoint(before);
                return outcomes;
            } catch (SQLException e) {
                if (!WriteFault.isOfARecord(e)) {
                    throw e;
                }
                connection.rollback(before);
                refusal = e;
                // another writer may have made the same product meanwhile: the next attempt finds it
                if (!WriteFault.isDuplicateKey(e)) {
                    break;
                }
            }
        }
        if (refusal != null && records.size() == 1) {
            return List.of(WriteFault.refusal(refusal));
        }
        return writeHalves(connection, records, references);
    }

    private List<RecordOutcome> writeHalves(
            Connection connection, List<ProductRecord> records, FileReferences references) throws SQLException {
        int middle = records.size() / 2;
        List<RecordOutcome> outcomes = new ArrayList<>(write(connection, records.subList(0, middle), references));
        outcomes.addAll(write(connection, records.subList(middle, records.size()), references));
        return outcomes;
    }

    private List<RecordOutcome> writeTogether(
            Connection connection, List<ProductRecord> records, FileReferences references) throws SQLException {
        ChunkCatalog chunk = new ChunkCatalog(() -> ids.next(connection), references);
        List<RecordOutcome> outcomes = apply(connection, records, chunk, CancellationToken.NONE);
        rows.write(connection, chunk);
        return outcomes;
    }

    static List<RecordOutcome> apply(
            Connection connection, List<ProductRecord> records, ChunkCatalog chunk, CancellationToken token)
            throws SQLException {
        new KeyLookup(connection, chunk, token).load(records);
        List<RecordOutcome> outcomes = new ArrayList<>(records.size());
        for (ProductRecord record : records) {
            outcomes.add(chunk.apply(record));
        }
        return outcomes;
    }
}
