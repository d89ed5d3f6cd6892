package dev.longhaul.asyncstate;

import dev.longhaul.cluster.NodeId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** This node's updates of states that other nodes own. */
final class OutgoingUpdates {

    private final Map<String, ForeignState> states = new ConcurrentHashMap<>();
    private final StateStore store;
    private final StateNode node;
    private final StateJson json;
    private final AtomicLong numbers = new AtomicLong();

    OutgoingUpdates(StateStore store, StateNode node, StateJson json) {
        this.store = store;
        this.node = node;
        this.json = json;
    }

    /**
     * Applies the function on the owner of the state and waits for it.
     *
     * @throws StateOwnedElsewhereException when the owner is not seen, or leaves, or does not answer
     * @throws UnknownStateException when the state is over
     */
    <T extends Record> T update(StateEnvelope target, Class<T> type, UnaryOperator<T> change) {
        NodeId owner = target.owner();
        if (!node.present().test(owner.incarnation())) {
            throw StateOwnedElsewhereException.ownerNotSeen(target.key(), owner);
        }
        while (true) {
            ForeignState state = states.computeIfAbsent(
                    target.instance(), started -> new ForeignState(target, store, node, json, numbers));
            ForeignUpdate mine = new ForeignUpdate(before -> change.apply(type.cast(before)));
            if (state.update(mine, type)) {
                return type.cast(mine.result());
            }
            states.remove(target.instance(), state);
        }
    }

    /** An answer has arrived; on a thread of the cluster. */
    void receive(UpdateEnvelope answer) {
        if (answer.node().equals(node.id().incarnation())) {
            ForeignState state = states.get(answer.instance());
            if (state != null) {
                state.receive(answer);
            }
        }
    }

    /** Forgets what has not been updated from here for a while. */
    void forgetIdle() {
        states.values().removeIf(ForeignState::retireIfIdle);
    }
}
