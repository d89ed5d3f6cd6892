package dev.longhaul.asyncstate;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The states that this node owns: by key the current one, and by instance every one of which something is still to be
 * written, including states that were removed or superseded a moment ago.
 */
final class LocalStateIndex {

    private final StateStore store;
    private final ThisNode node;
    private final OutgoingRequests requests;
    private final Map<StateKey, ReplicatedState> current = new ConcurrentHashMap<>();
    private final Map<String, ReplicatedState> all = new ConcurrentHashMap<>();

    LocalStateIndex(StateStore store, ThisNode node, OutgoingRequests requests) {
        this.store = store;
        this.node = node;
        this.requests = requests;
    }

    /**
     * Makes the state the current one of its key.
     *
     * @param epochSeen that of whatever is seen under the key in the cluster; 0 for nothing
     */
    void add(LocalState state, long epochSeen) {
        ReplicatedState earlier = current.get(state.key());
        long epoch = 1 + Math.max(epochSeen, earlier == null ? 0 : earlier.epoch());
        ReplicatedState added = new ReplicatedState(state, store, node, requests, epoch);
        all.put(state.instance(), added);
        current.put(state.key(), added);
    }

    /** The state that this node owns under the key; null also when another create has taken the key. */
    @Nullable
    LocalState find(StateKey key) {
        ReplicatedState found = current.get(key);
        return found == null || found.state().isSuperseded() ? null : found.state();
    }

    @Nullable
    LocalState findInstance(String instance) {
        ReplicatedState found = all.get(instance);
        return found == null ? null : found.state();
    }

    @Nullable
    ReplicatedState findReplicated(LocalState state) {
        return all.get(state.instance());
    }

    Collection<ReplicatedState> current() {
        return current.values();
    }

    Collection<ReplicatedState> all() {
        return all.values();
    }

    void forget(ReplicatedState over) {
        current.remove(over.state().key(), over);
        all.remove(over.state().instance());
    }
}
