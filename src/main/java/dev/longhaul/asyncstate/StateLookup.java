package dev.longhaul.asyncstate;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this node sees under a key: its own state, or otherwise what the cluster has sent here. */
final class StateLookup {

    private final StateStore store;
    private final ThisNode node;
    private final LocalStateIndex local;
    private final OutgoingRequests requests;

    StateLookup(StateStore store, ThisNode node, LocalStateIndex local, OutgoingRequests requests) {
        this.store = store;
        this.node = node;
        this.local = local;
        this.requests = requests;
    }

    /** The state that this node owns under the key; null also when another create has taken the key. */
    @Nullable
    LocalState own(StateKey key) {
        return local.find(key);
    }

    /** The readable states of this type that this node owns. */
    List<LocalState> readableOwn(String type) {
        return local.current().stream()
                .map(ReplicatedState::state)
                .filter(own -> own.key().type().equals(type) && own.isReadable())
                .toList();
    }

    /** The readable state of another node under the key. */
    @Nullable
    StateEnvelope visible(StateKey key) {
        StateEnvelope envelope = store.read(key);
        return envelope != null && isVisible(envelope) ? envelope : null;
    }

    /** The readable states of this type that other nodes own. */
    List<StateEnvelope> allVisible(String type) {
        return store.readAll(type).stream().filter(this::isVisible).toList();
    }

    /** @throws UnknownStateException when no state of another node is visible under the key */
    StateEnvelope require(StateKey key) {
        StateEnvelope envelope = visible(key);
        if (envelope == null) {
            throw new UnknownStateException(key);
        }
        return envelope;
    }

    /** Everything under the key, tombstones included. */
    @Nullable
    StateEnvelope read(StateKey key) {
        return store.read(key);
    }

    boolean isVisible(StateEnvelope envelope) {
        // what this node owned and no longer has in memory is over, whatever the cluster has not heard yet
        return envelope.isReadable() && !requests.isRemoved(envelope.instance()) && !node.owns(envelope);
    }

    Optional<StatePhase> phase(StateKey key) {
        LocalState own = own(key);
        if (own != null) {
            return Optional.of(own.phase());
        }
        StateEnvelope envelope = store.read(key);
        if (envelope == null) {
            return Optional.empty();
        }
        StatePhase phase = envelope.phaseStored();
        boolean lost = phase == StatePhase.RUNNING && !node.isLive(envelope);
        return Optional.of(lost ? StatePhase.OWNER_LOST : phase);
    }
}
