package dev.longhaul.asyncstate;

import dev.longhaul.cancellation.CancellationReason;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Cancels that came before the state they are meant for. Each waits under the key of that state for as long as its
 * sender said, and is used on one state: the next with a source under that key, on whichever node.
 */
final class KeptCancels {

    private final StateStore store;
    private final StateNode node;
    private final OutgoingRequests outgoing;
    private final Map<String, CancelEnvelope> usedHere = new ConcurrentHashMap<>();

    KeptCancels(StateStore store, StateNode node, OutgoingRequests outgoing) {
        this.store = store;
        this.node = node;
        this.outgoing = outgoing;
    }

    /** Keeps the request; an earlier one that waits stays in its place. */
    CancelReceipt keep(StateKey key, CancellationReason reason, Duration keepFor) {
        CancelEnvelope asked = CancelEnvelope.kept(key, reason, node.id().name(), keepFor.toMillis());
        CancelEnvelope there = find(key);
        if (there == null) {
            outgoing.keep(asked);
        }
        long begun = node.now();
        AtomicReference<String> user = new AtomicReference<>("");
        return new CancelReceipt(() -> {
            CancelEnvelope kept = store.readCancel(asked.instance());
            if (kept != null && kept.isUsed()) {
                // remembered: a later request may take the place of this one under the key
                user.compareAndSet("", kept.usedBy());
            }
            String instance = Objects.requireNonNull(user.get());
            if (!instance.isEmpty()) {
                CancelEnvelope used = store.readCancel(instance);
                return used == null ? asked : used;
            }
            boolean over = kept == null && node.now() - begun > keepFor.toNanos();
            return over ? null : Objects.requireNonNullElse(kept, asked);
        });
    }

    /** The request that waits for a state under this key. */
    @Nullable
    CancelEnvelope find(StateKey key) {
        CancelEnvelope kept = store.readCancel(CancelEnvelope.keptKey(key));
        boolean waits = kept != null && !kept.isUsed() && !kept.equals(usedHere.get(kept.instance()));
        return waits ? kept : null;
    }

    /** Uses up the request on this state. False when another thread of this node was faster. */
    boolean use(CancelEnvelope kept, OwnedState state) {
        // on this node at once, on the others when the cluster has it
        CancelEnvelope before = usedHere.put(kept.instance(), kept);
        if (kept.equals(before)) {
            return false;
        }
        outgoing.use(kept, state.instance());
        outgoing.cancel(state.instance(), kept.reason(), state.lifespanMillis());
        return true;
    }

    /** Forgets what every node knows by now. */
    void forgetUsed() {
        usedHere.entrySet().removeIf(used -> !used.getValue().equals(store.readCancel(used.getKey())));
    }
}
