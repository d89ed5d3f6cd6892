package dev.longhaul.run;

import dev.longhaul.asyncstate.AsyncState;
import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cluster.NodeId;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Enqueues, finds and cancels durable runs, on any node. Safe for any number of threads.
 *
 * <p>Answers come from the database, which decides; only the progress of a run that is being worked on may be newer,
 * from async state.
 */
public final class Runs {

    private static final System.Logger LOG = System.getLogger(Runs.class.getName());
    private static final int REMOVED_AT_ONCE = 100;

    private final RunDatabase tables;
    private final AsyncState asyncState;
    private final Node node;

    /**
     * The node on which runs are enqueued and found.
     *
     * @param recorded called with each recorded run, in the caller's transaction
     */
    record Node(Peers peers, RunDispatcher dispatcher, Consumer<RunRecorder.Recorded> recorded) {

        String name() {
            return peers.self().name();
        }
    }

    Runs(RunDatabase tables, AsyncState asyncState, Node node) {
        this.tables = tables;
        this.asyncState = asyncState;
        this.node = node;
    }

    /**
     * Records a run, which starts soon after. Inside a JTA transaction of the caller it belongs to that transaction: it
     * exists and starts only when that commits. Once recorded it does not get lost, whatever happens to this server.
     *
     * @param type names the {@link RunHandler}; a run of a type that no node handles waits
     * @param request a record that JSON-B can write
     * @param startedBy the person
     * @param total how many units there will be, null when unknown
     */
    public RunId enqueue(String type, Record request, String startedBy, @Nullable Long total) {
        NewRun run = NewRun.of(type, request, startedBy);
        return enqueue(total == null ? run : run.withTotal(total)).id();
    }

    /**
     * Records a run like {@link #enqueue(String, Record, String, Long)}, with keys. Of any number of calls at once with
     * the same idempotency key, on any nodes, one records a run and all answer it.
     *
     * @throws RunActiveException when its start policy refuses; nothing is recorded, and a transaction of the caller
     *     may continue
     * @throws RunHeldException when the run that it is to hold has not ended or is held; nothing is recorded, and a
     *     transaction of the caller may continue
     */
    public Enqueued enqueue(NewRun run) {
        String request = tables.jsonb().toJson(run.request());
        RunId id = RunId.random();
        boolean isReserved = node.dispatcher().reserve(id, run);
        boolean isHandedOver = false;
        try {
            NodeId claimant = isReserved ? node.peers().self() : null;
            RunRecorder.Recorded recorded =
                    tables.recorder().record(new RunRecorder.Draft(id, run, request, node.name(), claimant));
            if (recorded.isNew()) {
                node.recorded().accept(recorded);
                isHandedOver = recorded.claimed() != null;
            }
            return new Enqueued(recorded.id(), recorded.isNew());
        } finally {
            if (isReserved && !isHandedOver) {
                node.dispatcher().withdraw(id);
            }
        }
    }

    /** Notifies the owner of a run whose cancel is recorded. */
    void notifySuperseded(RunId id) {
        tables.queries()
                .find(id)
                .map(Run::cancelReceipt)
                .ifPresent(cancel -> push(
                        id,
                        String.valueOf(cancel.reason().actor()),
                        cancel.reason().text()));
    }

    /**
     * Resumes a run that failed, was cancelled or is parked: it waits for an owner, keeps what it has committed, and
     * forgets its cancel. The caller decides who may do so.
     *
     * @param actor who asks
     */
    public ResumeAnswer resume(RunId id, String actor) {
        ResumeAnswer answer = tables.interventions().resume(id, ChangedBy.person(actor, node.name()));
        if (answer == ResumeAnswer.RESUMED) {
            node.recorded().accept(RunRecorder.Recorded.waiting(id));
        }
        return answer;
    }

    /**
     * Ends a run that was asked to stop at least five minutes ago and has not answered. Its owner can write nothing
     * more, even if it still works on it. The caller decides who may do so.
     *
     * @param actor who asks
     */
    public ForceAnswer force(RunId id, String actor) {
        return tables.interventions().force(id, ChangedBy.person(actor, node.name()));
    }

    /** Which run holds this one, or has held it and was removed since; empty if it may be resumed, held and removed. */
    public Optional<RunId> holder(RunId id) {
        return tables.jdbi().withHandle(handle -> tables.held().holder(handle, id));
    }

    /**
     * Releases a run, so that it can be resumed, held and removed again. Changes nothing if another one holds it.
     *
     * @param transaction open, such as that of the holder's last chunk; neither committed nor rolled back here
     */
    public static void release(Connection transaction, RunId held, RunId by) throws SQLException {
        HeldRuns.release(transaction, held, by);
    }

    public Optional<Run> find(RunId id) {
        return tables.queries().find(id).map(this::withWhatIsNewer);
    }

    /** Every change of the run's status, oldest first; empty for an unknown run. */
    public List<RunTransition> history(RunId id) {
        return tables.queries().history(id);
    }

    /** How many runs of this type that the person enqueued wait for an owner, on all nodes. */
    public long countWaiting(String type, String startedBy) {
        return tables.queries().countWaiting(type, startedBy);
    }

    /** The newest runs of a type first; at most {@code limit}, of one person where one is given. */
    public List<Run> list(String type, @Nullable String startedBy, int limit) {
        return tables.queries().list(type, startedBy, limit).stream()
                .map(this::withWhatIsNewer)
                .toList();
    }

    /**
     * Asks a run to stop. Recorded in the database before this returns; the owner, on whichever node, is notified at
     * once and stops at its next step. A run that ends by itself before it notices is cancelled all the same, because
     * the request was recorded first. Asking again changes nothing.
     *
     * @param actor who asks
     * @param text why, may be empty
     */
    public CancelAnswer cancel(RunId id, String actor, String text) {
        CancelAnswer answer = tables.interventions().cancel(id, text, ChangedBy.person(actor, node.name()));
        if (answer == CancelAnswer.ACCEPTED) {
            push(id, actor, text);
        }
        return answer;
    }

    private void push(RunId id, String actor, String text) {
        asyncState.cancel(
                RunProgress.class,
                id.toString(),
                CancellationReason.of(Kind.USER, text).withActor(actor).withNode(node.name()));
        // in case it was claimed a moment ago, this node is apart from its owner, or a peer has used up the one request
        node.dispatcher().cancelled(id);
    }

    /**
     * Forgets runs of a type that ended long ago, each with everything that belongs to it, in a transaction per run. A
     * run that is resumed in the same moment stays, and one that is held stays as long as its holder. Stops between two
     * runs when the token fires.
     *
     * @param age how long ago they ended at least, by the database's clock
     * @param alsoRemove removes what else belongs to the run, in the transaction of the connection that it gets, which
     *     it neither commits, rolls back nor closes
     * @return how many were removed
     */
    public int removeEnded(
            String type, Duration age, BiConsumer<Connection, RunId> alsoRemove, CancellationToken token) {
        int removed = 0;
        List<RunId> found = tables.queries().endedBefore(type, age, REMOVED_AT_ONCE);
        while (!found.isEmpty()) {
            int before = removed;
            for (RunId id : found) {
                if (token.isCancellationRequested()) {
                    return removed;
                }
                removed += tables.queries().removeEnded(id, age, alsoRemove) ? 1 : 0;
            }
            // none of them removed: another node is at it, and the same list would come again
            found = removed == before ? List.of() : tables.queries().endedBefore(type, age, REMOVED_AT_ONCE);
        }
        return removed;
    }

    private Run withWhatIsNewer(Run run) {
        String owner = run.incarnation();
        if (!run.status().isOwned() || owner == null) {
            return run;
        }
        Run seen = node.peers().misses(owner) ? run.withOwnerLost() : run;
        return withNewestDelivery(withNewestProgress(seen));
    }

    private Run withNewestDelivery(Run run) {
        CancelReceipt cancel = run.cancelReceipt();
        if (cancel == null || cancel.deliveredAt() != null) {
            return run;
        }
        return asyncState
                .cancelReceipt(RunProgress.class, run.id().toString())
                .map(CancelReceipt::deliveredAt)
                .map(at -> run.withCancelReceipt(new CancelReceipt(cancel.reason(), at, null, cancel.endedAt())))
                .orElse(run);
    }

    private Run withNewestProgress(Run run) {
        return findPublished(run.id())
                // after a takeover the entry of the earlier owner may still be there, ahead or behind: rows count
                .filter(published -> published.processed() >= run.progress().processed())
                .map(run::withProgress)
                .orElse(run);
    }

    private Optional<RunProgress> findPublished(RunId id) {
        try {
            return asyncState.find(RunProgress.class, id.toString());
        } catch (IllegalStateException unreadable) {
            // from another version or a faulty peer: the database has the progress, this is only a copy
            LOG.log(Level.DEBUG, "progress of run {0} is not shown: {1}", id, unreadable.getMessage());
            return Optional.empty();
        }
    }
}
