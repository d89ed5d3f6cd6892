package dev.longhaul.run;

import dev.longhaul.background.BackgroundTask;
import dev.longhaul.background.BackgroundTaskQueue;
import dev.longhaul.background.QueueClosedException;
import dev.longhaul.background.QueueFullException;
import dev.longhaul.background.TaskState;
import java.lang.System.Logger.Level;

/**
 * Puts runs into this node's queue. Lets an idle node claim a run in the INSERT that records it: after the commit the
 * node starts the run, or releases it if its slot or the lease is gone; one run at a time. Safe for any number of
 * threads.
 */
final class RunDispatcher {

    private static final System.Logger LOG = System.getLogger(RunDispatcher.class.getName());

    private final LocalNode node;
    private final RunWorker worker;
    private final BackgroundTaskQueue queue;
    private final RunSignals signals;

    RunDispatcher(LocalNode node, RunWorker worker, BackgroundTaskQueue queue, RunSignals signals) {
        this.node = node;
        this.worker = worker;
        this.queue = queue;
        this.signals = signals;
    }

    private boolean isIdle() {
        return queue.depth() == 0 && queue.runningCount() == 0;
    }

    /**
     * Reserves this node's slot for a run that is about to be recorded, so that the transaction which records it may
     * claim it, too. True on an idle node that the others see alive, for one run at a time. May wait a quarter of a
     * second for a heartbeat: the others must never see the run with an owner that looks dead. Each true is followed by
     * one {@link #recorded} of the claimed run or one {@link #withdraw}, however long the transaction takes.
     */
    boolean reserve(RunId id, NewRun run) {
        // before the row is there: a scan that finds this process as its owner must not take that for a leftover
        if (!node.handlers().accepts(run) || !isIdle() || !node.runs().reserve(id)) {
            return false;
        }
        if (node.lease().awaitFresh()) {
            return true;
        }
        withdraw(id);
        return false;
    }

    /** Gives up a reservation, because the run was not recorded as claimed. Harmless when there is none. */
    void withdraw(RunId id) {
        node.runs().withdraw(id);
    }

    /** Starts or enqueues a run whose transaction has committed. Returns at once. */
    void recorded(RunRecorder.Recorded recorded) {
        Run claimed = recorded.claimed();
        if (claimed == null) {
            enqueueNew(recorded.id());
        } else {
            start(claimed);
        }
    }

    private void enqueueNew(RunId id) {
        boolean isIdle = isIdle();
        enqueue(id);
        if (!isIdle || !node.runs().isPresent(id)) {
            signals.waiting().accept(id);
        }
    }

    private void start(Run claimed) {
        // another run may have got the slot while the transaction was open
        if (!isIdle() || !node.lease().isValid()) {
            release(claimed);
            return;
        }
        if (!node.runs().enqueueClaimed(claimed)) {
            return;
        }
        try {
            queue.enqueue(nameOf(claimed.id()), BackgroundTask.handedBack(token -> {
                        boolean waits = false;
                        try {
                            waits = worker.start(claimed, token);
                        } finally {
                            leave(claimed.id(), waits);
                        }
                    }))
                    .whenEnded()
                    .thenAccept(end -> {
                        if (end == TaskState.ORPHANED) {
                            release(claimed);
                        }
                    });
        } catch (QueueFullException | QueueClosedException refused) {
            release(claimed);
        }
    }

    // given back by another thread: this one may be about to end the transaction that recorded the run
    private void release(Run claimed) {
        if (node.runs().release(claimed)) {
            node.wakeScan().run();
        }
    }

    /** Enqueues a run that waits. Returns at once. A later scan, here or on another node, finds a refused run. */
    void enqueue(RunId id) {
        if (node.runs().enqueue(id)) {
            enqueueTask(id);
        }
    }

    /** Enqueues a run that this node has just taken over. */
    void enqueueTaken(RunId id) {
        if (node.runs().enqueueTaken(id)) {
            enqueueTask(id);
        }
    }

    // the task is named after this run and works on whichever is next when it starts
    private void enqueueTask(RunId id) {
        node.turns().add(id);
        try {
            queue.enqueue(nameOf(id), BackgroundTask.handedBack(token -> {
                RunId next = node.turns().next();
                boolean waits = false;
                try {
                    waits = worker.work(next, token);
                } finally {
                    leave(next, waits);
                }
            }));
        } catch (QueueFullException | QueueClosedException refused) {
            node.turns().giveUp(id).ifPresent(node.runs()::forget);
            LOG.log(Level.DEBUG, "run {0} waits: {1}", id, refused.getMessage());
        }
    }

    private static String nameOf(RunId id) {
        return "run " + id;
    }

    private void leave(RunId id, boolean waits) {
        node.runs().leave(id);
        if (waits) {
            signals.waiting().accept(id);
        }
    }

    /** Gives back what this node owns and cannot start, so that it waits for an owner; no attempt is spent. */
    void giveBack() {
        for (Run run : node.runs().toGiveBack()) {
            node.claims().finish(run.id(), run.epoch(), RunOutcome.STOPPED_BY_THE_SERVER);
            LOG.log(Level.INFO, "run {0} was claimed here and waits for a slot", run.id());
            node.runs().forget(run.id());
            signals.waiting().accept(run.id());
        }
    }

    /**
     * Tells the owner of a run, this node or another one, that its cancel is recorded. Returns at once; the message may
     * be lost.
     */
    void cancelled(RunId id) {
        noteCancel(id);
        signals.cancelled().accept(id);
    }

    /** Keeps a recorded cancel until the run, if this node does anything about it, can be stopped. Returns at once. */
    void noteCancel(RunId id) {
        if (node.runs().noteCancel(id)) {
            node.wakeScan().run();
        }
    }
}
