package dev.longhaul.run;

import dev.longhaul.background.BackgroundTask;
import dev.longhaul.background.BackgroundTaskQueue;
import dev.longhaul.background.QueueClosedException;
import dev.longhaul.background.QueueFullException;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings waiting runs to the queue of this node: at once when one is enqueued here, and by a scan for what nobody was told
 * of (an earlier process's runs, a queue that was full, another node's). Safe for any number of threads.
 */
final class RunDispatcher {

    private static final System.Logger LOG = System.getLogger(RunDispatcher.class.getName());
    private static final int SCAN_LIMIT = 100;

    private final RunStore store;
    private final RunWorker worker;
    private final BackgroundTaskQueue queue;
    private final Collection<String> types;
    /** Runs that are in this node's queue or at work, so that a scan does not bring them again. */
    private final Set<RunId> brought = ConcurrentHashMap.newKeySet();

    RunDispatcher(RunStore store, RunWorker worker, BackgroundTaskQueue queue, Collection<String> types) {
        this.store = store;
        this.worker = worker;
        this.queue = queue;
        this.types = types;
    }

    /** Returns at once. A refused run stays recorded and is found by a later scan, here or on another node. */
    void bring(RunId id) {
        if (!brought.add(id)) {
            return;
        }
        try {
            queue.enqueue("run " + id, BackgroundTask.handedBack(token -> {
                try {
                    worker.work(id, token);
                } finally {
                    brought.remove(id);
                }
            }));
        } catch (QueueFullException | QueueClosedException refused) {
            brought.remove(id);
            LOG.log(Level.DEBUG, "run {0} waits: {1}", id, refused.getMessage());
        }
    }

    /** One query, and one write for each cancel that has come further; called about once a second by a permanent loop. */
    void scan() {
        worker.recordStages();
        store.claimable(types, SCAN_LIMIT).forEach(this::bring);
    }
}
