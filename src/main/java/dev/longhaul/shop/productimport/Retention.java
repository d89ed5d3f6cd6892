package dev.longhaul.shop.productimport;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.run.RunId;
import dev.longhaul.run.Runs;
import dev.longhaul.shop.productimport.upload.UploadStore;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Clears uploads that broke off, and imports that ended long ago together with their file and their rejects. Products
 * stay. Several nodes may do it at once.
 */
final class Retention {

    private static final System.Logger LOG = System.getLogger(Retention.class.getName());

    private final Runs runs;
    private final UploadStore uploads;
    private final ImportSettings settings;

    Retention(Runs runs, UploadStore uploads, ImportSettings settings) {
        this.runs = runs;
        this.uploads = uploads;
        this.settings = settings;
    }

    /** Clears once. Stops between two imports or two uploads when the token fires; the next call finds the rest. */
    void clear(CancellationToken token) {
        int finished =
                runs.removeEnded(ImportRequest.RUN_TYPE, settings.finishedFor(), Retention::removeContents, token);
        // after the imports, whose files it forgets as well
        int uploadCount = uploads.discardUnsealed(settings.unsealedFor(), token);
        if (uploadCount > 0 || finished > 0) {
            LOG.log(
                    Level.INFO,
                    "cleared {0} imports that ended {1} ago, and {2} uploads: theirs and those that were not finished within {3}",
                    finished,
                    settings.finishedFor(),
                    uploadCount,
                    settings.unsealedFor());
        }
    }

    private static void removeContents(Connection connection, RunId run) {
        Handle transaction = Jdbi.create(connection).open();
        RejectStore.removeOfRun(transaction, run);
        WarningStore.removeOfRun(transaction, run);
        UploadStore.giveUpOfRun(transaction, run);
    }
}
