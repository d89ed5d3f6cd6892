package dev.longhaul.run;

import dev.longhaul.database.Database;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/** What a person may do to a run besides starting and cancelling it. Each call is a transaction that locks the row. */
final class RunInterventions {

    /** How long a run may take to answer its cancel before it can be ended without its owner. */
    static final Duration PATIENCE = ForceAnswer.PATIENCE;

    private final Database database;
    private final RunRows rows;
    private final RunChanges changes;

    RunInterventions(Database database, RunRows rows, RunChanges changes) {
        this.database = database;
        this.rows = rows;
        this.changes = changes;
    }

    /**
     * Lets a run that failed, was cancelled or is parked wait again; what it has committed stays, its cancel is
     * forgotten.
     */
    ResumeAnswer resume(RunId id, ChangedBy by) {
        return database.jdbi().inTransaction(handle -> {
            Run run = rows.lock(handle, id).orElse(null);
            if (run == null) {
                return ResumeAnswer.UNKNOWN;
            }
            if (run.status() == RunStatus.SUCCEEDED) {
                return ResumeAnswer.SUCCEEDED;
            }
            if (!run.status().mayBecome(RunStatus.ENQUEUED)) {
                return ResumeAnswer.NOT_ENDED;
            }
            changes.update(
                            handle,
                            run,
                            RunStatus.ENQUEUED,
                            run.epoch(),
                            by,
                            "failure = NULL, owner_deaths = 0, cancel_actor = NULL, cancel_text = NULL,"
                                    + " cancel_node = NULL, cancel_at = NULL, cancel_delivered_at = NULL,"
                                    + " cancel_observed_at = NULL")
                    .executeOnLocked();
            return ResumeAnswer.RESUMED;
        });
    }

    /** Ends a run whose owner does not answer its cancel; the epoch rises, so that owner writes nothing more. */
    ForceAnswer force(RunId id, ChangedBy by) {
        return database.jdbi().inTransaction(handle -> {
            Run run = rows.lock(handle, id).orElse(null);
            if (run == null) {
                return ForceAnswer.UNKNOWN;
            }
            if (run.status() != RunStatus.CANCELLING) {
                return ForceAnswer.NOT_CANCELLING;
            }
            if (sinceCancel(handle, id).compareTo(PATIENCE) < 0) {
                return ForceAnswer.TOO_EARLY;
            }
            changes.update(handle, run, RunStatus.CANCELLED, run.epoch() + 1, by, "failure = NULL")
                    .executeOnLocked();
            changes.announceAfterCommit(handle, run, RunStatus.CANCELLED, null);
            return ForceAnswer.FORCED;
        });
    }

    private static Duration sinceCancel(Handle handle, RunId id) {
        return handle.createQuery("SELECT " + NodeRows.secondsSince("cancel_at") + " FROM run WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> NodeRows.seconds(row.getDouble(1)))
                .one();
    }
}
