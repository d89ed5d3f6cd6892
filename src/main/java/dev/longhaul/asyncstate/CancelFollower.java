package dev.longhaul.asyncstate;

import dev.longhaul.asyncstate.SourceCanceller.DueCancel;
import dev.longhaul.lifecycle.Inbox;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cancels of this node's states and writes back to the cluster how far they have come. The listener finds
 * them fast; the flush, which checks again, makes it certain.
 */
final class CancelFollower {

    private static final System.Logger LOG = System.getLogger(CancelFollower.class.getName());

    private final LocalStateIndex local;
    private final StateStore store;
    private final Inbox<DueCancel> due;
    private final OutgoingRequests requests;
    private final KeptCancels kept;
    private final Runnable wakeFlush;
    private final AtomicInteger stagesUnderWay = new AtomicInteger();

    CancelFollower(
            LocalStateIndex local,
            StateStore store,
            Inbox<DueCancel> due,
            OutgoingRequests requests,
            KeptCancels kept,
            Runnable wakeFlush) {
        this.local = local;
        this.store = store;
        this.due = due;
        this.requests = requests;
        this.kept = kept;
        this.wakeFlush = wakeFlush;
    }

    /** Takes a request that has arrived. On a thread of the cluster, so it only hands over, a kept one to the flush. */
    void receive(CancelEnvelope request) {
        if (request.isKept()) {
            wakeFlush.run();
            return;
        }
        LocalState state = local.findInstance(request.instance());
        if (state != null && state.cancel().awaitsRequest()) {
            due.add(new DueCancel(state, request.reason()));
        }
    }

    /** Cancels the work of a state whose key another create has taken. */
    void cancelSuperseded(LocalState state) {
        due.add(new DueCancel(state, OutgoingRequests.superseded(state.key())));
    }

    /** Cancels the source of a new state on this thread if a cancel was kept for it. */
    void cancelIfKept(LocalState created) {
        CancelEnvelope waiting = created.canBeCancelled() ? kept.take(created) : null;
        if (waiting != null) {
            created.cancel().cancel(waiting.reason());
        }
    }

    /** Checks for a cancel of this state, and writes how far it has come. */
    void check(LocalState state) {
        boolean awaits = state.cancel().awaitsRequest();
        CancelEnvelope waiting = awaits && state.canBeCancelled() ? kept.take(state) : null;
        if (waiting != null) {
            due.add(new DueCancel(state, waiting.reason()));
        }
        CancelEnvelope request = store.readCancel(state.instance());
        if (request == null) {
            return;
        }
        if (state.cancel().awaitsRequest()) {
            due.add(new DueCancel(state, request.reason()));
        }
        writeStages(state, request);
    }

    /** Writes how far the cancel of this state has come, if there is one. */
    void writeStages(LocalState state) {
        CancelEnvelope request = store.readCancel(state.instance());
        if (request != null) {
            writeStages(state, request);
        }
    }

    private void writeStages(LocalState state, CancelEnvelope request) {
        CancelEnvelope reached = state.stagesOf(request);
        if (reached.equals(request)) {
            return;
        }
        stagesUnderWay.incrementAndGet();
        try {
            store.replaceCancel(request, reached).whenComplete((replaced, failure) -> endWrite(state, failure));
        } catch (RuntimeException refused) {
            endWrite(state, refused);
        }
    }

    private void endWrite(LocalState state, @Nullable Throwable failure) {
        stagesUnderWay.decrementAndGet();
        if (failure != null) {
            LOG.log(Level.DEBUG, "stages of the cancel of " + state.key() + " are not written yet", failure);
        }
    }

    /** Whether the cluster knows every stage that a cancel of this state has reached here. */
    boolean areStagesWritten(LocalState state) {
        CancelEnvelope request = store.readCancel(state.instance());
        if (request == null) {
            return !requests.isCancelPending(state.instance());
        }
        return state.stagesOf(request).equals(request);
    }

    /** Writes again what the cluster does not have yet. */
    void retry() {
        requests.retry();
        kept.forgetUsed();
    }

    boolean isQuiet() {
        return requests.isQuiet() && stagesUnderWay.get() == 0;
    }
}
