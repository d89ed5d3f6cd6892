package dev.longhaul.shop.catalog.write;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import dev.longhaul.shop.catalog.undo.ChunkChanges;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/**
 * Applies records of a source to the catalogue, many at once. Safe for any number of threads, each with a transaction
 * of its own. Several nodes may write at the same time, also the same products.
 */
public final class CatalogWriter {

    private final ChunkWrite.Parts parts;

    public CatalogWriter(Database database) {
        Dialect dialect = database.dialect();
        this.parts = new ChunkWrite.Parts(new IdBlocks(dialect), new Revisions(dialect), new RowWriter(dialect));
    }

    /**
     * Applies the records in order. A record that the database refuses is found by halving the chunk. It becomes a
     * refusal of its own, and the others are written. Every product of which anything changes gets a new revision, the
     * same for all of one call.
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
        return preview(connection, records, FileReferences.of(records), RecordFilter.NONE);
    }

    /**
     * The same for records that are a part of their source.
     *
     * @param references what the source calls its products, at least those of the records
     */
    public List<RecordOutcome> preview(
            Handle connection, List<ProductRecord> records, FileReferences references, RecordFilter filter)
            throws SQLException {
        AtomicLong last = new AtomicLong();
        ChunkCatalog chunk = new ChunkCatalog(last::decrementAndGet, references, filter);
        return ChunkWrite.apply(connection.getConnection(), records, chunk, CancellationToken.NONE);
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
        return write(connection, records, references, RecordFilter.NONE, new ChunkChanges());
    }

    /**
     * The same for those that the filter lets through, with a record of what is changed.
     *
     * @param changes gets what is written, valid once the transaction is committed
     */
    public List<RecordOutcome> write(
            Connection connection,
            List<ProductRecord> records,
            FileReferences references,
            RecordFilter filter,
            ChunkChanges changes)
            throws SQLException {
        return new ChunkWrite(parts, connection, references, changes, filter).write(records);
    }
}
