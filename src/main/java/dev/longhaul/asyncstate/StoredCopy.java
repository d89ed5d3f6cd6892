package dev.longhaul.asyncstate;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's copy of one owned state: what this node believes it to be, and the one write that may be under way.
 *
 * <p>Each write replaces exactly what is believed to be there. When that fails, or the outcome is unknown, the next
 * write begins with an insert, whose answer is what all nodes agree on; this node's own copy may be behind.
 */
final class StoredCopy {

    private final OwnedState state;
    private final StateStore store;
    private final StateNode node;
    private final Consumer<StateEnvelope> supersede;
    private long epoch;
    private long sequence;
    private @Nullable StateEnvelope believed;
    private boolean confirmed;
    private boolean perhapsThere;
    private boolean underWay;
    private boolean tombstoneWritten;
    private String lastJson = "";
    private long begunNanos;

    /**
     * @param epoch one more than that of what is seen under the key
     * @param supersede told of a running state that this one takes the place of, found only when writing
     */
    StoredCopy(OwnedState state, StateStore store, StateNode node, long epoch, Consumer<StateEnvelope> supersede) {
        this.state = state;
        this.store = store;
        this.node = node;
        this.epoch = epoch;
        this.supersede = supersede;
    }

    OwnedState state() {
        return state;
    }

    synchronized long epoch() {
        return epoch;
    }

    synchronized boolean isUnderWay() {
        return underWay;
    }

    synchronized boolean isConfirmed() {
        return confirmed;
    }

    /** Whether the cluster holds the terminal phase of a state that cannot be read any more. */
    synchronized boolean isTombstoneWritten() {
        return tombstoneWritten;
    }

    synchronized long begunNanos() {
        return begunNanos;
    }

    /**
     * Begins a write of this JSON in the state's phase. Only one may be under way.
     *
     * @param whenDone called when the write is over, with null, or what went wrong: its outcome is then unknown
     */
    void write(Draft draft, Consumer<@Nullable Throwable> whenDone) {
        StateEnvelope expected;
        synchronized (this) {
            underWay = true;
            begunNanos = draft.nowNanos();
            expected = believed;
        }
        Write write = new Write(draft, whenDone);
        if (expected == null) {
            write.insert();
        } else {
            write.replace(expected);
        }
    }

    /** Takes into account what this node's copy holds under the key. */
    void look(StateEnvelope seen) {
        goesOnAfter(seen);
    }

    private synchronized StateEnvelope next(Draft draft) {
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

    private synchronized void isThere(StateEnvelope written, Draft draft) {
        believed = written;
        confirmed = true;
        underWay = false;
        tombstoneWritten = !written.isReadable();
        lastJson = written.json();
        state.isWrittenForOthers(draft.appliedForOthers());
    }

    private synchronized void isUnknown() {
        believed = null;
        underWay = false;
    }

    private synchronized void mayBeThere() {
        perhapsThere = true;
    }

    /** What the cluster was last seen to hold of this state; empty before the first write. */
    synchronized String lastJson() {
        return lastJson;
    }

    /**
     * Takes into account what somebody else left under the key.
     *
     * @return whether this state is still to be written; otherwise it has lost its key, and its phase says how
     */
    private synchronized boolean goesOnAfter(StateEnvelope found) {
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
        // Never written means that the other create came first, so this one takes its place. Otherwise the higher epoch
        // has seen this state and took its place; after a split both may have the same, and then the merge has decided.
        boolean yields = state.yieldsToLive() && !confirmed && !perhapsThere && node.isLive(found);
        boolean lost = found.epoch() > epoch ? confirmed || perhapsThere : found.epoch() == epoch && confirmed;
        if (yields || lost) {
            state.supersede();
            return false;
        }
        epoch = Math.max(epoch, found.epoch() + 1);
        return true;
    }

    /**
     * What is to be written.
     *
     * @param appliedForOthers how many values of other nodes the JSON holds at least
     * @param lifespanMillis of the entry; -1 for ever
     */
    record Draft(
            String json, long appliedForOthers, StatePhase phase, long lifespanMillis, long nowNanos, long nowMillis) {}

    /** One write: at most an insert and two replacements, then it is left to the next flush. */
    private final class Write {

        private static final int MOST_ATTEMPTS = 3;

        private final Draft draft;
        private final Consumer<@Nullable Throwable> whenDone;
        private int attempts;

        Write(Draft draft, Consumer<@Nullable Throwable> whenDone) {
            this.draft = draft;
            this.whenDone = whenDone;
        }

        void insert() {
            StateEnvelope next = next(draft);
            begin(() -> store.insert(next), found -> {
                if (found.isEmpty()) {
                    done(next);
                } else {
                    goOn(found.get());
                }
            });
        }

        void replace(StateEnvelope expected) {
            StateEnvelope next = next(draft);
            begin(() -> store.replace(expected, next), replaced -> {
                if (replaced) {
                    done(next);
                } else {
                    insert();
                }
            });
        }

        private void goOn(StateEnvelope found) {
            if (!goesOnAfter(found)) {
                isUnknown();
                whenDone.accept(null);
                return;
            }
            if (!found.instance().equals(state.instance()) && found.isReadable()) {
                supersede.accept(found);
            }
            replace(found);
        }

        private <A> void begin(Attempt<A> attempt, Consumer<A> answered) {
            attempts++;
            if (attempts > MOST_ATTEMPTS) {
                failed(new IllegalStateException("state " + state.key() + " is being written by others all the time"));
                return;
            }
            try {
                attempt.begin().whenComplete((answer, failure) -> {
                    if (failure == null) {
                        answered.accept(answer);
                    } else {
                        failed(failure);
                    }
                });
            } catch (RuntimeException refused) {
                failed(refused);
            }
        }

        private void done(StateEnvelope written) {
            isThere(written, draft);
            whenDone.accept(null);
        }

        private void failed(Throwable failure) {
            mayBeThere();
            isUnknown();
            whenDone.accept(failure);
        }
    }

    @FunctionalInterface
    private interface Attempt<A> {
        CompletionStage<A> begin();
    }
}
