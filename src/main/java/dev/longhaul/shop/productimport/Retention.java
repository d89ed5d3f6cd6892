package dev.longhaul.shop.productimport;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.run.RunId;
import dev.longhaul.run.Runs;
import dev.longhaul.shop.catalog.undo.ChangeRetention;
import dev.longhaul.shop.productimport.plan.PlanStore;
import dev.longhaul.shop.productimport.undo.UndoOnCancel;
import dev.longhaul.shop.productimport.undo.UndoRequest;
import dev.longhaul.shop.productimport.upload.UploadStore;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Clears uploads that broke off, and imports that ended long ago together with their file, their rejects, their undos
 * and the record of what they changed. Products stay. Several nodes may do it at once.
 */
final class Retention {

    private static final System.Logger LOG = System.getLogger(Retention.class.getName());

    private final Runs runs;
    private final UploadStore uploads;
    private final PlanStore plans;
    private final ChangeRetention changes;
    private final ImportSettings settings;

    Retention(Runs runs, UploadStore uploads, PlanStore plans, ChangeRetention changes, ImportSettings settings) {
        this.runs = runs;
        this.uploads = uploads;
        this.plans = plans;
        this.changes = changes;
        this.settings = settings;
    }

    /** Clears once. Stops between two imports or two uploads when the token fires; the next call finds the rest. */
    void clear(CancellationToken token) {
        // the newest first: an import stays as long as its undo, and that one as long as its own
        int undone = runs.removeEnded(UndoRequest.RUN_TYPE, settings.finishedFor(), (connection, run) -> {}, token);
        int finished =
                runs.removeEnded(ImportRequest.RUN_TYPE, settings.finishedFor(), Retention::removeContents, token);
        // after the imports, whose files it forgets as well
        int uploadCount = uploads.discardUnsealed(settings.unsealedFor(), token);
        plans.discardOld(settings.unsealedFor());
        changes.clear(token);
        if (uploadCount > 0 || finished > 0 || undone > 0) {
            LOG.log(
                    Level.INFO,
                    "cleared {0} imports and {4} undos that ended {1} ago, and {2} uploads: theirs and those that were not finished within {3}",
                    finished,
                    settings.finishedFor(),
                    uploadCount,
                    settings.unsealedFor(),
                    undone);
        }
    }

    private static void removeContents(Connection connection, RunId run) {
        Handle transaction = Jdbi.create(connection).open();
        RejectStore.removeOfRun(transaction, run);
        RetryTable.removeOfRun(transaction, run);
        WarningStore.removeOfRun(transaction, run);
        UploadStore.giveUpOfRun(transaction, run);
        try {
            UndoOnCancel.forget(connection, run.value());
        } catch (SQLException failed) {
            throw new IllegalStateException("import " + run + " cannot be removed", failed);
        }
    }
}
