package dev.longhaul.run;

import dev.longhaul.asyncstate.AsyncState;
import dev.longhaul.asyncstate.RequestedCancel;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cluster.ClusterNode;
import jakarta.json.bind.Jsonb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Enqueues, finds and cancels durable runs, on any node. Safe for any number of threads.
 *
 * <p>Answers come from the database, which decides; only the progress of a run that is being worked on may be newer,
 * from async state.
 */
public final class Runs {

    private static final int REMOVED_AT_ONCE = 100;
    private static final String SUPERSEDED = "a newer run takes its place";

    private final RunStore store;
    private final AsyncState asyncState;
    private final Jsonb jsonb;
    private final Observer observer;
    private final RunDispatch dispatch;

    /**
     * The node from which runs are looked at.
     *
     * @param self this node
     * @param canSee whether the node of an incarnation is there
     */
    record Observer(RunOwner self, Predicate<String> canSee) {

        String name() {
            return self.node();
        }

        /** A node without peers cannot tell whether another one is there. */
        static Observer on(ClusterNode node) {
            return new Observer(
                    new RunOwner(node.name(), node.incarnation()),
                    incarnation -> node.isAlone() || node.isPresent(incarnation));
        }
    }

    Runs(RunStore store, AsyncState asyncState, Jsonb jsonb, Observer observer, RunDispatch dispatch) {
        this.store = store;
        this.asyncState = asyncState;
        this.jsonb = jsonb;
        this.observer = observer;
        this.dispatch = dispatch;
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
     * As {@link #enqueue(String, Record, String, Long)}, with the keys of the run. Of any number of calls at once with
     * the same idempotency key, on any nodes, one records a run and all answer it.
     *
     * @throws RunActiveException when its start policy refuses; nothing is recorded, and a transaction of the caller
     *     may go on
     */
    public Enqueued enqueue(NewRun run) {
        String request = jsonb.toJson(run.request());
        RunId id = RunId.random();
        boolean isPromised = dispatch.promise(id, run);
        boolean isHandedOn = false;
        try {
            RunIntake.Recorded recorded = record(run, request, id, isPromised);
            if (recorded.isNew()) {
                dispatch.recorded(recorded);
                isHandedOn = recorded.claimed() != null;
            }
            return new Enqueued(recorded.id(), recorded.isNew());
        } finally {
            if (isPromised && !isHandedOn) {
                dispatch.withdraw(id);
            }
        }
    }

    private RunIntake.Recorded record(NewRun run, String request, RunId id, boolean isPromised) {
        RunOwner claimant = isPromised ? observer.self() : null;
        return store.intake()
                .record(
                        new RunIntake.Draft(id, run, request, observer.name(), claimant),
                        (handle, other) -> store.cancel(handle, other, run.startedBy(), SUPERSEDED, observer.name()));
    }

    /** Tells the owner of a run whose cancel is recorded. */
    void tellSuperseded(RunId id) {
        store.find(id).map(Run::cancelRequest).ifPresent(cancel -> push(id, cancel.actor(), cancel.text()));
    }

    /**
     * Lets a run go on that failed, was cancelled or is parked: it waits for an owner, keeps what it has committed, and
     * forgets its cancel. Who may do so is decided by the caller.
     *
     * @param actor who asks
     */
    public ResumeAnswer resume(RunId id, String actor) {
        ResumeAnswer answer = store.interventions().resume(id, ChangedBy.person(actor, observer.name()));
        if (answer == ResumeAnswer.RESUMED) {
            dispatch.recorded(RunIntake.Recorded.waiting(id));
        }
        return answer;
    }

    /**
     * Ends a run that was asked to stop at least five minutes ago and has not answered. Its owner can write nothing
     * more, even if it still works on it. Who may do so is decided by the caller.
     *
     * @param actor who asks
     */
    public ForceAnswer force(RunId id, String actor) {
        return store.interventions().force(id, ChangedBy.person(actor, observer.name()));
    }

    public Optional<Run> find(RunId id) {
        return store.find(id).map(this::withWhatIsNewer);
    }

    /** Every change of the run's status, oldest first; empty for an unknown run. */
    public List<RunTransition> history(RunId id) {
        return store.history(id);
    }

    /** The newest runs of a type first; at most {@code limit}, of one person where one is given. */
    public List<Run> list(String type, @Nullable String startedBy, int limit) {
        return store.list(type, startedBy, limit).stream()
                .map(this::withWhatIsNewer)
                .toList();
    }

    /**
     * Asks a run to stop. Recorded in the database before this returns; the owner, on whichever node, is told at once
     * and stops at its next step. A run that ends by itself before it notices is cancelled all the same, because the
     * request was recorded first. Asking again changes nothing.
     *
     * @param actor who asks
     * @param text why, may be empty
     */
    public CancelAnswer cancel(RunId id, String actor, String text) {
        CancelAnswer answer = store.cancel(id, actor, text, observer.name());
        if (answer == CancelAnswer.ACCEPTED) {
            push(id, actor, text);
        }
        return answer;
    }

    private void push(RunId id, String actor, String text) {
        RequestedCancel requested = asyncState.cancel(
                RunProgress.class,
                id.toString(),
                CancellationReason.of(Kind.USER, text).withActor(actor).withNode(observer.name()));
        if (requested.receipt().isEmpty()) {
            // it was claimed a moment ago, or this node is apart from its owner
            dispatch.cancelled(id);
        }
    }

    /**
     * Forgets runs of a type that ended long ago, each with everything that belongs to it, in a transaction per run. A
     * run that is resumed in the same moment stays. Stops between two runs when the token fires.
     *
     * @param age how long ago they ended at least, by the database's clock
     * @param alsoRemove removes what else belongs to the run, in the transaction of the handle that it gets
     * @return how many were removed
     */
    public int removeEnded(String type, Duration age, BiConsumer<Handle, RunId> alsoRemove, CancellationToken token) {
        int removed = 0;
        List<RunId> found = store.endedBefore(type, age, REMOVED_AT_ONCE);
        while (!found.isEmpty()) {
            int before = removed;
            for (RunId id : found) {
                if (token.isCancellationRequested()) {
                    return removed;
                }
                removed += store.removeEnded(id, age, alsoRemove) ? 1 : 0;
            }
            // none of them removed: another node is at it, and the same list would come again
            found = removed == before ? List.of() : store.endedBefore(type, age, REMOVED_AT_ONCE);
        }
        return removed;
    }

    private Run withWhatIsNewer(Run run) {
        String owner = run.incarnation();
        if (!run.status().isOwned() || owner == null) {
            return run;
        }
        Run seen = observer.canSee().test(owner) ? run : run.withOwnerLost();
        return withNewestDelivery(withNewestProgress(seen));
    }

    private Run withNewestDelivery(Run run) {
        CancelRequest cancel = run.cancelRequest();
        if (cancel == null || cancel.deliveredAt() != null) {
            return run;
        }
        return asyncState
                .cancelReceipt(RunProgress.class, run.id().toString())
                .map(receipt -> run.withCancelRequest(cancel.withDelivery(receipt.deliveredAt())))
                .orElse(run);
    }

    private Run withNewestProgress(Run run) {
        return asyncState
                .find(RunProgress.class, run.id().toString())
                // after a takeover the entry of the earlier owner may still be there, ahead or behind: rows count
                .filter(published -> published.processed() >= run.progress().processed())
                .map(run::withProgress)
                .orElse(run);
    }
}
