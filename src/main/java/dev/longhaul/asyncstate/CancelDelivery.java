package dev.longhaul.asyncstate;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Brings cancels to the states of this node, and the stages they reach back to the cluster. A listener makes it fast;
 * the flush, which looks again, makes it certain.
 */
final class CancelDelivery {

    private static final System.Logger LOG = System.getLogger(CancelDelivery.class.getName());

    private final OwnedStates owned;
    private final StateStore store;
    private final CancelDispatch dispatch;
    private final OutgoingRequests outgoing;
    private final KeptCancels kept;
    private final AtomicInteger stagesUnderWay = new AtomicInteger();

    CancelDelivery(
            OwnedStates owned, StateStore store, CancelDispatch dispatch, OutgoingRequests outgoing, KeptCancels kept) {
        this.owned = owned;
        this.store = store;
        this.dispatch = dispatch;
        this.outgoing = outgoing;
        this.kept = kept;
    }

    static CancellationReason superseded(StateKey key) {
        return CancellationReason.of(Kind.SUPERSEDED, "another state " + key + " took the place of this one");
    }

    /** On a thread of the cluster: looks and hands over. A kept cancel is left to the flush. */
    void receive(CancelEnvelope request) {
        OwnedState state = owned.findInstance(request.instance());
        if (state != null && state.awaitsCancel()) {
            dispatch.offer(state, request.reason());
        }
    }

    void supersede(OwnedState state) {
        dispatch.offer(state, superseded(state.key()));
    }

    /** Looks for a cancel of this state, and tells how far it has come. */
    void follow(OwnedState state) {
        if (state.canBeCancelled() && state.awaitsCancel()) {
            CancelEnvelope waiting = kept.find(state.key());
            if (waiting != null && kept.use(waiting, state)) {
                dispatch.offer(state, waiting.reason());
            }
        }
        CancelEnvelope request = store.readCancel(state.instance());
        if (request == null) {
            return;
        }
        if (state.awaitsCancel()) {
            dispatch.offer(state, request.reason());
        }
        tellStages(state, request);
    }

    /** Tells at once how far a cancel that was just delivered has come, instead of at the next flush. */
    void tellStages(OwnedState state) {
        CancelEnvelope request = store.readCancel(state.instance());
        if (request != null) {
            tellStages(state, request);
        }
    }

    private void tellStages(OwnedState state, CancelEnvelope request) {
        CancelEnvelope reached = state.stagesOf(request);
        if (reached.equals(request)) {
            return;
        }
        stagesUnderWay.incrementAndGet();
        try {
            store.replaceCancel(request, reached).whenComplete((replaced, failure) -> written(state, failure));
        } catch (RuntimeException refused) {
            written(state, refused);
        }
    }

    private void written(OwnedState state, @Nullable Throwable failure) {
        stagesUnderWay.decrementAndGet();
        if (failure != null) {
            LOG.log(Level.DEBUG, "stages of the cancel of " + state.key() + " are not written yet", failure);
        }
    }

    /** Whether the cluster knows every stage that a cancel of this state has reached here. */
    boolean areStagesWritten(OwnedState state) {
        CancelEnvelope request = store.readCancel(state.instance());
        if (request == null) {
            return !outgoing.isCancelPending(state.instance());
        }
        return state.stagesOf(request).equals(request);
    }

    void retry() {
        outgoing.retry();
        kept.forgetUsed();
    }

    boolean isQuiet() {
        return outgoing.isQuiet() && stagesUnderWay.get() == 0;
    }
}
