package dev.longhaul.asyncstate;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The states that this node owns: by key the one that is current, and by instance all of which something is still to be
 * written, so also those that were removed or superseded a moment ago.
 */
final class OwnedStates {

    private final Map<StateKey, StoredCopy> current = new ConcurrentHashMap<>();
    private final Map<String, StoredCopy> all = new ConcurrentHashMap<>();

    /** Makes the copy the current one of its key; answers the one it takes the place of. */
    @Nullable
    StoredCopy add(StoredCopy copy) {
        all.put(copy.state().instance(), copy);
        return current.put(copy.state().key(), copy);
    }

    @Nullable
    OwnedState find(StateKey key) {
        StoredCopy copy = current.get(key);
        return copy == null ? null : copy.state();
    }

    /** Epoch of the current state under the key; 0 without one. */
    long epochOf(StateKey key) {
        StoredCopy copy = current.get(key);
        return copy == null ? 0 : copy.epoch();
    }

    @Nullable
    OwnedState findInstance(String instance) {
        StoredCopy copy = all.get(instance);
        return copy == null ? null : copy.state();
    }

    @Nullable
    StoredCopy findCopy(String instance) {
        return all.get(instance);
    }

    Collection<StoredCopy> currentOnes() {
        return current.values();
    }

    Collection<StoredCopy> all() {
        return all.values();
    }

    void forget(StoredCopy copy) {
        current.remove(copy.state().key(), copy);
        all.remove(copy.state().instance());
    }
}
