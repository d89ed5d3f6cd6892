package dev.longhaul.shop.productimport.undo;

import dev.longhaul.database.Database;
import dev.longhaul.run.RunExecution;
import dev.longhaul.run.RunId;
import dev.longhaul.run.Runs;
import dev.longhaul.shop.catalog.undo.CatalogUndo;
import dev.longhaul.shop.catalog.undo.ChangeStore;
import dev.longhaul.shop.catalog.undo.ChangeStore.RecordedChunk;
import dev.longhaul.shop.catalog.undo.IdSet;
import dev.longhaul.shop.catalog.undo.KeptProduct;
import dev.longhaul.shop.catalog.undo.ProductChange;
import dev.longhaul.shop.catalog.undo.RunTouches;
import dev.longhaul.shop.catalog.undo.UndoStore;
import dev.longhaul.shop.catalog.undo.UnreadableChangesException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One owner's work on one undo. Used once, by one thread. */
final class ProductUndo {

    private static final System.Logger LOG = System.getLogger(ProductUndo.class.getName());
    private static final int ATTEMPTS_FOR_A_CHUNK = 3;

    private final RunExecution<UndoRequest> execution;
    private final UUID run;
    private final UUID undone;
    private final ChangeStore changes;
    private final UndoStore undos;
    private IdSet kept = new IdSet();
    private RunTouches touches = new RunTouches();
    private UndoCounts counts;
    private long total;
    private long position;
    private long chunkCount;

    ProductUndo(Database database, RunExecution<UndoRequest> execution) {
        this.execution = execution;
        this.run = execution.id().value();
        this.undone = execution.request().undoneRun();
        this.changes = new ChangeStore(database);
        this.undos = new UndoStore(database);
        this.counts = UndoCounts.of(execution.committed());
        this.chunkCount = execution.committed().count("chunks");
        this.position = chunkCount == 0 ? Long.MAX_VALUE : execution.committed().count("position");
    }

    /** Returns when everything is undone or the token has fired. */
    void run() throws SQLException, UnreadableChangesException {
        total = execution.read(() -> changes.products(undone).all());
        kept = execution.read(() -> undos.keptIds(run));
        touches = execution.read(() -> changes.touches(run));
        execution.publish(counts.progress(total, position, chunkCount));
        Optional<RecordedChunk> chunk = next();
        while (chunk.isPresent() && !execution.token().isCancellationRequested()) {
            undo(chunk.get());
            chunk = next();
        }
        if (chunk.isEmpty() && execution.request().isRedo()) {
            release();
        }
    }

    private Optional<RecordedChunk> next() throws UnreadableChangesException {
        return execution.read(() -> changes.lastBefore(undone, position));
    }

    // it is as if the import had never been undone
    private void release() throws SQLException {
        RunId imported = new RunId(execution.request().importRun());
        execution.<SQLException>commitChunk(transaction -> {
            Runs.release(transaction, imported, new RunId(undone));
            return counts.progress(total, position, chunkCount);
        });
    }

    private void undo(RecordedChunk chunk) throws SQLException {
        for (int attempt = 1; attempt < ATTEMPTS_FOR_A_CHUNK; attempt++) {
            try {
                commit(chunk);
                return;
            } catch (SQLException e) {
                if (!isWorthAnotherAttempt(e)) {
                    throw e;
                }
                LOG.log(
                        Level.INFO,
                        "undo {0} takes back chunk {1} again: {2}",
                        run,
                        Long.toString(chunk.position()),
                        e.getMessage());
            }
        }
        commit(chunk);
    }

    private void commit(RecordedChunk chunk) throws SQLException {
        // what was kept once stays whole
        List<ProductChange> recorded = chunk.changes().stream()
                .filter(change -> !kept.contains(change.productId()))
                .toList();
        Attempt attempt = new Attempt();
        execution.<SQLException>commitChunk(transaction -> {
            attempt.write(transaction, recorded, chunk.position());
            return attempt.counts.progress(total, chunk.position(), chunkCount + 1);
        });
        position = chunk.position();
        chunkCount++;
        counts = attempt.counts;
        touches.remember(attempt.own);
        kept.addAll(attempt.keptIds);
    }

    /** What the last attempt at a chunk has done; a chunk may take several. */
    private final class Attempt {

        private UndoCounts counts = ProductUndo.this.counts;
        private List<ProductChange> own = List.of();
        private List<Long> keptIds = List.of();

        void write(Connection transaction, List<ProductChange> recorded, long at) throws SQLException {
            CatalogUndo.Outcome outcome = CatalogUndo.undo(transaction, recorded);
            own = touches.mark(outcome.changes());
            changes.insert(transaction, run, chunkCount + ChangeStore.FIRST_POSITION, own);
            undos.insertKept(transaction, run, outcome.kept());
            counts = ProductUndo.this.counts.plus(outcome);
            keptIds = outcome.kept().stream().map(KeptProduct::productId).toList();
            LOG.log(Level.DEBUG, "undo {0} has taken back chunk {1}", run, at);
        }
    }

    // a deadlock, a lock that took too long, or a name that someone has taken in between: the next attempt sees it
    private static boolean isWorthAnotherAttempt(SQLException fault) {
        SQLException next = fault.getNextException();
        String state = String.valueOf((next == null ? fault : next).getSQLState());
        return state.startsWith("40") || state.equals("HYT00") || state.equals("23505");
    }
}
