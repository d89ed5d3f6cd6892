package dev.longhaul.run;

import dev.longhaul.database.Database;
import jakarta.json.bind.Jsonb;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The runs in the database: each change of status is one conditional UPDATE in a transaction that has the row locked, so
 * of two racing changes the one that commits first decides and the other sees it.
 */
final class RunStore {

    private static final System.Logger LOG = System.getLogger(RunStore.class.getName());
    private static final String ENDED_LONG_AGO = "status IN ('SUCCEEDED', 'FAILED', 'CANCELLED')"
            + " AND finished_at < CURRENT_TIMESTAMP - CAST(:seconds AS BIGINT) * INTERVAL '1' SECOND";

    private final Database database;
    private final Jsonb jsonb;
    private final RunRows rows;
    private final Consumer<RunEnded> listener;

    RunStore(Database database, Jsonb jsonb) {
        this(database, jsonb, ended -> {});
    }

    /**
     * @param listener told of each end after its commit, on the thread that recorded it
     */
    RunStore(Database database, Jsonb jsonb, Consumer<RunEnded> listener) {
        this.database = database;
        this.jsonb = jsonb;
        this.rows = new RunRows(jsonb);
        this.listener = listener;
    }

    /** One statement and no transaction of its own, so it belongs to the caller's JTA transaction where there is one. */
    void insert(RunId id, String type, String request, String startedBy, RunProgress progress) {
        database.jdbi().useHandle(handle -> handle.createUpdate(
                        "INSERT INTO run (id, type, request, status, started_by, epoch, progress, created_at, updated_at)"
                                + " VALUES (:id, :type, :request, 'ENQUEUED', :startedBy, 0, :progress, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)")
                .bind("id", id.value())
                .bind("type", type)
                .bind("request", request)
                .bind("startedBy", startedBy)
                .bind("progress", jsonb.toJson(progress))
                .execute());
    }

    Optional<Run> find(RunId id) {
        return database.jdbi().withHandle(handle -> select(handle, id, ""));
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

    /** Runs of these types that wait for an owner, oldest first. */
    List<RunId> claimable(Collection<String> types, int limit) {
        if (types.isEmpty()) {
            return List.of();
        }
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT id FROM run WHERE status IN ('ENQUEUED', 'INTERRUPTED') AND type IN (<types>)"
                                + " ORDER BY created_at LIMIT :limit")
                .bindList("types", List.copyOf(types))
                .bind("limit", limit)
                .map((row, context) -> new RunId(row.getObject("id", UUID.class)))
                .list());
    }

    /**
     * Makes this owner the run's only one. Empty when the run does not wait for an owner (any more) or is of another type:
     * it is left for a node that knows it. A run that was cancelled between two owners ends here instead.
     */
    Optional<Run> claim(RunId id, RunOwner owner, Set<String> types) {
        return database.jdbi().inTransaction(handle -> {
            Optional<Run> waiting = lock(handle, id)
                    .filter(run -> run.status().mayBecome(RunStatus.RUNNING) && types.contains(run.type()));
            if (waiting.isEmpty()) {
                return Optional.<Run>empty();
            }
            if (waiting.get().cancelRequest() != null) {
                become(handle, waiting.get(), RunStatus.CANCELLED, null);
                return Optional.<Run>empty();
            }
            update(
                            handle,
                            waiting.get(),
                            RunStatus.RUNNING,
                            "node = :node, incarnation = :incarnation, epoch = epoch + 1,"
                                    + " started_at = COALESCE(started_at, CURRENT_TIMESTAMP)")
                    .bind("node", owner.node())
                    .bind("incarnation", owner.incarnation())
                    .execute();
            return select(handle, id, "");
        });
    }

    /**
     * Runs the work and records its progress in one transaction. The guard comes last, so the run's row is locked only
     * for the moment of the commit and a cancel does not wait for the chunk.
     */
    <X extends Exception> RunProgress commitChunk(RunId id, long epoch, ChunkWork<X> work) throws X {
        return database.jdbi().inTransaction(handle -> {
            RunProgress progress = work.write(handle);
            int guarded = handle.createUpdate("UPDATE run SET progress = :progress, updated_at = CURRENT_TIMESTAMP"
                            + " WHERE id = :id AND epoch = :epoch AND status IN ('RUNNING', 'CANCELLING')")
                    .bind("progress", jsonb.toJson(progress))
                    .bind("id", id.value())
                    .bind("epoch", epoch)
                    .execute();
            if (guarded == 0) {
                throw new RunLostException(id, epoch);
            }
            return progress;
        });
    }

    /**
     * Ends the owner's hold; a cancel that was recorded before this transaction decides.
     *
     * @return the run as it is now, empty when this epoch does not own it any more
     */
    Optional<Run> finish(RunId id, long epoch, RunOutcome outcome) {
        return database.jdbi().inTransaction(handle -> {
            Optional<Run> owned = lock(handle, id)
                    .filter(run -> run.epoch() == epoch && run.status().isOwned());
            if (owned.isEmpty()) {
                return Optional.<Run>empty();
            }
            become(handle, owned.get(), outcome.of(owned.get()), outcome.failure());
            return select(handle, id, "");
        });
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
            CancelRequest cancel =
                    select(handle, id, "").map(Run::cancelRequest).orElse(null);
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
        return database.jdbi().inTransaction(handle -> {
            Optional<Run> found = lock(handle, id);
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
            update(
                            handle,
                            run,
                            next,
                            "cancel_actor = :actor, cancel_text = :text, cancel_node = :node, cancel_at = CURRENT_TIMESTAMP, finished_at = "
                                    + (next.isEnded() ? "CURRENT_TIMESTAMP" : "NULL"))
                    .bind("actor", actor)
                    .bind("text", text)
                    .bind("node", node)
                    .execute();
            announceAfterCommit(handle, run, next, null);
            return next.isEnded() ? CancelAnswer.CANCELLED : CancelAnswer.ACCEPTED;
        });
    }

    /** Releases what earlier processes of this node left owned: only one process can be this node, so they are dead. */
    int interruptLeftBy(RunOwner owner) {
        return database.jdbi().inTransaction(handle -> handle.createUpdate(
                        "UPDATE run SET status = 'INTERRUPTED', updated_at = CURRENT_TIMESTAMP"
                                + " WHERE status IN ('RUNNING', 'CANCELLING') AND node = :node AND incarnation <> :incarnation")
                .bind("node", owner.node())
                .bind("incarnation", owner.incarnation())
                .execute());
    }

    private void become(Handle handle, Run run, RunStatus next, @Nullable String failure) {
        update(
                        handle,
                        run,
                        next,
                        "failure = :failure, finished_at = " + (next.isEnded() ? "CURRENT_TIMESTAMP" : "NULL"))
                .bind("failure", failure)
                .execute();
        announceAfterCommit(handle, run, next, failure);
    }

    private void announceAfterCommit(Handle handle, Run run, RunStatus next, @Nullable String failure) {
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
     * Removes the run and what the caller removes with it, in one transaction. False, and nothing is removed, when it is
     * gone already or has been resumed meanwhile.
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
                handle.execute("DELETE FROM run WHERE id = ?", id.value());
            }
            return ended;
        });
    }

    /** The only UPDATE of a status. The row is locked, so the condition on the old status can only fail by a mistake here. */
    private static Update update(Handle handle, Run run, RunStatus next, String assignments) {
        run.status().reasonToBecome(next);
        return handle.createUpdate("UPDATE run SET status = :next, updated_at = CURRENT_TIMESTAMP, " + assignments
                        + " WHERE id = :id AND status = :previous")
                .bind("next", next.name())
                .bind("id", run.id().value())
                .bind("previous", run.status().name());
    }

    private Optional<Run> lock(Handle handle, RunId id) {
        return select(handle, id, " FOR UPDATE");
    }

    private Optional<Run> select(Handle handle, RunId id, String suffix) {
        return handle.createQuery("SELECT " + RunRows.COLUMNS + " FROM run WHERE id = :id" + suffix)
                .bind("id", id.value())
                .map(rows)
                .findOne();
    }
}
