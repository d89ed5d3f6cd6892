package dev.longhaul.shop.catalog.write;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.shop.catalog.undo.ChunkChanges;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

/** One call of {@link CatalogWriter#write}: a chunk that is written at once, or in halves. Used once. */
final class ChunkWrite {

    private static final int ATTEMPTS_FOR_ONE_RECORD = 3;
    private static final int MOST_LOOKUPS = 20;
    /** What databases call a transaction that another one came before: it can be tried again. */
    private static final String SERIALIZATION_FAILURE = "40001";

    private final Parts parts;
    private final Connection connection;
    private final FileReferences references;
    private final ChunkChanges changes;
    private final RecordFilter filter;
    private long revision;

    /** What all calls of a writer share. */
    record Parts(IdBlocks ids, Revisions revisions, RowWriter rows) {}

    /** @param changes gets what is written */
    ChunkWrite(
            Parts parts, Connection connection, FileReferences references, ChunkChanges changes, RecordFilter filter) {
        this.parts = parts;
        this.connection = connection;
        this.references = references;
        this.changes = changes;
        // a chunk that is written in halves finds what its first half has made
        this.filter = filter.withOwn(changes);
    }

    List<RecordOutcome> write(List<ProductRecord> records) throws SQLException {
        int attempts = records.size() == 1 ? ATTEMPTS_FOR_ONE_RECORD : 1;
        SQLException refusal = null;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            Savepoint before = connection.setSavepoint();
            try {
                List<RecordOutcome> outcomes = writeTogether(records, before);
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
        return writeHalves(records);
    }

    private List<RecordOutcome> writeHalves(List<ProductRecord> records) throws SQLException {
        int middle = records.size() / 2;
        List<RecordOutcome> outcomes = new ArrayList<>(write(records.subList(0, middle)));
        outcomes.addAll(write(records.subList(middle, records.size())));
        return outcomes;
    }

    /** @param before set right before; gives up the locks of a lookup that came too late */
    private List<RecordOutcome> writeTogether(List<ProductRecord> records, Savepoint before) throws SQLException {
        for (int lookup = 1; lookup <= MOST_LOOKUPS; lookup++) {
            ChunkCatalog chunk =
                    new ChunkCatalog(() -> parts.ids().next(connection), references, filter.afterRevision(revision));
            List<RecordOutcome> outcomes = apply(connection, records, chunk, CancellationToken.NONE);
            List<PendingProduct> touched = chunk.touched();
            List<PendingProduct> stored =
                    touched.stream().filter(product -> !product.row().isNew()).toList();
            if (ProductGuard.lock(connection, chunk, stored)) {
                if (!touched.isEmpty()) {
                    long number = revision();
                    touched.forEach(product -> product.putRevision(number));
                    parts.rows().write(connection, chunk);
                    // nothing fails from here to the release of the savepoint but the connection
                    changes.addAll(ChangeRecorder.changes(chunk, touched));
                }
                return outcomes;
            }
            connection.rollback(before);
        }
        throw new SQLException(
                "the same products were changed by other transactions " + MOST_LOOKUPS + " times in a row",
                SERIALIZATION_FAILURE);
    }

    // one for the whole call: a chunk in which nothing changes draws none
    private long revision() throws SQLException {
        if (revision == 0) {
            revision = parts.revisions().next(connection);
        }
        return revision;
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
