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
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings waiting runs to the queue of this node, and takes over those whose owner is gone: at once when somebody says that
 * there is one, and by a scan for what nobody was told of. Safe for any number of threads.
 */
final class RunDispatcher {

    private static final System.Logger LOG = System.getLogger(RunDispatcher.class.getName());
    private static final int SCAN_LIMIT = 200;

    private final RunWorker worker;
    private final RunHandlers handlers;
    private final Ownership ownership;
    private final BackgroundTaskQueue queue;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Runnable tellOthers = () -> {};
    /** Runs that are in this node's queue or at work, so that a scan does not bring them again. */
    private final Set<RunId> brought = ConcurrentHashMap.newKeySet();

    RunDispatcher(RunWorker worker, RunHandlers handlers, Ownership ownership, BackgroundTaskQueue queue) {
        this.worker = worker;
        this.handlers = handlers;
        this.ownership = ownership;
        this.queue = queue;
    }

    /** Has the other nodes told whenever a run waits that this one does not begin at once. */
    void onWaiting(Runnable callback) {
        tellOthers = callback;
    }

    /** Another node says that it has a run which it does not begin at once; the next scan takes that, too. */
    void tell() {
        told.set(true);
    }

    /** A run was recorded here. Returns at once. */
    void bringNew(RunId id) {
        boolean isIdle = queue.depth() == 0 && queue.runningCount() == 0;
        bring(id);
        if (!isIdle || !brought.contains(id)) {
            tellOthers.run();
        }
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
                    tellOthers.run();
                }
            }));
        } catch (QueueFullException | QueueClosedException refused) {
            brought.remove(id);
            LOG.log(Level.DEBUG, "run {0} waits: {1}", id, refused.getMessage());
        }
    }

    /**
     * One query, and one write for each cancel that has come further; called about once a second by a permanent loop, and
     * whenever the view of the cluster has changed or another node says that a run waits. Without being told it leaves a run
     * that was enqueued a moment ago to the node which did.
     */
    void scan() {
        boolean takesFresh = told.getAndSet(false);
        worker.recordStages();
        List<Candidate> candidates = ownership.candidates(handlers.types(), SCAN_LIMIT + handlers.unreadableCount());
        for (Candidate candidate : candidates) {
            if (candidate.status() == RunStatus.CANCELLING) {
                // in case that nothing of it came through the cluster
                worker.tellCancelled(candidate.id());
            }
            if (brought.contains(candidate.id())
                    || handlers.isUnreadable(candidate.id())
                    || (candidate.isFresh() && !takesFresh)) {
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
