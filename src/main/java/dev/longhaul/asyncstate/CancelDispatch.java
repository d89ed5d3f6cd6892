package dev.longhaul.asyncstate;

import dev.longhaul.cancellation.CancellationReason;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Cancels sources on threads of its own: callbacks of others may be slow, and the threads that bring a request (the
 * cluster's, a caller's, the flush) must not be held by them. At least two threads, so that one slow callback does not
 * keep all other requests waiting.
 */
final class CancelDispatch {

    private final Queue<Delivery> waiting = new ConcurrentLinkedQueue<>();
    private final StateNode node;
    private volatile Runnable wake = () -> {};
    private volatile Consumer<OwnedState> delivered = state -> {};

    CancelDispatch(StateNode node) {
        this.node = node;
    }

    /** What to do when a source was cancelled, so that its stage is known to all soon. */
    void afterDelivery(Consumer<OwnedState> tell) {
        delivered = tell;
    }

    /** How to wake the threads when there is something to do. */
    void wakeBy(Runnable wakeAll) {
        wake = wakeAll;
    }

    /** Hands over and returns at once. Handing over twice cancels once. */
    void offer(OwnedState state, CancellationReason reason) {
        waiting.add(new Delivery(state, reason));
        wake.run();
    }

    /** Cancels what waits, on the calling thread; several may do so at once. */
    void step() {
        Delivery next = waiting.poll();
        while (next != null) {
            next.state.cancel(next.reason, node.nowMillis());
            delivered.accept(next.state);
            next = waiting.poll();
        }
    }

    private record Delivery(OwnedState state, CancellationReason reason) {}
}
