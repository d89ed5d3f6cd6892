package dev.longhaul.shop.productimport.undo;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Undoes imports that end cancelled, if that was chosen at their start, and those that fail because the catalogue is no
 * longer what their check has read. Which imports those are is recorded with their first change, so none is lost with
 * the node that ends it. Each end has one undo at most, on whichever node, because the transaction that enqueues the
 * undo records it. Safe for any number of threads.
 */
public final class UndoOnCancel {

    private static final System.Logger LOG = System.getLogger(UndoOnCancel.class.getName());

    /** Locks the import's row until the end of the transaction, and changes nothing if this end is decided. */
    private static final String DECIDE = "UPDATE undo_on_cancel SET decided_end ="
            + " (SELECT finished_at FROM run WHERE run.id = undo_on_cancel.run_id)"
            + " WHERE run_id = ? AND decided_end IS DISTINCT FROM"
            + " (SELECT finished_at FROM run WHERE run.id = undo_on_cancel.run_id)";

    private static final String DUE = "SELECT run.id, run.started_by FROM undo_on_cancel JOIN run"
            + " ON run.id = undo_on_cancel.run_id WHERE (run.status = 'CANCELLED' AND at_cancel OR run.status = 'FAILED'"
            + " AND at_failure)"
            + " AND decided_end IS DISTINCT FROM run.finished_at ORDER BY run.finished_at";

    private final Jdbi jdbi;
    private final Undos undos;

    /** An import that has ended and waits for its undo. */
    private record Due(RunId run, String startedBy) {}

    /** Another call has decided about the same end. */
    private static final class DecidedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DecidedException() {
            super("decided elsewhere", null, false, false);
        }
    }

    public UndoOnCancel(Database database, Undos undos) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.undos = undos;
    }

    /** Records the choice in the transaction of the import's first chunk. */
    public static void choose(Connection transaction, UUID importRun) throws SQLException {
        execute(
                transaction,
                "INSERT INTO undo_on_cancel (run_id, at_cancel, at_failure) VALUES (?, TRUE, FALSE)",
                importRun);
    }

    /**
     * Has the import undone when it fails, because it cannot keep the promise of its check. Belongs to the transaction
     * of a chunk, right before the failure.
     */
    public static void atFailure(Connection transaction, UUID importRun) throws SQLException {
        if (execute(transaction, "UPDATE undo_on_cancel SET at_failure = TRUE WHERE run_id = ?", importRun) == 0) {
            execute(
                    transaction,
                    "INSERT INTO undo_on_cancel (run_id, at_cancel, at_failure) VALUES (?, FALSE, TRUE)",
                    importRun);
        }
    }

    /** Forgets the choice of an import that is removed, in the transaction that removes it. */
    public static void forget(Connection transaction, UUID importRun) throws SQLException {
        execute(transaction, "DELETE FROM undo_on_cancel WHERE run_id = ?", importRun);
    }

    private static int execute(Connection transaction, String sql, UUID run) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setObject(1, run);
            return statement.executeUpdate();
        }
    }

    /**
     * Starts the undo of each import that waits for one. Stops between two imports when the token fires; the next call
     * finds the rest. An import that cannot be undone now does not keep others from being undone.
     */
    public void startDue(CancellationToken token) {
        List<Due> due = jdbi.withHandle(handle -> handle.createQuery(DUE)
                .map((row, context) -> new Due(new RunId(row.getObject("id", UUID.class)), row.getString("started_by")))
                .list());
        for (Due ended : due) {
            if (token.isCancellationRequested()) {
                return;
            }
            try {
                start(ended);
            } catch (RuntimeException failed) {
                LOG.log(Level.WARNING, "import " + ended.run() + " is undone later", failed);
            }
        }
    }

    private void start(Due ended) {
        try {
            RunId undo = undos.start(ended.run(), ended.startedBy(), () -> {
                if (!decide(ended.run())) {
                    throw new DecidedException();
                }
            });
            LOG.log(Level.INFO, "undo {0} takes back import {1}, which was cancelled or has failed", undo, ended.run());
        } catch (DecidedException elsewhere) {
            LOG.log(Level.DEBUG, "another node undoes import {0}", ended.run());
        } catch (UndoRefusedException refused) {
            switch (refused.refusal()) {
                // it was resumed in this moment, or removed
                case NOT_ENDED, UNKNOWN -> LOG.log(Level.DEBUG, "import {0} is not undone", ended.run());
                case UNDONE, NOTHING_CHANGED, REDONE, NOT_RECORDED -> decide(ended.run());
            }
        }
    }

    private boolean decide(RunId importRun) {
        return jdbi.withHandle(handle -> handle.execute(DECIDE, importRun.value())) == 1;
    }
}
