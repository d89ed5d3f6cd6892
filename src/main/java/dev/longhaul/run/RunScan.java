package dev.longhaul.run;

import dev.longhaul.run.Claims.Candidate;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Finds in the database what no signal has told this node: runs that wait, runs whose owner is gone, and cancels of its
 * own runs. For one thread.
 */
final class RunScan {

    private static final System.Logger LOG = System.getLogger(RunScan.class.getName());
    private static final int LIMIT = 200;

    private final LocalNode node;
    private final RunDispatcher dispatcher;
    private final RunWorker worker;

    RunScan(LocalNode node, RunDispatcher dispatcher, RunWorker worker) {
        this.node = node;
        this.dispatcher = dispatcher;
        this.worker = worker;
    }

    /**
     * Scans once: one query, and one write for each cancel that has come further. A permanent loop calls it about once
     * a second and whenever the view of the cluster has changed. A run enqueued a moment ago is left to the nodes that
     * were notified of it.
     */
    void scan() {
        dispatcher.giveBack();
        // a run that is not held yet wakes this scan again as soon as it is
        for (RunId id : node.runs().pendingCancels()) {
            worker.stopIfRecorded(id);
            // only now: a delivery that fails because the database cannot be reached is repeated by the next scan
            node.runs().cancelDelivered(id);
        }
        worker.recordStages();
        RunHandlers handlers = node.handlers();
        List<Candidate> candidates = node.claims().candidates(handlers.types(), LIMIT + handlers.unreadableCount());
        for (Candidate candidate : candidates) {
            if (candidate.status() == RunStatus.CANCELLING) {
                // in case nothing about it has come through the cluster
                worker.stopIfRecorded(candidate.id());
            }
            if (node.runs().isPresent(candidate.id()) || handlers.isUnreadable(candidate.id()) || candidate.isFresh()) {
                continue;
            }
            if (candidate.waits()) {
                dispatcher.enqueue(candidate.id());
            } else {
                takeOver(candidate);
            }
        }
    }

    private void takeOver(Candidate candidate) {
        // marked first: from here on this process cannot start to work on it, so if it owns the run that is a leftover
        if (!maySuspect(candidate) || !node.runs().takeOver(candidate.id())) {
            return;
        }
        boolean waits = false;
        try {
            waits = node.claims().takeFromGone(candidate.id(), node.lease().holder());
        } finally {
            if (!waits) {
                node.runs().forget(candidate.id());
            }
        }
        if (waits) {
            LOG.log(
                    Level.INFO,
                    "run {0} was left by its owner {1} and continues",
                    candidate.id(),
                    candidate.incarnation());
            dispatcher.enqueueTaken(candidate.id());
        }
    }

    /** Whether the owner may be gone. This process itself counts as gone when it is not working on the run. */
    private boolean maySuspect(Candidate candidate) {
        return node.lease().holder().incarnation().equals(candidate.incarnation())
                || node.claims().maySuspect(candidate);
    }
}
