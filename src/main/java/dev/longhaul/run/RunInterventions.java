package dev.longhaul.run;

import dev.longhaul.cancellation.CancelReceipt;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What a person may do to a run: cancel, resume or force it; and how far a cancel has come. Each call is a transaction
 * that locks the row.
 */
final class RunInterventions {

    /** How long a run may take to answer its cancel before it can be ended without its owner. */
    static final Duration PATIENCE = ForceAnswer.PATIENCE;

    private final Jdbi jdbi;
    private final RunTable table;
    private final StatusChanges changes;
    private final HeldRuns held;

    RunInterventions(RunDatabase database) {
        this.jdbi = database.jdbi();
        this.table = database.table();
        this.changes = database.changes();
        this.held = database.held();
    }

    /** Records the request to stop; the answer is true at the moment of the commit. */
    CancelAnswer cancel(RunId id, String text, ChangedBy by) {
        return jdbi.inTransaction(handle -> cancel(handle, id, text, by));
    }

    /** Records the request to stop in the transaction of the handle. */
    CancelAnswer cancel(Handle handle, RunId id, String text, ChangedBy by) {
        Run run = table.lock(handle, id).orElse(null);
        if (run == null) {
            return CancelAnswer.UNKNOWN;
        }
        if (run.status().isEnded()) {
            return run.status() == RunStatus.CANCELLED ? CancelAnswer.CANCELLED : CancelAnswer.ALREADY_ENDED;
        }
        if (run.status() == RunStatus.CANCELLING) {
            return CancelAnswer.ACCEPTED;
        }
        RunStatus next = run.status().isOwned() ? RunStatus.CANCELLING : RunStatus.CANCELLED;
        changes.update(
                        handle,
                        run,
                        next,
                        run.epoch(),
                        by,
                        "cancel_actor = :actor, cancel_text = :text, cancel_node = :node, cancel_at = CURRENT_TIMESTAMP")
                .bind("actor", by.actor())
                .bind("text", text)
                .bind("node", by.node())
                .executeOnLocked();
        changes.announceAfterCommit(handle, run, next, null);
        return next.isEnded() ? CancelAnswer.CANCELLED : CancelAnswer.ACCEPTED;
    }

    /**
     * Records how far the cancel of an owned run has come, if one is recorded. Stages that are recorded already stay.
     *
     * @param epoch of the owner that knows
     */
    void recordStages(RunId id, long epoch, CancelAges ages) {
        jdbi.useTransaction(handle -> {
            CancelReceipt cancel =
                    table.lock(handle, id).map(Run::cancelReceipt).orElse(null);
            if (cancel == null) {
                return;
            }
            Instant now = handle.createQuery("SELECT CURRENT_TIMESTAMP")
                    .map((row, context) ->
                            row.getObject(1, OffsetDateTime.class).toInstant())
                    .one();
            Instant delivered = cancel.deliveredAt() == null
                    ? notBefore(cancel.requestedAt(), now.minus(ages.sinceDelivery()))
                    : cancel.deliveredAt();
            Duration sinceObservation = ages.sinceObservation();
            // the delivery may have been recorded by an earlier call, which reached the database after a longer delay
            Instant observed = sinceObservation == null ? null : notBefore(delivered, now.minus(sinceObservation));
            handle.createUpdate("UPDATE run SET cancel_delivered_at = COALESCE(cancel_delivered_at, :delivered),"
                            + " cancel_observed_at = COALESCE(cancel_observed_at, :observed)"
                            + " WHERE id = :id AND epoch = :epoch")
                    .bind("delivered", delivered.atOffset(ZoneOffset.UTC))
                    .bind("observed", observed == null ? null : observed.atOffset(ZoneOffset.UTC))
                    .bind("id", id.value())
                    .bind("epoch", epoch)
                    .execute();
        });
    }

    // the token may have fired for another reason, before anyone asked
    private static Instant notBefore(Instant earliest, Instant at) {
        return at.isBefore(earliest) ? earliest : at;
    }

    /**
     * Makes a run that failed, was cancelled or is parked wait again. What it has committed stays; its cancel is
     * forgotten.
     */
    ResumeAnswer resume(RunId id, ChangedBy by) {
        return jdbi.inTransaction(handle -> {
            Run run = table.lock(handle, id).orElse(null);
            if (run == null) {
                return ResumeAnswer.UNKNOWN;
            }
            if (run.status() == RunStatus.SUCCEEDED) {
                return ResumeAnswer.SUCCEEDED;
            }
            if (!run.status().mayBecome(RunStatus.ENQUEUED)) {
                return ResumeAnswer.NOT_ENDED;
            }
            if (held.holder(handle, id).isPresent()) {
                return ResumeAnswer.HELD;
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

    /** Ends a run whose owner does not answer its cancel. The epoch rises, so that owner writes nothing more. */
    ForceAnswer force(RunId id, ChangedBy by) {
        return jdbi.inTransaction(handle -> {
            Run run = table.lock(handle, id).orElse(null);
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
        return handle.createQuery("SELECT " + HeartbeatTable.secondsSince("cancel_at") + " FROM run WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> HeartbeatTable.seconds(row.getDouble(1)))
                .one();
    }
}
