package dev.longhaul.asyncstate;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets another node's update go first. Updates by this node wait, each at most once and never longer than the
 * reservation lasts, so that the other node's update finds the value that it was computed from. Without it a loop of
 * local updates would keep every other node out forever.
 *
 * <p>Uses the real clock even where a test turns the node's clock by hand: what is bounded here is the wait of a
 * thread.
 */
final class UpdateReservation {

    private final String conversation;
    private final long endNanos;
    private final CountDownLatch over = new CountDownLatch(1);

    UpdateReservation(String conversation, long nanos) {
        this.conversation = conversation;
        this.endNanos = System.nanoTime() + nanos;
    }

    boolean isFor(String other) {
        return conversation.equals(other);
    }

    boolean isOver() {
        return over.getCount() == 0 || System.nanoTime() - endNanos >= 0;
    }

    void end() {
        over.countDown();
    }

    /** Waits for the end. An interrupt ends the wait and stays set for the caller's own next wait. */
    void await() {
        try {
            if (!over.await(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                over.countDown();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
