package dev.longhaul.asyncstate;

import dev.longhaul.cancellation.CancellationReason;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Cancels that were asked for before their state was created. Each waits under the state's key for as long as its
 * sender said. It is used once: on the next state under that key that has a source, on whichever node.
 */
final class KeptCancels {

    private final StateStore store;
    private final ThisNode node;
    private final OutgoingRequests requests;
    private final Map<String, CancelEnvelope> usedHere = new ConcurrentHashMap<>();

    KeptCancels(StateStore store, ThisNode node, OutgoingRequests requests) {
        this.store = store;
        this.node = node;
        this.requests = requests;
    }

    /** Keeps the request, unless an earlier one is waiting. */
    RequestedCancel keep(StateKey key, CancellationReason reason, Duration keepFor) {
        CancelEnvelope asked = CancelEnvelope.kept(key, reason, node.id().name(), keepFor.toMillis());
        CancelEnvelope there = find(key);
        if (there == null) {
            requests.keep(asked);
        }
        long begun = node.now();
        AtomicReference<String> user = new AtomicReference<>("");
        return new RequestedCancel(() -> {
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

    /** Uses up the request that waits for this state. Null when none does, or another thread was faster. */
    @Nullable
    CancelEnvelope take(LocalState state) {
        CancelEnvelope waiting = find(state.key());
        // on this node at once, on the others when the cluster has it
        if (waiting == null || waiting.equals(usedHere.put(waiting.instance(), waiting))) {
            return null;
        }
        requests.use(waiting, state.instance());
        requests.cancel(state.instance(), waiting.reason(), state.lifespanMillis());
        return waiting;
    }

    private @Nullable CancelEnvelope find(StateKey key) {
        CancelEnvelope there = store.readCancel(CancelEnvelope.keptKey(key));
        boolean waits = there != null && !there.isUsed() && !there.equals(usedHere.get(there.instance()));
        return waits ? there : null;
    }

    /** Forgets what every node knows by now. */
    void forgetUsed() {
        usedHere.entrySet().removeIf(used -> !used.getValue().equals(store.readCancel(used.getKey())));
    }
}
