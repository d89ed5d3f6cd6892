package dev.longhaul.run;

import dev.longhaul.background.BackgroundTask;
import dev.longhaul.background.BackgroundTaskQueue;
import dev.longhaul.background.QueueClosedException;
import dev.longhaul.background.QueueFullException;
import dev.longhaul.background.TaskState;
import dev.longhaul.cancellation.CancellationToken;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs whose insert is their claim: an idle node promises to begin one, so that the transaction which records it may
 * record its owner, too, and begins it after the commit or gives it back. One at a time. Safe for any number of
 * threads.
 */
final class PromisedRuns {

    private static final System.Logger LOG = System.getLogger(PromisedRuns.class.getName());

    private final RunWorker worker;
    private final Ownership ownership;
    private final BackgroundTaskQueue queue;
    private final Surroundings around;
    /** The run that this node begins as soon as it is recorded: the queue has one place that is surely free. */
    private final AtomicReference<@Nullable RunId> promised = new AtomicReference<>();
    /** Runs that this node owns and cannot begin. */
    private final Queue<Run> unbegun = new ConcurrentLinkedQueue<>();

    /**
     * What these runs have in common with the others of the node.
     *
     * @param brought runs that are in this node's queue or at work
     * @param tellWaiting has the other nodes told of a run that waits
     * @param wakeScan has {@link #releaseUnbegun} called soon
     */
    record Surroundings(Set<RunId> brought, Consumer<RunId> tellWaiting, Runnable wakeScan) {}

    PromisedRuns(RunWorker worker, Ownership ownership, BackgroundTaskQueue queue, Surroundings around) {
        this.worker = worker;
        this.ownership = ownership;
        this.queue = queue;
        this.around = around;
    }

    boolean isIdle() {
        return queue.depth() == 0 && queue.runningCount() == 0;
    }

    /** Each yes is followed by one {@link #begin} or {@link #withdraw}. */
    boolean promise(RunId id) {
        if (!isIdle() || !promised.compareAndSet(null, id)) {
            return false;
        }
        // before the row is there: a scan that finds this process as its owner must not take that for a leftover
        around.brought().add(id);
        if (ownership.promise(id)) {
            return true;
        }
        withdraw(id);
        return false;
    }

    /** The run is not begun by this promise. Harmless when there was none. */
    void withdraw(RunId id) {
        ownership.withdraw(id);
        freePlace(id);
        around.brought().remove(id);
    }

    private void freePlace(RunId id) {
        promised.updateAndGet(other -> id.equals(other) ? null : other);
    }

    /** The transaction that recorded it has committed. Returns at once. */
    void begin(Run claimed) {
        // something else may have got the place while the transaction was open
        if (!isIdle() || !ownership.lease().isValid()) {
            release(claimed);
            return;
        }
        try {
            queue.enqueue("run " + claimed.id(), BackgroundTask.handedBack(token -> work(claimed, token)))
                    .whenEnded()
                    .thenAccept(end -> {
                        // the stop came before it began
                        if (end == TaskState.ORPHANED && ownership.isPromised(claimed.id())) {
                            release(claimed);
                        }
                    });
        } catch (QueueFullException | QueueClosedException refused) {
            release(claimed);
            return;
        }
        // not earlier: the next one must see that the place is taken
        freePlace(claimed.id());
    }

    private void work(Run claimed, CancellationToken token) {
        boolean waits = false;
        try {
            waits = worker.begin(claimed, token);
        } finally {
            withdraw(claimed.id());
        }
        if (waits) {
            around.tellWaiting().accept(claimed.id());
        }
    }

    // by another thread: this one may be about to end the transaction that recorded the run
    private void release(Run claimed) {
        unbegun.add(claimed);
        around.wakeScan().run();
    }

    /** Gives back what this node owns and cannot begin, so that it waits for an owner; no attempt is spent. */
    void releaseUnbegun() {
        for (Run run = unbegun.peek(); run != null; run = unbegun.peek()) {
            ownership.finish(run, RunOutcome.STOPPED_BY_THE_SERVER);
            LOG.log(Level.INFO, "run {0} was claimed here and waits for a place", run.id());
            unbegun.remove(run);
            withdraw(run.id());
            around.tellWaiting().accept(run.id());
        }
    }
}
