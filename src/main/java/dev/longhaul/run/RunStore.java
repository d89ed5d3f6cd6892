package dev.longhaul.run;

import dev.longhaul.database.Database;
import jakarta.json.bind.Jsonb;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The runs in the database: each change of status is one UPDATE from what was seen, and most have the row locked before
 * they look, so of two racing changes the one that commits first decides and the other sees it or writes nothing.
 */
final class RunStore {

    private static final String ENDED_LONG_AGO = "status IN ('SUCCEEDED', 'FAILED', 'CANCELLED')"
            + " AND finished_at < CURRENT_TIMESTAMP - CAST(:seconds AS BIGINT) * INTERVAL '1' SECOND";

    private final Database database;
    private final Jsonb jsonb;
    private final RunRows rows;
    private final RunChanges changes;

    /** @param listener told of each end after its commit, on the thread that recorded it */
    RunStore(Database database, Jsonb jsonb, Consumer<RunEnded> listener) {
        this.database = database;
        this.jsonb = jsonb;
        this.rows = new RunRows(jsonb, database.dialect());
        this.changes = new RunChanges(rows, listener);
    }

    /** How these runs come to an owner. */
    RunClaims claims(OwnerJudge judge) {
        return new RunClaims(database, rows, changes, judge);
    }

    /** What an owner writes. */
    RunChunks chunks(RunChunks.Hold hold) {
        return new RunChunks(database, jsonb, rows, hold);
    }

    /** How new runs are recorded. */
    RunIntake intake() {
        return new RunIntake(database, jsonb, rows, changes);
    }

    /** What people may do to these runs besides. */
    RunInterventions interventions() {
        return new RunInterventions(database, rows, changes);
    }

    /** Every change of the run's status, oldest first. */
    List<RunTransition> history(RunId id) {
        return database.jdbi().withHandle(handle -> changes.history(handle, id));
    }

    Optional<Run> find(RunId id) {
        return database.jdbi().withHandle(handle -> rows.find(handle, id));
    }

    List<Run> list(String type, @Nullable String startedBy, int limit) {
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT " + RunRows.COLUMNS
                        + " FROM run WHERE type = :type AND (CAST(:startedBy AS VARCHAR) IS NULL OR started_by = :startedBy)"
                        + " ORDER BY created_at DESC, id LIMIT :limit")
                .bind("type", type)
                .bind("startedBy", startedBy)
                .bind("limit", limit)
                .map(rows)
                .list());
    }

    /**
     * Records how far the cancel of an owned run has come, if one is recorded; what is recorded already stays.
     *
     * @param epoch of the owner that knows
     */
    void recordStages(RunId id, long epoch, CancelStages stages) {
        Optional<Duration> sinceDelivery = stages.sinceDelivery();
        Optional<Duration> sinceObservation = stages.sinceObservation();
        database.jdbi().useTransaction(handle -> {
            CancelRequest cancel = rows.find(handle, id).map(Run::cancelRequest).orElse(null);
            if (cancel == null || sinceDelivery.isEmpty()) {
                return;
            }
            Instant now = handle.createQuery("SELECT CURRENT_TIMESTAMP")
                    .map((row, context) ->
                            row.getObject(1, OffsetDateTime.class).toInstant())
                    .one();
            handle.createUpdate("UPDATE run SET cancel_delivered_at = COALESCE(cancel_delivered_at, :delivered),"
                            + " cancel_observed_at = COALESCE(cancel_observed_at, :observed)"
                            + " WHERE id = :id AND epoch = :epoch")
                    .bind("delivered", notBefore(cancel, now, sinceDelivery))
                    .bind("observed", notBefore(cancel, now, sinceObservation))
                    .bind("id", id.value())
                    .bind("epoch", epoch)
                    .execute();
        });
    }

    // the token may have fired for another reason, before anybody asked
    private static @Nullable OffsetDateTime notBefore(CancelRequest cancel, Instant now, Optional<Duration> ago) {
        return ago.map(now::minus)
                .map(at -> at.isBefore(cancel.at()) ? cancel.at() : at)
                .map(at -> at.atOffset(ZoneOffset.UTC))
                .orElse(null);
    }

    /** Records the request to stop; the answer is true at the moment of the commit. */
    CancelAnswer cancel(RunId id, String actor, String text, @Nullable String node) {
        return database.jdbi().inTransaction(handle -> cancel(handle, id, actor, text, node));
    }

    /** The same, in the transaction of the handle. */
    CancelAnswer cancel(Handle handle, RunId id, String actor, String text, @Nullable String node) {
        Optional<Run> found = rows.lock(handle, id);
        if (found.isEmpty()) {
            return CancelAnswer.UNKNOWN;
        }
        Run run = found.get();
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
                        ChangedBy.person(actor, node),
                        "cancel_actor = :actor, cancel_text = :text, cancel_node = :node, cancel_at = CURRENT_TIMESTAMP")
                .bind("actor", actor)
                .bind("text", text)
                .bind("node", node)
                .executeOnLocked();
        changes.announceAfterCommit(handle, run, next, null);
        return next.isEnded() ? CancelAnswer.CANCELLED : CancelAnswer.ACCEPTED;
    }

    /** Runs of this type that ended so long ago by the database's clock, oldest first. */
    List<RunId> endedBefore(String type, Duration age, int limit) {
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT id FROM run WHERE type = :type AND "
                        + ENDED_LONG_AGO + " ORDER BY finished_at LIMIT :limit")
                .bind("type", type)
                .bind("seconds", age.toSeconds())
                .bind("limit", limit)
                .map((row, context) -> new RunId(row.getObject("id", UUID.class)))
                .list());
    }

    /**
     * Removes the run and what the caller removes with it, in one transaction. False, and nothing is removed, when it
     * is gone already or has been resumed meanwhile.
     */
    boolean removeEnded(RunId id, Duration age, BiConsumer<Handle, RunId> alsoRemove) {
        return database.jdbi().inTransaction(handle -> {
            boolean ended = handle.createQuery(
                            "SELECT id FROM run WHERE id = :id AND " + ENDED_LONG_AGO + " FOR UPDATE")
                    .bind("id", id.value())
                    .bind("seconds", age.toSeconds())
                    .mapTo(UUID.class)
                    .findOne()
                    .isPresent();
            if (ended) {
                alsoRemove.accept(handle, id);
                for (String table : List.of("run_chunk WHERE run_id", "run_transition WHERE run_id", "run WHERE id")) {
                    handle.execute("DELETE FROM " + table + " = ?", id.value());
                }
            }
            return ended;
        });
    }
}
