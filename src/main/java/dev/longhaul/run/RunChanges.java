package dev.longhaul.run;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The only place that changes the status of a run: by an arrow that exists, with the row locked, and with its history in
 * the same transaction.
 */
final class RunChanges {

    private static final System.Logger LOG = System.getLogger(RunChanges.class.getName());

    private static final String INSERT =
            "INSERT INTO run_transition (run_id, from_status, to_status, reason, actor, node, epoch, changed_at)"
                    + " VALUES (:id, :from, :to, :reason, :actor, :node, :epoch, CURRENT_TIMESTAMP)";

    private final Consumer<RunEnded> listener;

    /**
     * @param listener told of each end after its commit, on the thread that recorded it
     */
    RunChanges(Consumer<RunEnded> listener) {
        this.listener = listener;
    }

    /**
     * The first line of a run's history.
     *
     * @param claimant where the row was recorded with its first owner, so that the second line belongs to it, too
     */
    void recordNew(Handle handle, RunId id, ChangedBy by, @Nullable RunOwner claimant) {
        if (claimant == null) {
            insert(handle, id, null, RunStatus.ENQUEUED, "accepted", by, 0);
            return;
        }
        handle.createUpdate(INSERT + ", (:id, :enqueued, :running, :claimed, NULL, :owner, 1, CURRENT_TIMESTAMP)")
                .bind("id", id.value())
                .bind("from", (String) null)
                .bind("to", RunStatus.ENQUEUED.name())
                .bind("reason", "accepted")
                .bind("actor", by.actor())
                .bind("node", by.node())
                .bind("epoch", 0L)
                .bind("enqueued", RunStatus.ENQUEUED.name())
                .bind("running", RunStatus.RUNNING.name())
                .bind("claimed", RunStatus.ENQUEUED.reasonToBecome(RunStatus.RUNNING))
                .bind("owner", claimant.node())
                .execute();
    }

    /** Changes nothing but the status; an end gets its time. */
    void become(Handle handle, Run run, RunStatus next, ChangedBy by) {
        become(handle, run, next, by, run.failure());
    }

    void become(Handle handle, Run run, RunStatus next, ChangedBy by, @Nullable String failure) {
        update(handle, run, next, run.epoch(), by, "failure = :failure")
                .bind("failure", failure)
                .execute();
        announceAfterCommit(handle, run, next, failure);
    }

    /**
     * Writes the history and answers the statement that changes the row, to be bound and executed by the caller.
     *
     * @param run as it is, its row locked by this transaction
     * @param epoch of the run afterwards
     * @param assignments further columns to set
     */
    Update update(Handle handle, Run run, RunStatus next, long epoch, ChangedBy by, String assignments) {
        insert(handle, run.id(), run.status(), next, run.status().reasonToBecome(next), by, epoch);
        // the row is locked, so the condition on the old status can only fail by a mistake here
        return handle.createUpdate("UPDATE run SET status = :next, epoch = :epoch, updated_at = CURRENT_TIMESTAMP,"
                        + " finished_at = " + (next.isEnded() ? "CURRENT_TIMESTAMP" : "NULL") + ", " + assignments
                        + " WHERE id = :id AND status = :previous")
                .bind("next", next.name())
                .bind("epoch", epoch)
                .bind("id", run.id().value())
                .bind("previous", run.status().name());
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
            // the end is recorded; whoever asked for it must not be told otherwise
            LOG.log(Level.ERROR, "an observer of the end of run " + ended.id() + " failed", failed);
        }
    }

    private static void insert(
            Handle handle, RunId id, @Nullable RunStatus from, RunStatus to, String reason, ChangedBy by, long epoch) {
        handle.createUpdate(INSERT)
                .bind("id", id.value())
                .bind("from", from == null ? null : from.name())
                .bind("to", to.name())
                .bind("reason", reason)
                .bind("actor", by.actor())
                .bind("node", by.node())
                .bind("epoch", epoch)
                .execute();
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
                            RunRows.instant(row, "changed_at"));
                })
                .list();
    }
}
