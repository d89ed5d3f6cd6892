package dev.longhaul.asyncstate;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests of this node about states that it may not own: to cancel them, to remove them. Each is written at once, and
 * again by every flush until the cluster has it: a write that timed out is unknown, and a cancel is never lost.
 */
final class OutgoingRequests {

    private static final System.Logger LOG = System.getLogger(OutgoingRequests.class.getName());

    private static final String CANCEL = "cancel ";
    private static final String KEEP = "keep the cancel ";
    private static final String USE = "use the kept cancel on ";
    private static final String REMOVE = "remove ";

    private final StateStore store;
    private final ThisNode node;
    private final Duration giveUpAfter;
    private final Map<String, Request> requests = new ConcurrentHashMap<>();

    OutgoingRequests(StateStore store, ThisNode node, Duration giveUpAfter) {
        this.store = store;
        this.node = node;
        this.giveUpAfter = giveUpAfter;
    }

    /**
     * Asks for the cancellation of one instance of a state; the first request stays.
     *
     * @param lifespanOfState in milliseconds, -1 for forever: the request is kept no shorter than a tombstone
     */
    RequestedCancel cancel(String instance, CancellationReason reason, long lifespanOfState) {
        long lifespan = Math.max(lifespanOfState, giveUpAfter.toMillis());
        CancelEnvelope asked = CancelEnvelope.of(instance, reason, node.id().name(), lifespan);
        if (store.readCancel(instance) == null) {
            start(new Request(CANCEL + instance, () -> store.insertCancel(asked).thenApply(earlier -> true)));
        }
        return new RequestedCancel(() -> {
            CancelEnvelope known = store.readCancel(instance);
            return known == null ? asked : known;
        });
    }

    /** Cancels the work behind a state that a create on this node supersedes. */
    void supersede(StateEnvelope found) {
        if (!node.owns(found)) {
            cancel(found.instance(), superseded(found.key()), found.lifespanMillis());
        }
    }

    static CancellationReason superseded(StateKey key) {
        return CancellationReason.of(Kind.SUPERSEDED, "another state " + key + " took the place of this one");
    }

    /** Keeps a request for a state to be created, unless one waits for it already. */
    void keep(CancelEnvelope asked) {
        start(new Request(KEEP + asked.instance(), () -> store.insertCancel(asked)
                .thenCompose(earlier -> earlier.filter(CancelEnvelope::isUsed)
                        .map(used -> store.replaceCancel(used, asked))
                        .orElse(CompletableFuture.completedStage(true)))));
    }

    /** Marks a kept request as used up. */
    void use(CancelEnvelope kept, String instance) {
        CancelEnvelope used = kept.usedBy(instance, giveUpAfter.toMillis());
        start(new Request(
                USE + instance,
                () -> kept.equals(store.readCancel(kept.instance()))
                        ? store.replaceCancel(kept, used)
                        : CompletableFuture.completedStage(true)));
    }

    /** Whether a cancel is still on its way to the cluster. */
    boolean isCancelPending(String instance) {
        return requests.containsKey(CANCEL + instance);
    }

    /** Replaces the state by a tombstone, unless another create took its key. */
    void remove(StateEnvelope target) {
        start(new Request(REMOVE + target.instance(), () -> attemptRemoval(target)));
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

    private void start(Request request) {
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
