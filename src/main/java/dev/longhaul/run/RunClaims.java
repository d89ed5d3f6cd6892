package dev.longhaul.run;

import dev.longhaul.database.Database;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How runs come to an owner, and from one to the next. Each change is made from what was seen or not at all, so of two
 * nodes that want the same run one gets it. Safe for any number of threads; each call is a transaction of its own.
 */
final class RunClaims {

    /** With so many owners lost since its last committed chunk a run is parked: it may be what killed them. */
    static final int MOST_DEATHS = 3;

    private static final double FRESH_SECONDS = 0.3;

    /** Others of the start key that come first: at most one is owned, and of those that wait the oldest begins. */
    private static final String COME_FIRST = "SELECT COUNT(*) FROM run WHERE start_key = :key AND id <> :id AND ("
            + "status IN ('RUNNING', 'CANCELLING')"
            + " OR (status = 'INTERRUPTED' AND (:status = 'ENQUEUED' OR created_at < :at OR (created_at = :at AND id < :id)))"
            + " OR (status = 'ENQUEUED' AND :status = 'ENQUEUED' AND (created_at < :at OR (created_at = :at AND id < :id))))";

    private final Database database;
    private final RunRows rows;
    private final RunChanges changes;
    private final StartKeys startKeys;
    private final OwnerJudge judge;
    private final ChunkWriters writers;

    /**
     * A run that has not ended, as a scan sees it.
     *
     * @param incarnation of its owner; null when it waits for one
     * @param sinceLastSign of that owner
     * @param status one that has not ended
     * @param isFresh whether it was enqueued a moment ago, so that the node which did will most likely begin it
     */
    record Candidate(
            RunId id, RunStatus status, @Nullable String incarnation, Duration sinceLastSign, boolean isFresh) {

        boolean waits() {
            return incarnation == null;
        }
    }

    RunClaims(Database database, RunRows rows, RunChanges changes, OwnerJudge judge) {
        this.database = database;
        this.rows = rows;
        this.changes = changes;
        this.startKeys = new StartKeys(database.dialect());
        this.judge = judge;
        this.writers = new ChunkWriters(database.dialect());
    }

    /** Runs of these types that wait for an owner or have one, oldest first. One query. */
    List<Candidate> candidates(Collection<String> types, int limit) {
        if (types.isEmpty()) {
            return List.of();
        }
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT run.id, run.status, run.incarnation, "
                        + NodeRows.secondsSince("run_node.renewed_at") + " AS silent_seconds, "
                        + NodeRows.secondsSince("run.updated_at") + " AS unchanged_seconds"
                        + " FROM run LEFT JOIN run_node ON run_node.incarnation = run.incarnation"
                        + " WHERE run.status IN ('ENQUEUED', 'INTERRUPTED', 'RUNNING', 'CANCELLING')"
                        + " AND run.type IN (<types>) ORDER BY run.created_at LIMIT :limit")
                .bindList("types", List.copyOf(types))
                .bind("limit", limit)
                .map((row, context) -> {
                    RunStatus status = RunStatus.valueOf(row.getString("status"));
                    boolean isFresh =
                            status == RunStatus.ENQUEUED && row.getDouble("unchanged_seconds") < FRESH_SECONDS;
                    double seconds = row.getDouble("silent_seconds");
                    Duration silent = row.wasNull() ? Duration.ofDays(1) : NodeRows.seconds(seconds);
                    return new Candidate(
                            new RunId(row.getObject("id", UUID.class)),
                            status,
                            status.isOwned() ? row.getString("incarnation") : null,
                            silent,
                            isFresh);
                })
                .list());
    }

    /** Whether a look at the database may find that the owner of this run is gone. Costs nothing. */
    boolean maySuspect(Candidate candidate) {
        String owner = candidate.incarnation();
        return owner != null && judge.maySuspect(owner, candidate.sinceLastSign());
    }

    /**
     * Takes the run from its owner, when that is gone, and lets it wait for the next. It ends here instead if it was
     * asked to stop, and is parked if it has lost too many owners.
     *
     * @param self who takes it; a run that it owns itself counts as gone, so it must not be at work on it
     * @return whether the run waits for an owner now
     */
    boolean takeFromGone(RunId id, RunOwner self) {
        return database.jdbi().inTransaction(handle -> {
            Run seen = rows.find(handle, id).orElse(null);
            if (seen == null || !seen.status().isOwned()) {
                return seen != null && seen.status().mayBecome(RunStatus.RUNNING);
            }
            if (!isGone(handle, seen, self)) {
                return false;
            }
            // an owner that stands still in the middle of a chunk holds its rows, and perhaps the one of the run
            writers.end(handle, id, seen.epoch());
            Run run = rows.lock(handle, id)
                    .filter(found -> found.status().isOwned() && found.epoch() == seen.epoch())
                    .orElse(null);
            return run != null && interrupt(handle, run, true, ChangedBy.node(self.node())) == RunStatus.INTERRUPTED;
        });
    }

    private boolean isGone(Handle handle, Run run, RunOwner self) {
        String owner = run.incarnation();
        return owner == null || owner.equals(self.incarnation()) || judge.isGone(handle, owner);
    }

    /**
     * Makes this owner the run's only one, and gives a sign of it. Empty when the run does not wait for an owner (any
     * more), has to wait for another one of its start key, or is of no use here: it is left for a node that knows it.
     *
     * @param knows whether the run can be worked on here, by its type and its request
     */
    Optional<Run> claim(RunId id, RunOwner owner, Predicate<Run> knows) {
        return database.jdbi().withHandle(handle -> {
            Run seen =
                    rows.find(handle, id).filter(RunClaims::waits).filter(knows).orElse(null);
            if (seen == null) {
                return Optional.<Run>empty();
            }
            boolean isAlone = seen.startKey() == null && isReadable(seen) && changes.areAtomic();
            return isAlone
                    ? own(handle, seen, owner)
                    : handle.inTransaction(transaction -> claimInTurn(transaction, seen, owner));
        });
    }

    private static boolean waits(Run run) {
        return run.status().mayBecome(RunStatus.RUNNING);
    }

    private Optional<Run> claimInTurn(Handle transaction, Run seen, RunOwner owner) {
        if (seen.startKey() != null) {
            // before the row of the run, as whoever enqueues with the key does
            startKeys.lock(transaction, seen.startKey());
        }
        Run run = rows.lock(transaction, seen.id()).filter(RunClaims::waits).orElse(null);
        if (run == null || isToBeParked(transaction, run, owner) || mustWait(transaction, run)) {
            return Optional.empty();
        }
        return own(transaction, run, owner);
    }

    private Optional<Run> own(Handle handle, Run seen, RunOwner owner) {
        return changes.update(
                        handle,
                        seen,
                        RunStatus.RUNNING,
                        seen.epoch() + 1,
                        ChangedBy.node(owner.node()),
                        "node = :node, incarnation = :incarnation, failure = NULL,"
                                + " started_at = COALESCE(started_at, CURRENT_TIMESTAMP)")
                .bind("node", owner.node())
                .bind("incarnation", owner.incarnation())
                .sign(owner)
                .execute();
    }

    private boolean isToBeParked(Handle handle, Run run, RunOwner by) {
        if (run.status() != RunStatus.INTERRUPTED || isReadable(run)) {
            return false;
        }
        changes.become(
                handle, run, RunStatus.PARKED, ChangedBy.node(by.node()), "its recorded progress cannot be read");
        return true;
    }

    private static boolean isReadable(Run run) {
        return !run.progress().phase().equals(RunRows.UNREADABLE);
    }

    private static boolean mustWait(Handle handle, Run run) {
        if (run.startKey() == null) {
            return false;
        }
        return handle.createQuery(COME_FIRST)
                        .bind("key", run.startKey())
                        .bind("id", run.id().value())
                        .bind("status", run.status().name())
                        .bind("at", run.createdAt().atOffset(ZoneOffset.UTC))
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /**
     * Ends the owner's hold; a cancel that was recorded before this transaction decides.
     *
     * @return the run as it is now, empty when this epoch does not own it any more
     */
    Optional<Run> finish(RunId id, long epoch, RunOutcome outcome) {
        return database.jdbi().inTransaction(handle -> {
            Run run = rows.lock(handle, id)
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
            return rows.find(handle, id);
        });
    }

    private RunStatus interrupt(Handle handle, Run owned, boolean attemptSpent, ChangedBy by) {
        int deaths = owned.ownerDeaths() + (attemptSpent ? 1 : 0);
        Run released = changes.update(handle, owned, RunStatus.INTERRUPTED, owned.epoch(), by, "owner_deaths = :deaths")
                .bind("deaths", deaths)
                .executeOnLocked();
        if (released.cancelRequest() != null) {
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
