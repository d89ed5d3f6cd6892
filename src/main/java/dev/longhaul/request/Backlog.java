package dev.longhaul.request;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The pieces that wait for one client. Guarded by the lock of the {@code ResponseWriter} that owns it; only
 * {@link #stalledFor} may be called by any thread.
 */
final class Backlog {

    /** How much may wait for a slow client before a writer has to wait. */
    private static final int FULL_BYTES = 1 << 18;

    private final LongSupplier nanoTime;
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int byteCount;
    private volatile long waitingSinceNanos;
    private volatile boolean waiting;

    Backlog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** An empty piece only starts the wait: for the end of the response, which the client has still to take. */
    void add(byte[] piece) {
        if (piece.length > 0) {
            pieces.add(piece);
            byteCount += piece.length;
        }
        if (!waiting) {
            waitingSinceNanos = nanoTime.getAsLong();
            waiting = true;
        }
    }

    /** Removes the oldest piece; null if there is none. */
    byte @Nullable [] poll() {
        byte[] piece = pieces.poll();
        byteCount -= piece == null ? 0 : piece.length;
        return piece;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    boolean isFull() {
        return byteCount >= FULL_BYTES;
    }

    /** The client has taken something. */
    void restartWait() {
        waitingSinceNanos = nanoTime.getAsLong();
    }

    /** The client has everything, or will get nothing more. */
    void endWait() {
        waiting = false;
    }

    /** How long something has been waiting for the client without a byte taken; zero when nothing waits. */
    Duration stalledFor(long nowNanos) {
        return waiting ? Duration.ofNanos(Math.max(0, nowNanos - waitingSinceNanos)) : Duration.ZERO;
    }
}
