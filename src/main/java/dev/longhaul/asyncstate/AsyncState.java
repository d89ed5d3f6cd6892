package dev.longhaul.asyncstate;

import dev.longhaul.asyncstate.CancelReceipt.Stage;
import dev.longhaul.cancellation.CancellationReason;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Shared state of work that goes on for long: the node that does the work creates and updates it, every node reads it
 * and may cancel the work through it.
 *
 * <p>A state is a public record, found by its type and an optional name. It is never changed in place: an update
 * answers a new record. It travels as JSON, so it holds what JSON-B can write.
 *
 * <p>The node that creates a state owns it. What the owner does is visible on that node at once and on the others
 * within the flush interval (250 ms) and a network round trip; of many updates in between they see the last one. No
 * method waits for another node, so a frozen or slow peer holds up nobody; the one exception is {@link #update} on a
 * node that does not own the state. Safe for any number of threads.
 */
public final class AsyncState {

    private static final Duration LONGEST_KEPT = Duration.ofDays(365);

    private final StateStore store;
    private final StateNode node;
    private final StateSettings settings;
    private final StateJson json;
    private final StateTypes types = new StateTypes();
    private final OwnedStates owned = new OwnedStates();
    private final CancelDispatch dispatch;
    private final OutgoingRequests outgoing;
    private final KeptCancels kept;
    private final CancelDelivery cancels;
    private final StateFlush flush;
    private final IncomingUpdates incomingUpdates;
    private final OutgoingUpdates outgoingUpdates;
    private volatile Runnable wakeFlush = () -> {};

    AsyncState(StateStore store, StateNode node, StateSettings settings, StateJson json) {
        this.store = store;
        this.node = node;
        this.settings = settings;
        this.json = json;
        this.dispatch = new CancelDispatch(node);
        this.outgoing = new OutgoingRequests(store, node, settings.lifespan());
        this.kept = new KeptCancels(store, node, outgoing);
        this.cancels = new CancelDelivery(owned, store, dispatch, outgoing, kept);
        this.flush = new StateFlush(owned, store, node, settings, json, cancels);
        this.incomingUpdates = new IncomingUpdates(owned, store, node, json);
        this.outgoingUpdates = new OutgoingUpdates(store, node, json);
        dispatch.afterDelivery(cancels::tellStages);
        incomingUpdates.publishBy(flush::publish);
        flush.afterWrite(incomingUpdates::written);
        store.onCancel(this::receive);
        store.onUpdate(this::receive);
    }

    // On a thread of the cluster, as the next one: looks and hands over.
    private void receive(CancelEnvelope request) {
        if (request.isKept()) {
            wakeFlush();
        } else {
            cancels.receive(request);
        }
    }

    private void receive(UpdateEnvelope said) {
        if (said.isQuestion()) {
            incomingUpdates.offer(said);
        } else {
            outgoingUpdates.receive(said);
        }
    }

    /** How many states are in memory, those included of which something is still to be written. */
    int ownedCount() {
        return owned.all().size();
    }

    CancelDispatch dispatch() {
        return dispatch;
    }

    /** One round of the flush, which also forgets what is no longer needed. */
    void tick() {
        flush.tick();
        outgoingUpdates.forgetIdle();
    }

    StateFlush flush() {
        return flush;
    }

    IncomingUpdates incomingUpdates() {
        return incomingUpdates;
    }

    void wakeFlushBy(Runnable wake) {
        wakeFlush = wake;
    }

    private void wakeFlush() {
        wakeFlush.run();
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
        long lifespanMillis = options.lifespanMillis(settings.lifespan());
        OwnedState created = new OwnedState(key, state, options, lifespanMillis, node);
        add(created);
        CancelEnvelope waiting = created.canBeCancelled() ? kept.find(key) : null;
        if (waiting != null && kept.use(waiting, created)) {
            created.cancel(waiting.reason(), node.nowMillis());
        }
        wakeFlush();
    }

    private synchronized void add(OwnedState created) {
        StateKey key = created.key();
        StateEnvelope seen = store.read(key);
        OwnedState previous = own(key);
        if (created.yieldsToLive()) {
            requireNoneLive(key, previous, seen);
        }
        long epochSeen = Math.max(seen == null ? 0 : seen.epoch(), owned.epochOf(key));
        owned.add(new StoredCopy(created, store, node, epochSeen + 1, this::supersedeForeign));
        if (previous != null) {
            boolean wasReadable = previous.isReadable();
            // one that was removed too: its tombstone, if not written yet, must not take the place of this one
            previous.supersede();
            if (wasReadable) {
                dispatch.offer(previous, CancelDelivery.superseded(key));
            }
        } else if (seen != null && seen.isReadable()) {
            supersedeForeign(seen);
        }
    }

    private void requireNoneLive(StateKey key, @Nullable OwnedState previous, @Nullable StateEnvelope seen) {
        if (previous != null && previous.isReadable() && previous.phase() == StatePhase.RUNNING) {
            throw new StateExistsException(key, node.id());
        }
        if (previous == null && seen != null && isVisible(seen) && node.isLive(seen)) {
            throw new StateExistsException(key, seen.owner());
        }
    }

    private void supersedeForeign(StateEnvelope found) {
        if (!isOwn(found)) {
            outgoing.cancel(found.instance(), CancelDelivery.superseded(found.key()), found.lifespanMillis());
        }
    }

    /** Whether {@link #find} would answer a state now. */
    public boolean contains(Class<?> type, @Nullable String name) {
        StateKey key = types.key(type, name);
        OwnedState own = own(key);
        return own == null ? visible(key) != null : own.isReadable();
    }

    /**
     * The state under this key: on its owner the newest, elsewhere what has arrived here. It is still there after its
     * work has ended, until its lifespan is over. Reading does not prolong the lifespan.
     *
     * @throws IllegalStateException when what another version wrote cannot be read as this type
     */
    public <T extends Record> Optional<T> find(Class<T> type, @Nullable String name) {
        StateKey key = types.key(type, name);
        OwnedState own = own(key);
        if (own != null) {
            return own.isReadable() ? Optional.of(type.cast(own.value())) : Optional.empty();
        }
        StateEnvelope envelope = visible(key);
        return envelope == null ? Optional.empty() : Optional.of(json.read(key, envelope.json(), type));
    }

    /**
     * Every state of the type by name, the one without a name under the empty text; as {@link #find} would answer each.
     */
    public <T extends Record> Map<String, T> all(Class<T> type) {
        String typeName = types.nameOf(type);
        Map<String, T> found = new TreeMap<>();
        for (StateEnvelope envelope : store.readAll(typeName)) {
            if (isVisible(envelope)) {
                found.put(envelope.name(), json.read(envelope.key(), envelope.json(), type));
            }
        }
        for (StoredCopy copy : owned.currentOnes()) {
            OwnedState own = copy.state();
            if (own.key().type().equals(typeName) && own.isReadable()) {
                found.put(own.key().name(), type.cast(own.value()));
            }
        }
        return found;
    }

    /**
     * Applies the function to the state under this key; restarts its lifespan. Updates of all nodes have one order, so
     * none is lost and none applied twice.
     *
     * <p>On the node that created it: visible here at once, elsewhere soon. Costs a few memory accesses, so it may be
     * called for every row, and never waits for the cluster; while another node updates the same state it may let that
     * one go first, for 20 ms as a rule.
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
     * @throws NullPointerException when the function answers null; the earlier value stays
     */
    public <T extends Record> T update(Class<T> type, @Nullable String name, UnaryOperator<T> change) {
        Objects.requireNonNull(change, "change");
        StateKey key = types.key(type, name);
        OwnedState own = own(key);
        return own == null ? updateForeign(key, type, change) : updateOwn(own, type, change);
    }

    /**
     * As {@link #update}, for work that publishes its own progress: on the node that created the state and nowhere
     * else, so it never asks another node, and work that has lost its state to newer work on another node does not
     * write into that.
     *
     * @throws StateOwnedElsewhereException when another node owns the state
     */
    public <T extends Record> T updateOwned(Class<T> type, @Nullable String name, UnaryOperator<T> change) {
        Objects.requireNonNull(change, "change");
        StateKey key = types.key(type, name);
        OwnedState own = own(key);
        if (own == null) {
            throw StateOwnedElsewhereException.notOwner(key, requireVisible(key).owner());
        }
        return updateOwn(own, type, change);
    }

    private static <T extends Record> T updateOwn(OwnedState own, Class<T> type, UnaryOperator<T> change) {
        if (!own.isReadable()) {
            throw new UnknownStateException(own.key());
        }
        return own.update(type, change);
    }

    private <T extends Record> T updateForeign(StateKey key, Class<T> type, UnaryOperator<T> change) {
        StateEnvelope target = requireVisible(key);
        while (true) {
            try {
                return outgoingUpdates.update(target, type, change);
            } catch (UnknownStateException gone) {
                StateEnvelope there = visible(key);
                if (there == null || there.instance().equals(target.instance())) {
                    throw gone;
                }
                // superseded meanwhile: the update is meant for the key, not for one state under it
                target = there;
            }
        }
    }

    private StateEnvelope requireVisible(StateKey key) {
        StateEnvelope envelope = visible(key);
        if (envelope == null) {
            throw new UnknownStateException(key);
        }
        return envelope;
    }

    /**
     * Removes the state, from any node; work behind it is not cancelled. On this node it is gone at once, elsewhere
     * soon, and it does not come back.
     *
     * @return whether there was one
     */
    public boolean remove(Class<?> type, @Nullable String name) {
        StateKey key = types.key(type, name);
        OwnedState own = own(key);
        if (own != null) {
            boolean removed = own.isReadable() && own.advance(StatePhase.REMOVED, node.nowMillis());
            wakeFlush();
            return removed;
        }
        StateEnvelope envelope = visible(key);
        if (envelope == null) {
            return false;
        }
        outgoing.remove(envelope);
        return true;
    }

    /**
     * As {@link #remove}, for work that clears up behind itself: only what this node created and owns, so that work
     * which has lost its state to newer work on another node does not remove that.
     *
     * @return whether there was one
     */
    public boolean removeOwned(Class<?> type, @Nullable String name) {
        return own(types.key(type, name)) != null && remove(type, name);
    }

    /**
     * Asks the work behind a state to stop, from any node: the source that its owner attached is cancelled, on a thread
     * of the owner's. Returns at once. The first request stays; a later one changes nothing. A request that cannot be
     * written now is written again until the cluster has it.
     *
     * @return how far the first request has come; {@link Stage#NOT_FOUND} when there is no such state or its work has
     *     ended
     */
    public CancelReceipt cancel(Class<?> type, @Nullable String name, CancellationReason reason) {
        Objects.requireNonNull(reason, "reason");
        CancelReceipt receipt = cancelLive(types.key(type, name), reason);
        return receipt == null ? new CancelReceipt(() -> null) : receipt;
    }

    /**
     * As {@link #cancel(Class, String, CancellationReason)}; but when there is no such state, or its work has ended,
     * the request waits for the next one under this key that has a source, on whichever node: that source is cancelled
     * when the state is created, and the request is used up. Of several requests that wait under a key the first stays.
     *
     * @param keepFor how long it waits; afterwards it cancels nothing and its receipt says {@link Stage#NOT_FOUND}
     * @throws IllegalArgumentException when that is less than a millisecond or more than a year
     */
    public CancelReceipt cancel(Class<?> type, @Nullable String name, CancellationReason reason, Duration keepFor) {
        Objects.requireNonNull(reason, "reason");
        StateKey key = types.key(type, name);
        if (keepFor.compareTo(Duration.ofMillis(1)) < 0 || keepFor.compareTo(LONGEST_KEPT) > 0) {
            throw new IllegalArgumentException(
                    "a cancel of state " + key + " may be kept for PT0.001S to " + LONGEST_KEPT + ", not " + keepFor);
        }
        CancelReceipt receipt = cancelLive(key, reason);
        return receipt == null ? kept.keep(key, reason, keepFor) : receipt;
    }

    private @Nullable CancelReceipt cancelLive(StateKey key, CancellationReason reason) {
        OwnedState own = own(key);
        if (own != null) {
            if (own.phase() != StatePhase.RUNNING) {
                return null;
            }
            dispatch.offer(own, reason);
            return outgoing.cancel(own.instance(), reason, own.lifespanMillis());
        }
        StateEnvelope envelope = visible(key);
        if (envelope == null || envelope.phaseStored() != StatePhase.RUNNING) {
            return null;
        }
        return outgoing.cancel(envelope.instance(), reason, envelope.lifespanMillis());
    }

    /**
     * Tells of the cancel of the state under this key that somebody gave earlier, on whichever node: who, when, and how
     * far it has come; also after the work has ended, for the lifespan of the state. {@link Stage#NOT_FOUND} as long as
     * nobody has cancelled it.
     */
    public CancelReceipt cancelReceipt(Class<?> type, @Nullable String name) {
        StateKey key = types.key(type, name);
        OwnedState own = own(key);
        StateEnvelope envelope = own == null ? store.read(key) : null;
        if (own == null && envelope == null) {
            return new CancelReceipt(() -> null);
        }
        String instance = envelope == null ? Objects.requireNonNull(own).instance() : envelope.instance();
        return new CancelReceipt(() -> store.readCancel(instance));
    }

    /**
     * How far the life of a state has come: tells one that ended, expired or was removed from one that never was. Empty
     * when nothing is known, also when that was so long ago that even its trace has expired.
     */
    public Optional<StatePhase> phase(Class<?> type, @Nullable String name) {
        StateKey key = types.key(type, name);
        OwnedState own = own(key);
        if (own != null) {
            return Optional.of(own.phase());
        }
        StateEnvelope envelope = store.read(key);
        if (envelope == null) {
            return Optional.empty();
        }
        StatePhase phase = envelope.phaseStored();
        boolean lost = phase == StatePhase.RUNNING && !node.present().test(envelope.ownerIncarnation());
        return Optional.of(lost ? StatePhase.OWNER_LOST : phase);
    }

    /** Writes everything to the cluster and waits for it; for the stop of the application. */
    boolean flushWithin(Duration longest) {
        try {
            return flush.awaitQuiet(longest);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The state that this node owns under the key; null also when another create has taken the key. */
    private @Nullable OwnedState own(StateKey key) {
        OwnedState own = owned.find(key);
        return own == null || own.isSuperseded() ? null : own;
    }

    private @Nullable StateEnvelope visible(StateKey key) {
        StateEnvelope envelope = store.read(key);
        return envelope != null && isVisible(envelope) ? envelope : null;
    }

    private boolean isVisible(StateEnvelope envelope) {
        // what this node owned and no longer has in memory is gone, whatever the cluster has not heard yet
        return envelope.isReadable() && !outgoing.isRemoved(envelope.instance()) && !isOwn(envelope);
    }

    private boolean isOwn(StateEnvelope envelope) {
        return envelope.ownerIncarnation().equals(node.id().incarnation());
    }
}
