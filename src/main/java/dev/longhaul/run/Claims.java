package dev.longhaul.run;

import dev.longhaul.cluster.NodeId;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Gives each run an owner and takes it away again. A change is made from what was seen or not at all, so when two nodes
 * want the same run, one gets it. Safe for any number of threads; each call is a transaction of its own.
 */
final class Claims {

    /** A run that lost this many owners since its last committed chunk is parked: it may be what killed them. */
    static final int MOST_DEATHS = 3;

    private static final double FRESH_SECONDS = 0.3;

    /**
     * Counts runs of the same person and start key that take precedence: any that is owned, and any that has been
     * waiting longer.
     */
    private static final String COME_FIRST =
            "SELECT COUNT(*) FROM run WHERE start_key = :key AND started_by = :startedBy AND id <> :id AND ("
                    + "status IN ('RUNNING', 'CANCELLING')"
                    + " OR (status = 'INTERRUPTED' AND (:status = 'ENQUEUED' OR created_at < :at OR (created_at = :at AND id < :id)))"
                    + " OR (status = 'ENQUEUED' AND :status = 'ENQUEUED' AND (created_at < :at OR (created_at = :at AND id < :id))))";

    /** Those that have an owner come first: this node may have to stop them or to take them over. */
    private static final String ACTIVE =
            "SELECT id, status, incarnation, updated_at, created_at, ROW_NUMBER() OVER (PARTITION BY started_by"
                    + " ORDER BY CASE WHEN status IN ('RUNNING', 'CANCELLING') THEN 0 ELSE 1 END, created_at, id) AS turn"
                    + " FROM run WHERE status IN ('ENQUEUED', 'INTERRUPTED', 'RUNNING', 'CANCELLING')"
                    + " AND type IN (<types>)";

    private final Jdbi jdbi;
    private final RunTable table;
    private final StatusChanges changes;
    private final StartKeys startKeys;
    private final LivenessJudge judge;
    private final ChunkWriters writers;

    /**
     * A run that has not ended, as a scan sees it.
     *
     * @param incarnation of its owner; null while it waits for one
     * @param sinceLastBeat of that owner
     * @param status one that has not ended
     * @param isFresh whether it was enqueued a moment ago, so that the node which enqueued it will most likely start it
     */
    record Candidate(
            RunId id, RunStatus status, @Nullable String incarnation, Duration sinceLastBeat, boolean isFresh) {

        boolean waits() {
            return incarnation == null;
        }
    }

    Claims(RunDatabase database, LivenessJudge judge) {
        this.jdbi = database.jdbi();
        this.table = database.table();
        this.changes = database.changes();
        this.startKeys = new StartKeys(table.dialect());
        this.writers = new ChunkWriters(table.dialect());
        this.judge = judge;
    }

    /**
     * Runs of these types that have an owner or wait for one: the first of each person, then the second of each, and so
     * on, so that those of one person do not fill the list. One query.
     */
    List<Candidate> candidates(Collection<String> types, int limit) {
        if (types.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery("SELECT active.id, active.status, active.incarnation, "
                        + HeartbeatTable.secondsSince("run_node.renewed_at") + " AS silent_seconds, "
                        + HeartbeatTable.secondsSince("active.updated_at") + " AS unchanged_seconds"
                        + " FROM (" + ACTIVE + ") AS active"
                        + " LEFT JOIN run_node ON run_node.incarnation = active.incarnation"
                        + " ORDER BY active.turn, active.created_at, active.id LIMIT :limit")
                .bindList("types", List.copyOf(types))
                .bind("limit", limit)
                .map((row, context) -> {
                    RunStatus status = RunStatus.valueOf(row.getString("status"));
                    boolean isFresh =
                            status == RunStatus.ENQUEUED && row.getDouble("unchanged_seconds") < FRESH_SECONDS;
                    double seconds = row.getDouble("silent_seconds");
                    Duration silent = row.wasNull() ? Duration.ofDays(1) : HeartbeatTable.seconds(seconds);
                    return new Candidate(
                            new RunId(row.getObject("id", UUID.class)),
                            status,
                            status.isOwned() ? row.getString("incarnation") : null,
                            silent,
                            isFresh);
                })
                .list());
    }

    /** Whether {@link #takeFromGone} may find that the owner of this run is gone. Costs nothing. */
    boolean maySuspect(Candidate candidate) {
        String owner = candidate.incarnation();
        return owner != null && judge.maySuspect(owner, candidate.sinceLastBeat());
    }

    /**
     * Takes the run from an owner that is gone, and lets it wait for the next one. A run that was asked to stop ends
     * here instead, and one that has lost too many owners is parked.
     *
     * @param self the process that takes it; a run that it owns itself counts as left behind, so it must not be working
     *     on it
     * @return whether the run waits for an owner now
     */
    boolean takeFromGone(RunId id, NodeId self) {
        return jdbi.inTransaction(handle -> {
            Run seen = table.find(handle, id).orElse(null);
            if (seen == null || !seen.status().isOwned()) {
                return seen != null && seen.status().mayBecome(RunStatus.RUNNING);
            }
            if (!isGone(handle, seen, self)) {
                return false;
            }
            // an owner that is frozen in the middle of a chunk holds its rows, and perhaps that of the run
            writers.end(handle, id, seen.epoch());
            Run run = table.lock(handle, id)
                    .filter(found -> found.status().isOwned() && found.epoch() == seen.epoch())
                    .orElse(null);
            return run != null && interrupt(handle, run, true, ChangedBy.node(self.name())) == RunStatus.INTERRUPTED;
        });
    }

    private boolean isGone(Handle handle, Run run, NodeId self) {
        String owner = run.incarnation();
        return owner == null || owner.equals(self.incarnation()) || judge.isGone(handle, owner);
    }

    /**
     * Makes this process the only owner of the run, and records a heartbeat of it. Empty when the run no longer waits
     * for an owner, has to wait for another one of its start key, or is of a type this node does not handle; another
     * node will claim it.
     *
     * @param knows whether the run can be worked on here, by its type and its request
     */
    Optional<Run> claim(RunId id, NodeId holder, Predicate<Run> knows) {
        return jdbi.withHandle(handle -> {
            Run seen =
                    table.find(handle, id).filter(Claims::waits).filter(knows).orElse(null);
            if (seen == null) {
                return Optional.<Run>empty();
            }
            boolean fitsOneStatement = seen.startKey() == null && seen.isProgressReadable() && changes.areAtomic();
            return fitsOneStatement
                    ? own(handle, seen, holder)
                    : handle.inTransaction(transaction -> claimInTurn(transaction, seen, holder));
        });
    }

    private static boolean waits(Run run) {
        return run.status().mayBecome(RunStatus.RUNNING);
    }

    private Optional<Run> claimInTurn(Handle transaction, Run seen, NodeId holder) {
        if (seen.startKey() != null) {
            // before the row of the run, in the order in which an enqueue with the key locks them
            startKeys.lock(transaction, seen.startKey());
        }
        Run run = table.lock(transaction, seen.id()).filter(Claims::waits).orElse(null);
        if (run == null || isToBeParked(transaction, run, holder) || mustWait(transaction, run)) {
            return Optional.empty();
        }
        return own(transaction, run, holder);
    }

    private Optional<Run> own(Handle handle, Run seen, NodeId holder) {
        return changes.update(
                        handle,
                        seen,
                        RunStatus.RUNNING,
                        seen.epoch() + 1,
                        ChangedBy.node(holder.name()),
                        "node = :node, incarnation = :incarnation, failure = NULL,"
                                + " started_at = COALESCE(started_at, CURRENT_TIMESTAMP)")
                .bind("node", holder.name())
                .bind("incarnation", holder.incarnation())
                .withHeartbeat(holder)
                .execute();
    }

    private boolean isToBeParked(Handle handle, Run run, NodeId by) {
        if (run.status() != RunStatus.INTERRUPTED || run.isProgressReadable()) {
            return false;
        }
        changes.become(
                handle, run, RunStatus.PARKED, ChangedBy.node(by.name()), "its recorded progress cannot be read");
        return true;
    }

    private static boolean mustWait(Handle handle, Run run) {
        if (run.startKey() == null) {
            return false;
        }
        return handle.createQuery(COME_FIRST)
                        .bind("key", run.startKey())
                        .bind("startedBy", run.startedBy())
                        .bind("id", run.id().value())
                        .bind("status", run.status().name())
                        .bind("at", run.createdAt().atOffset(ZoneOffset.UTC))
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /**
     * Ends the ownership. A cancel that was recorded before this transaction decides how.
     *
     * @return the run as it is now; empty when this epoch no longer owns it
     */
    Optional<Run> finish(RunId id, long epoch, RunOutcome outcome) {
        return jdbi.inTransaction(handle -> {
            Run run = table.lock(handle, id)
                    .filter(found -> found.epoch() == epoch && found.status().isOwned())
                    .orElse(null);
            if (run == null) {
                return Optional.<Run>empty();
            }
            RunStatus next = outcome.of(run);
            ChangedBy by = ChangedBy.node(run.node());
            if (next == RunStatus.INTERRUPTED) {
                interrupt(handle, run, outcome.attemptSpent(), by);
            } else {
                changes.become(handle, run, next, by, outcome.failure());
            }
            return table.find(handle, id);
        });
    }

    private RunStatus interrupt(Handle handle, Run owned, boolean attemptSpent, ChangedBy by) {
        int deaths = owned.ownerDeaths() + (attemptSpent ? 1 : 0);
        Run released = changes.update(handle, owned, RunStatus.INTERRUPTED, owned.epoch(), by, "owner_deaths = :deaths")
                .bind("deaths", deaths)
                .executeOnLocked();
        if (released.cancelReceipt() != null) {
            changes.become(handle, released, RunStatus.CANCELLED, by);
            return RunStatus.CANCELLED;
        }
        if (deaths >= MOST_DEATHS) {
            changes.become(
                    handle,
                    released,
                    RunStatus.PARKED,
                    by,
                    "it lost " + deaths + " owners in a row, the last on node " + owned.node());
            return RunStatus.PARKED;
        }
        return RunStatus.INTERRUPTED;
    }
}
