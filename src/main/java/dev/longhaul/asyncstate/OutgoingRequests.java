package dev.longhaul.asyncstate;

import dev.longhaul.cancellation.CancellationReason;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this node asks of states that it may not own: to be cancelled, to be removed. Each is written at once and again
 * by every flush until the cluster has it, because a write that timed out is unknown and a cancel is never lost.
 */
final class OutgoingRequests {

    private static final System.Logger LOG = System.getLogger(OutgoingRequests.class.getName());

    private static final String CANCEL = "cancel ";
    private static final String KEEP = "keep the cancel ";
    private static final String USE = "use the kept cancel on ";
    private static final String REMOVE = "remove ";

    private final StateStore store;
    private final StateNode node;
    private final Duration giveUpAfter;
    private final Map<String, Request> requests = new ConcurrentHashMap<>();

    OutgoingRequests(StateStore store, StateNode node, Duration giveUpAfter) {
        this.store = store;
        this.node = node;
        this.giveUpAfter = giveUpAfter;
    }

    /**
     * Asks for the cancellation of one instance of a state; the first request stays.
     *
     * @param lifespanOfState in milliseconds, -1 for ever: the request is kept no shorter than a tombstone
     */
    CancelReceipt cancel(String instance, CancellationReason reason, long lifespanOfState) {
        long lifespan = Math.max(lifespanOfState, giveUpAfter.toMillis());
        CancelEnvelope asked = CancelEnvelope.of(instance, reason, node.id().name(), lifespan);
        if (store.readCancel(instance) == null) {
            begin(new Request(CANCEL + instance, () -> store.insertCancel(asked).thenApply(earlier -> true)));
        }
        return new CancelReceipt(() -> {
            CancelEnvelope known = store.readCancel(instance);
            return known == null ? asked : known;
        });
    }

    /** Puts a request where a state to come finds it, unless one waits there. */
    void keep(CancelEnvelope asked) {
        begin(new Request(KEEP + asked.instance(), () -> store.insertCancel(asked)
                .thenCompose(earlier -> earlier.filter(CancelEnvelope::isUsed)
                        .map(used -> store.replaceCancel(used, asked))
                        .orElse(CompletableFuture.completedStage(true)))));
    }

    /** Says that a request that was kept is used up. */
    void use(CancelEnvelope kept, String instance) {
        CancelEnvelope used = kept.usedBy(instance, giveUpAfter.toMillis());
        begin(new Request(
                USE + instance,
                () -> kept.equals(store.readCancel(kept.instance()))
                        ? store.replaceCancel(kept, used)
                        : CompletableFuture.completedStage(true)));
    }

    /** Whether a cancel is still on its way to the cluster. */
    boolean isCancelPending(String instance) {
        return requests.containsKey(CANCEL + instance);
    }

    /** Puts a tombstone in the place of the state, unless another create took that place. */
    void remove(StateEnvelope target) {
        begin(new Request(REMOVE + target.instance(), () -> attemptRemoval(target)));
    }

    private CompletionStage<Boolean> attemptRemoval(StateEnvelope target) {
        StateEnvelope there = store.read(target.key());
        if (there == null || !there.instance().equals(target.instance()) || !there.isReadable()) {
            return CompletableFuture.completedStage(true);
        }
        return store.replace(there, there.removed(giveUpAfter.toMillis()));
    }

    boolean isRemoved(String instance) {
        return requests.containsKey(REMOVE + instance);
    }

    private void begin(Request request) {
        if (requests.putIfAbsent(request.id, request) == null) {
            attempt(request);
        }
    }

    void retry() {
        requests.values().forEach(this::attempt);
    }

    boolean isQuiet() {
        return requests.isEmpty();
    }

    private void attempt(Request request) {
        if (!request.begin()) {
            return;
        }
        try {
            request.write.get().whenComplete((done, failure) -> {
                request.end();
                if (failure == null && done) {
                    requests.remove(request.id, request);
                } else {
                    giveUpIfTooOld(request, failure);
                }
            });
        } catch (RuntimeException refused) {
            request.end();
            giveUpIfTooOld(request, refused);
        }
    }

    private void giveUpIfTooOld(Request request, @Nullable Throwable failure) {
        LOG.log(Level.DEBUG, "could not " + request.id + " yet", failure);
        if (node.now() - request.sinceNanos > giveUpAfter.toNanos()) {
            requests.remove(request.id, request);
            LOG.log(Level.WARNING, "gave up to {0} after {1}", request.id, giveUpAfter);
        }
    }

    private final class Request {

        private final String id;
        private final Supplier<CompletionStage<Boolean>> write;
        private final long sinceNanos = node.now();
        private boolean underWay;

        Request(String id, Supplier<CompletionStage<Boolean>> write) {
            this.id = id;
            this.write = write;
        }

        synchronized boolean begin() {
            boolean free = !underWay;
            underWay = true;
            return free;
        }

        synchronized void end() {
            underWay = false;
        }
    }
}
