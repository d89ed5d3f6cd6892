package dev.longhaul.asyncstate;

import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.cancellation.CancellationReason;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Shared state of long-running work: the node that does the work creates and updates it; every node reads it and may
 * cancel the work through it.
 *
 * <p>A state is a public record, found by its type and an optional name. It is never changed in place: an update
 * returns a new record. It travels as JSON, so it holds what JSON-B can write.
 *
 * <p>The node that creates a state owns it. What the owner does is visible on that node at once, and on the others
 * within the flush interval (250 ms) and a network round trip; of many updates in between they see the last one. No
 * method waits for another node, so a frozen or slow peer holds up no caller. The one exception is {@link #update} on a
 * node that does not own the state. Safe for any number of threads.
 *
 * <p>Every node of the cluster is trusted here, because no database decides. A node that holds the cluster's key can
 * write any value under any key, cancel any work in the name of any actor, and supersede or remove any state. So take a
 * value or an actor from here for display only. Where it matters who asked, record that in a database first, as
 * {@code dev.longhaul.run} does, and let the owner check it there. An entry that is not a state counts as absent.
 */
public final class AsyncState {

    private static final System.Logger LOG = System.getLogger(AsyncState.class.getName());

    private final StateTypes types = new StateTypes();
    private final StateLookup lookup;
    private final StateJson json;
    private final StateLifecycle lifecycle;
    private final CancelRequests cancels;
    private final ForeignUpdates foreignUpdates;
    private final Runnable wakeFlush;

    AsyncState(
            StateLookup lookup,
            StateJson json,
            StateLifecycle lifecycle,
            CancelRequests cancels,
            ForeignUpdates foreignUpdates,
            Runnable wakeFlush) {
        this.lookup = lookup;
        this.json = json;
        this.lifecycle = lifecycle;
        this.cancels = cancels;
        this.foreignUpdates = foreignUpdates;
        this.wakeFlush = wakeFlush;
    }

    /**
     * Creates a state that this node owns. A live state under the same key, on whichever node, is superseded: its
     * source is cancelled with {@code SUPERSEDED} and its owner can no longer update it; unless the options say to
     * refuse. Of two creates at the same time the one that reaches the cluster later stays.
     *
     * <p>Where a cancel waits for this state (see {@link #cancel(Class, String, CancellationReason, Duration)}), the
     * source of the options is cancelled before this returns, on this thread.
     *
     * @param name to tell several states of a type apart; null for the only one
     * @throws StateTooLargeException when its JSON is longer than the limit
     * @throws StateExistsException when the options refuse and a live state is known here
     * @throws IllegalArgumentException when it cannot be written as JSON, the name is empty or longer than 200
     *     characters, or the name of the type is taken by another class
     */
    public <T extends Record> void create(T state, @Nullable String name, StateOptions options) {
        StateKey key = types.key(state.getClass(), name);
        json.write(key, state);
        lifecycle.create(key, state, options);
        wakeFlush.run();
    }

    /** Whether {@link #find} would return a state now. */
    public boolean contains(Class<?> type, @Nullable String name) {
        StateKey key = types.key(type, name);
        LocalState own = lookup.own(key);
        return own == null ? lookup.visible(key) != null : own.isReadable();
    }

    /**
     * The state under this key: on its owner the newest, elsewhere what has arrived here. It is still there after its
     * work has ended, until its lifespan is over. Reading does not prolong the lifespan.
     *
     * @throws IllegalStateException when what another version wrote cannot be read as this type
     */
    public <T extends Record> Optional<T> find(Class<T> type, @Nullable String name) {
        StateKey key = types.key(type, name);
        LocalState own = lookup.own(key);
        if (own != null) {
            return own.isReadable() ? Optional.of(type.cast(own.value().get())) : Optional.empty();
        }
        StateEnvelope envelope = lookup.visible(key);
        return envelope == null ? Optional.empty() : Optional.of(json.read(key, envelope.json(), type));
    }

    /**
     * Every state of the type by name, the one without a name under the empty text. Reads as {@link #find} does, but
     * leaves out and logs what cannot be read as this type.
     */
    public <T extends Record> Map<String, T> all(Class<T> type) {
        String typeName = types.nameOf(type);
        Map<String, T> found = new TreeMap<>();
        for (StateEnvelope envelope : lookup.allVisible(typeName)) {
            try {
                found.put(envelope.name(), json.read(envelope.key(), envelope.json(), type));
            } catch (IllegalStateException unreadable) {
                LOG.log(Level.DEBUG, "left out: {0}", unreadable.getMessage());
            }
        }
        for (LocalState own : lookup.readableOwn(typeName)) {
            found.put(own.key().name(), type.cast(own.value().get()));
        }
        return found;
    }

    /**
     * Applies the function to the state under this key; restarts its lifespan. Updates of all nodes have one order, so
     * none is lost and none applied twice.
     *
     * <p>On the node that created it: visible here at once, elsewhere soon. Costs a few memory accesses, so it may be
     * called for every row, and never waits for the cluster. While another node updates the same state, it may let that
     * update go first, for 20 ms as a rule.
     *
     * <p>On any other node: the owner decides, and this waits for it, about three messages long and at most 10 s; an
     * interrupt does not shorten that and stays set. Every node has the new state when this returns. The function may
     * be called on the thread of another caller that updates the same state.
     *
     * @param change must have no side effects, for it is called again when another update came between; what it throws
     *     reaches the caller, and the earlier value stays
     * @return the new state
     * @throws StateOwnedElsewhereException when another node owns the state and is not seen from here, or is lost
     *     before it answers
     * @throws UnknownStateException when there is no such state (never created, removed, expired)
     * @throws StateTooLargeException on another node than the owner, when the new state is too large. On the owner a
     *     state that grows too large stays there, is logged, and the other nodes keep the earlier one
     * @throws NullPointerException when the function returns null; the earlier value stays
     */
    public <T extends Record> T update(Class<T> type, @Nullable String name, UnaryOperator<T> change) {
        Objects.requireNonNull(change, "change");
        StateKey key = types.key(type, name);
        LocalState own = lookup.own(key);
        return own == null ? foreignUpdates.update(key, type, change) : updateReadable(own, type, change);
    }

    /**
     * Does what {@link #update} does, for work that publishes its own progress, but only on the node that created the
     * state. So it never asks another node, and work that has lost its state to newer work on another node does not
     * write into that.
     *
     * @throws StateOwnedElsewhereException when another node owns the state
     */
    public <T extends Record> T updateOwned(Class<T> type, @Nullable String name, UnaryOperator<T> change) {
        Objects.requireNonNull(change, "change");
        StateKey key = types.key(type, name);
        LocalState own = lookup.own(key);
        if (own == null) {
            throw StateOwnedElsewhereException.notOwner(key, lookup.require(key).owner());
        }
        return updateReadable(own, type, change);
    }

    private static <T extends Record> T updateReadable(LocalState own, Class<T> type, UnaryOperator<T> change) {
        if (!own.isReadable()) {
            throw new UnknownStateException(own.key());
        }
        return own.value().update(type, change);
    }

    /**
     * Removes the state, from any node; the work behind it is not cancelled. On this node the state disappears at once,
     * elsewhere soon, and it does not come back.
     *
     * @return whether there was one
     */
    public boolean remove(Class<?> type, @Nullable String name) {
        boolean removed = lifecycle.remove(types.key(type, name));
        wakeFlush.run();
        return removed;
    }

    /**
     * Does what {@link #remove} does, for work that clears up after itself, but only to a state that this node created
     * and owns. So work that has lost its state to newer work on another node does not remove that.
     *
     * @return whether there was one
     */
    public boolean removeOwned(Class<?> type, @Nullable String name) {
        return lookup.own(types.key(type, name)) != null && remove(type, name);
    }

    /**
     * Asks the work behind a state to stop, from any node: the source that its owner attached is cancelled, on a thread
     * of the owner's. Returns at once. The first request stays; a later one changes nothing. A request that cannot be
     * written now is written again until the cluster has it.
     *
     * @return tells how far the first request has come; without a receipt when there is no such state or its work has
     *     ended
     */
    public RequestedCancel cancel(Class<?> type, @Nullable String name, CancellationReason reason) {
        Objects.requireNonNull(reason, "reason");
        return cancels.request(types.key(type, name), reason);
    }

    /**
     * Does what {@link #cancel(Class, String, CancellationReason)} does. But when there is no such state, or its work
     * has ended, the request waits for the next one under this key that has a source, on whichever node: that source is
     * cancelled when the state is created, and the request is used up. Of several requests that wait under a key the
     * first stays.
     *
     * @param keepFor how long it waits; afterwards it cancels nothing and has no receipt
     * @throws IllegalArgumentException when that is less than a millisecond or more than a year
     */
    public RequestedCancel cancel(Class<?> type, @Nullable String name, CancellationReason reason, Duration keepFor) {
        Objects.requireNonNull(reason, "reason");
        return cancels.requestOrKeep(types.key(type, name), reason, keepFor);
    }

    /**
     * Tells of the first cancel of the state under this key, on whichever node it was asked for: who, when, and how far
     * it has come. Also after the work has ended, for the lifespan of the state.
     *
     * @return empty as long as the state is not cancelled, and when there is none
     */
    public Optional<CancelReceipt> cancelReceipt(Class<?> type, @Nullable String name) {
        return cancels.receipt(types.key(type, name));
    }

    /**
     * How far the life of a state has come: tells one that ended, expired or was removed from one that never was. Empty
     * when nothing is known, also when that was so long ago that even its trace has expired.
     */
    public Optional<StatePhase> phase(Class<?> type, @Nullable String name) {
        return lookup.phase(types.key(type, name));
    }
}
