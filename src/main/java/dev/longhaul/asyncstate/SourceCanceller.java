package dev.longhaul.asyncstate;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.lifecycle.Inbox;

/**
 * Cancels sources on the dispatch loops. Callbacks of the application may be slow, and the threads that hand over a
 * request (the cluster's, a caller's, the flush) must not be held by them. There are at least two loops, so that one
 * slow callback does not keep all other requests waiting.
 */
final class SourceCanceller {

    private final Inbox<DueCancel> inbox;
    private final CancelFollower follower;

    /** A cancel that has reached this node. The same one may come twice; the second changes nothing. */
    record DueCancel(LocalState state, CancellationReason reason) {}

    SourceCanceller(Inbox<DueCancel> inbox, CancelFollower follower) {
        this.inbox = inbox;
        this.follower = follower;
    }

    /** Cancels what is waiting, on the calling thread; several threads may do so at once. */
    void step() {
        inbox.drainTo(this::cancel);
    }

    private void cancel(DueCancel due) {
        due.state().cancel().cancel(due.reason());
        // now, and not only at the next flush
        follower.writeStages(due.state());
    }
}
