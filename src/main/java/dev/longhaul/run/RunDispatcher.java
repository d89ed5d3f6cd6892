package dev.longhaul.run;

import dev.longhaul.background.BackgroundTask;
import dev.longhaul.background.BackgroundTaskQueue;
import dev.longhaul.background.QueueClosedException;
import dev.longhaul.background.QueueFullException;
import dev.longhaul.run.RunClaims.Candidate;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Brings waiting runs to the queue of this node, and takes over those whose owner is gone: at once when somebody says
 * that there is one, and by a scan for what nobody was told of. Safe for any number of threads.
 */
final class RunDispatcher implements RunDispatch {

    private static final System.Logger LOG = System.getLogger(RunDispatcher.class.getName());
    private static final int SCAN_LIMIT = 200;

    private final RunWorker worker;
    private final RunHandlers handlers;
    private final Ownership ownership;
    private final BackgroundTaskQueue queue;
    private final PromisedRuns promised;
    private volatile Consumer<RunId> tellWaiting = id -> {};
    private volatile Consumer<RunId> tellCancelled = id -> {};
    private volatile Runnable wakeScan = () -> {};
    /** Whether a loop scans, so that nothing is left lying that could not be begun. */
    private volatile boolean isScanned;
    /** Runs that are in this node's queue or at work, so that a scan does not bring them again. */
    private final Set<RunId> brought = ConcurrentHashMap.newKeySet();
    /** Runs of this node whose cancel is recorded and may have found no source to tell. */
    private final Set<RunId> toStop = ConcurrentHashMap.newKeySet();

    RunDispatcher(RunWorker worker, RunHandlers handlers, Ownership ownership, BackgroundTaskQueue queue) {
        this.worker = worker;
        this.handlers = handlers;
        this.ownership = ownership;
        this.queue = queue;
        this.promised = new PromisedRuns(
                worker, ownership, queue, new PromisedRuns.Surroundings(brought, this::tellWaiting, this::wakeScan));
    }

    private void tellWaiting(RunId id) {
        tellWaiting.accept(id);
    }

    private void wakeScan() {
        wakeScan.run();
    }

    /**
     * Sets how the other nodes hear of a run.
     *
     * @param waiting this node does not begin it at once, so {@link #bring} is to be called there
     * @param cancelled somebody has to tell its owner, by {@link #stop}
     */
    void tellOthers(Consumer<RunId> waiting, Consumer<RunId> cancelled) {
        tellWaiting = waiting;
        tellCancelled = cancelled;
    }

    /** Has {@link #scan} called soon whenever this is called, and each second. */
    void scanBy(Runnable wake) {
        wakeScan = wake;
        isScanned = true;
        worker.onHeld(() -> {
            if (!toStop.isEmpty()) {
                wake.run();
            }
        });
    }

    /**
     * Says yes on an idle node, for one run at a time: where the transaction takes long, others that are recorded
     * meanwhile wait for an owner as usual; see {@link PromisedRuns}.
     */
    @Override
    public boolean promise(RunId id, NewRun run) {
        return isScanned && handlers.accepts(run) && promised.promise(id);
    }

    @Override
    public void withdraw(RunId id) {
        promised.withdraw(id);
    }

    /** Called when it is committed. Returns at once. */
    @Override
    public void recorded(RunIntake.Recorded recorded) {
        Run claimed = recorded.claimed();
        if (claimed == null) {
            bringNew(recorded.id());
        } else {
            promised.begin(claimed);
        }
    }

    private void bringNew(RunId id) {
        boolean isIdle = promised.isIdle();
        bring(id);
        if (!isIdle || !brought.contains(id)) {
            tellWaiting.accept(id);
        }
    }

    /** Gives back what this node owns and cannot begin, so that it waits for an owner; no attempt is spent. */
    void releaseUnbegun() {
        promised.releaseUnbegun();
    }

    /** Returns at once. A refused run stays recorded and is found by a later scan, here or on another node. */
    void bring(RunId id) {
        if (!brought.add(id)) {
            return;
        }
        try {
            queue.enqueue("run " + id, BackgroundTask.handedBack(token -> {
                boolean waits = false;
                try {
                    waits = worker.work(id, token);
                } finally {
                    brought.remove(id);
                }
                if (waits) {
                    tellWaiting.accept(id);
                }
            }));
        } catch (QueueFullException | QueueClosedException refused) {
            brought.remove(id);
            LOG.log(Level.DEBUG, "run {0} waits: {1}", id, refused.getMessage());
        }
    }

    @Override
    public void cancelled(RunId id) {
        stop(id);
        tellCancelled.accept(id);
    }

    /**
     * A cancel of this run is recorded: if it is about to be worked on here, or is, its token fires soon. Returns at
     * once.
     */
    void stop(RunId id) {
        if (brought.contains(id)) {
            toStop.add(id);
            wakeScan.run();
        }
    }

    /**
     * One query, and one write for each cancel that has come further; called about once a second by a permanent loop,
     * and whenever the view of the cluster has changed. It leaves a run that was enqueued a moment ago to those who
     * were told of it.
     */
    void scan() {
        releaseUnbegun();
        // one that is not held yet is looked at again when it is
        toStop.removeIf(id -> worker.tellCancelled(id) || !brought.contains(id));
        worker.recordStages();
        List<Candidate> candidates = ownership.candidates(handlers.types(), SCAN_LIMIT + handlers.unreadableCount());
        for (Candidate candidate : candidates) {
            if (candidate.status() == RunStatus.CANCELLING) {
                // in case that nothing of it came through the cluster
                worker.tellCancelled(candidate.id());
            }
            if (brought.contains(candidate.id()) || handlers.isUnreadable(candidate.id()) || candidate.isFresh()) {
                continue;
            }
            if (candidate.waits() || isTakenOver(candidate)) {
                bring(candidate.id());
            }
        }
    }

    private boolean isTakenOver(Candidate candidate) {
        if (!ownership.maySuspect(candidate)) {
            return false;
        }
        // from here on nobody in this process can begin to work on it, so what it owns itself is a leftover indeed
        if (!brought.add(candidate.id())) {
            return false;
        }
        try {
            boolean waits = ownership.takeFromGone(candidate.id());
            if (waits) {
                LOG.log(
                        Level.INFO,
                        "run {0} was left by its owner {1} and goes on",
                        candidate.id(),
                        candidate.incarnation());
            }
            return waits;
        } finally {
            brought.remove(candidate.id());
        }
    }
}
