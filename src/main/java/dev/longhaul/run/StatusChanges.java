package dev.longhaul.run;

import dev.longhaul.database.Dialect;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The only place that changes the status of a run: by an arrow that exists, from the status that was seen, and together
 * with its history.
 */
final class StatusChanges {

    private static final System.Logger LOG = System.getLogger(StatusChanges.class.getName());

    private final RunTable table;
    private final Consumer<RunEnded> listener;

    /** @param listener called with each end after its commit, on the thread that recorded it */
    StatusChanges(RunTable table, Consumer<RunEnded> listener) {
        this.table = table;
        this.listener = listener;
    }

    /** Whether one change is all or nothing by itself, so that it needs no transaction. */
    boolean areAtomic() {
        return table.dialect() == Dialect.POSTGRESQL;
    }

    /** Changes nothing but the status; an end gets its time. */
    void become(Handle handle, Run run, RunStatus next, ChangedBy by) {
        become(handle, run, next, by, run.failure());
    }

    void become(Handle handle, Run run, RunStatus next, ChangedBy by, @Nullable String failure) {
        update(handle, run, next, run.epoch(), by, "failure = :failure")
                .bind("failure", failure)
                .executeOnLocked();
        announceAfterCommit(handle, run, next, failure);
    }

    /**
     * Prepares a change with its line of the history, which the caller binds and executes. It writes nothing when the
     * run is no longer as it was seen.
     *
     * @param seen the run as it is, read by this transaction; locked where something else depends on the change
     * @param epoch of the run afterwards
     * @param assignments further columns to set
     */
    RunStatement update(Handle handle, Run seen, RunStatus next, long epoch, ChangedBy by, String assignments) {
        return new RunStatement(
                        handle,
                        table,
                        "UPDATE run SET status = :next, epoch = :epoch, updated_at = CURRENT_TIMESTAMP, finished_at = "
                                + (next.isEnded() ? "CURRENT_TIMESTAMP" : "NULL") + ", " + assignments
                                + " WHERE id = :id AND status = :previous AND epoch = :previousEpoch")
                .bind("next", next.name())
                .bind("epoch", epoch)
                .bind("id", seen.id().value())
                .bind("previous", seen.status().name())
                .bind("previousEpoch", seen.epoch())
                .note(seen.status(), next, by, epoch);
    }

    void announceAfterCommit(Handle handle, Run run, RunStatus next, @Nullable String failure) {
        if (next.isEnded()) {
            RunEnded ended =
                    new RunEnded(run.id(), run.type(), next, run.startedBy(), run.epoch(), run.progress(), failure);
            handle.afterCommit(() -> announce(ended));
        }
    }

    private void announce(RunEnded ended) {
        try {
            listener.accept(ended);
        } catch (RuntimeException failed) {
            // the end is recorded, so the caller must not see a failure
            LOG.log(Level.ERROR, "an observer of the end of run " + ended.id() + " failed", failed);
        }
    }

    /** Oldest first. */
    List<RunTransition> history(Handle handle, RunId id) {
        return handle.createQuery("SELECT from_status, to_status, reason, actor, node, epoch, changed_at"
                        + " FROM run_transition WHERE run_id = :id ORDER BY id")
                .bind("id", id.value())
                .map((row, context) -> {
                    String from = row.getString("from_status");
                    return new RunTransition(
                            from == null ? null : RunStatus.valueOf(from),
                            RunStatus.valueOf(row.getString("to_status")),
                            row.getString("reason"),
                            row.getString("actor"),
                            row.getString("node"),
                            row.getLong("epoch"),
                            RunTable.instant(row, "changed_at"));
                })
                .list();
    }
}
