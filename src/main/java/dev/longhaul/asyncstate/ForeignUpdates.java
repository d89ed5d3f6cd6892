package dev.longhaul.asyncstate;

import dev.longhaul.cluster.NodeId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Updates by this node of states that other nodes own. */
final class ForeignUpdates {

    private final Map<String, ForeignState> states = new ConcurrentHashMap<>();
    private final StateLookup lookup;
    private final StateStore store;
    private final ThisNode node;
    private final StateJson json;
    private final AtomicLong numbers = new AtomicLong();

    ForeignUpdates(StateLookup lookup, StateStore store, ThisNode node, StateJson json) {
        this.lookup = lookup;
        this.store = store;
        this.node = node;
        this.json = json;
    }

    /**
     * Applies the function on the owner of the state and waits for it.
     *
     * @throws StateOwnedElsewhereException when the owner is not seen, or leaves, or does not answer
     * @throws UnknownStateException when there is no such state, or it is over
     */
    <T extends Record> T update(StateKey key, Class<T> type, UnaryOperator<T> change) {
        StateEnvelope target = lookup.require(key);
        while (true) {
            try {
                return update(target, type, change);
            } catch (UnknownStateException gone) {
                StateEnvelope there = lookup.visible(key);
                if (there == null || there.instance().equals(target.instance())) {
                    throw gone;
                }
                // superseded meanwhile: the update is meant for the key, not for one state under it
                target = there;
            }
        }
    }

    private <T extends Record> T update(StateEnvelope target, Class<T> type, UnaryOperator<T> change) {
        NodeId owner = target.owner();
        if (!node.present().test(owner.incarnation())) {
            throw StateOwnedElsewhereException.ownerNotSeen(target.key(), owner);
        }
        while (true) {
            ForeignState state = states.computeIfAbsent(
                    target.instance(), started -> new ForeignState(target, store, node, json, numbers));
            ForeignChange mine = new ForeignChange(before -> change.apply(type.cast(before)));
            if (state.update(mine, type)) {
                return type.cast(mine.result());
            }
            states.remove(target.instance(), state);
        }
    }

    /** Takes an answer that has arrived. On a thread of the cluster, so it only hands over. */
    void receive(UpdateEnvelope answer) {
        if (answer.node().equals(node.id().incarnation())) {
            ForeignState state = states.get(answer.instance());
            if (state != null) {
                state.receive(answer);
            }
        }
    }

    /** Forgets states that this node has not updated for a while. */
    void forgetIdle() {
        states.values().removeIf(ForeignState::retireIfIdle);
    }
}
