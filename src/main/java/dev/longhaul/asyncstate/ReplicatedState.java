package dev.longhaul.asyncstate;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster holds of a state that this node owns, as far as this node knows. At most one write is under way.
 *
 * <p>Each write replaces exactly the envelope that is believed to be there. When that fails, or its outcome is unknown,
 * the next write starts with an insert, whose answer all nodes agree on; this node's own copy may be behind.
 */
final class ReplicatedState {

    private final LocalState state;
    private final StateStore store;
    private final ThisNode node;
    private final OutgoingRequests requests;
    private long epoch;
    private long sequence;
    private @Nullable StateEnvelope believed;
    private boolean confirmed;
    private boolean suspected;
    private boolean underWay;
    private boolean tombstoneWritten;
    private String lastJson = "";
    private long begunNanos;

    /** @param epoch one more than that of what is seen under the key */
    ReplicatedState(LocalState state, StateStore store, ThisNode node, OutgoingRequests requests, long epoch) {
        this.state = state;
        this.store = store;
        this.node = node;
        this.requests = requests;
        this.epoch = epoch;
    }

    /**
     * What is to be written.
     *
     * @param foreignChanges how many values of other nodes the JSON contains at least
     * @param lifespanMillis of the entry; -1 for forever
     */
    record Draft(
            String json, long foreignChanges, StatePhase phase, long lifespanMillis, long nowNanos, long nowMillis) {}

    LocalState state() {
        return state;
    }

    synchronized long epoch() {
        return epoch;
    }

    synchronized boolean isUnderWay() {
        return underWay;
    }

    /** Whether the cluster was seen to hold this state at least once. */
    synchronized boolean isConfirmed() {
        return confirmed;
    }

    /** Whether the cluster holds the terminal phase of a state that can no longer be read. */
    synchronized boolean isTombstoneWritten() {
        return tombstoneWritten;
    }

    /** When the last write started. */
    synchronized long begunNanos() {
        return begunNanos;
    }

    /** What the cluster was last seen to hold of this state; empty before the first write. */
    synchronized String lastJson() {
        return lastJson;
    }

    /**
     * Starts a write. Only one may be under way.
     *
     * @param whenDone called when the write is over, with null, or with what went wrong: its outcome is then unknown
     */
    void write(Draft draft, Consumer<@Nullable Throwable> whenDone) {
        StateEnvelope expected;
        synchronized (this) {
            underWay = true;
            begunNanos = draft.nowNanos();
            expected = believed;
        }
        new StateWrite(this, draft, store, requests, whenDone).start(expected);
    }

    /** The envelope of the next attempt to write. */
    synchronized StateEnvelope next(Draft draft) {
        sequence++;
        return new StateEnvelope(
                state.key().type(),
                state.key().name(),
                state.instance(),
                draft.json(),
                epoch,
                sequence,
                draft.phase().name(),
                node.id().name(),
                node.id().incarnation(),
                state.createdMillis(),
                draft.nowMillis(),
                draft.lifespanMillis());
    }

    /** Ends a write that reached every node. */
    synchronized void confirm(StateEnvelope written, Draft draft) {
        believed = written;
        confirmed = true;
        underWay = false;
        tombstoneWritten = !written.isReadable();
        lastJson = written.json();
        state.value().markReplicated(draft.foreignChanges());
    }

    /** Ends a write that was not made: what the cluster holds is no longer known. */
    synchronized void forget() {
        believed = null;
        underWay = false;
    }

    /** Ends a write whose outcome is unknown: the cluster may hold this state, also on some nodes only. */
    synchronized void suspect() {
        suspected = true;
        forget();
    }

    /** Takes into account what this node's copy holds: other nodes may have taken the key or removed the state. */
    void reconcileWithCopy() {
        if (!isConfirmed() || !state.isReadable()) {
            return;
        }
        StateEnvelope seen = store.read(state.key());
        if (seen == null) {
            // cleared by an operator, or expired by a clock that jumped: its owner is still there and writes it again
            state.value().repeatWrite();
        } else {
            reconcile(seen);
        }
    }

    /**
     * Takes into account what was found under the key.
     *
     * @return whether this state is still to be written; otherwise it has lost its key, and its phase says how
     */
    synchronized boolean reconcile(StateEnvelope found) {
        if (found.instance().equals(state.instance())) {
            sequence = Math.max(sequence, found.sequence());
            if (state.isReadable() && !found.isReadable()) {
                // removed by another node
                state.advance(found.phaseStored(), found.writtenMillis());
                tombstoneWritten = true;
                return false;
            }
            return true;
        }
        // Never written means that the other create came first, so this one supersedes it. Otherwise the higher epoch
        // has seen this state and superseded it. After a split both may have the same epoch, and the merge has decided.
        boolean written = confirmed || suspected;
        boolean yields = state.yieldsToLive() && !written && node.isLive(found);
        boolean lost = found.epoch() > epoch ? written : found.epoch() == epoch && confirmed;
        if (yields || lost) {
            state.supersede();
            return false;
        }
        epoch = Math.max(epoch, found.epoch() + 1);
        return true;
    }
}
