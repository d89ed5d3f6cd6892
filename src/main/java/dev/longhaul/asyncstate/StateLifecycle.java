package dev.longhaul.asyncstate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Creates and removes states, and decides which of two under one key lives. */
final class StateLifecycle {

    private final StateLookup lookup;
    private final LocalStateIndex local;
    private final ThisNode node;
    private final OutgoingRequests requests;
    private final CancelFollower cancels;
    private final Duration defaultLifespan;

    StateLifecycle(
            StateLookup lookup,
            LocalStateIndex local,
            ThisNode node,
            OutgoingRequests requests,
            CancelFollower cancels,
            Duration defaultLifespan) {
        this.lookup = lookup;
        this.local = local;
        this.node = node;
        this.requests = requests;
        this.cancels = cancels;
        this.defaultLifespan = defaultLifespan;
    }

    /** @throws StateExistsException when the options refuse and a live state is known here */
    void create(StateKey key, Record state, StateOptions options) {
        long lifespanMillis = options.lifespanMillis(defaultLifespan);
        LocalState created = new LocalState(key, state, options, lifespanMillis, node);
        add(created);
        cancels.cancelIfKept(created);
    }

    private synchronized void add(LocalState created) {
        StateKey key = created.key();
        StateEnvelope seen = lookup.read(key);
        LocalState previous = local.find(key);
        if (created.yieldsToLive()) {
            requireNoneLive(key, previous, seen);
        }
        local.add(created, seen == null ? 0 : seen.epoch());
        if (previous != null) {
            boolean wasReadable = previous.isReadable();
            // one that was removed too: its tombstone, if not written yet, must not replace the new state
            previous.supersede();
            if (wasReadable) {
                cancels.cancelSuperseded(previous);
            }
        } else if (seen != null && seen.isReadable()) {
            requests.supersede(seen);
        }
    }

    private void requireNoneLive(StateKey key, @Nullable LocalState previous, @Nullable StateEnvelope seen) {
        if (previous != null && previous.isReadable() && previous.phase() == StatePhase.RUNNING) {
            throw new StateExistsException(key, node.id());
        }
        if (previous == null && seen != null && lookup.isVisible(seen) && node.isLive(seen)) {
            throw new StateExistsException(key, seen.owner());
        }
    }

    /** Removes the state, here or on its owner. False when there is none. */
    boolean remove(StateKey key) {
        LocalState own = local.find(key);
        if (own != null) {
            return own.isReadable() && own.advance(StatePhase.REMOVED, node.nowMillis());
        }
        StateEnvelope envelope = lookup.visible(key);
        if (envelope == null) {
            return false;
        }
        requests.remove(envelope);
        return true;
    }
}
