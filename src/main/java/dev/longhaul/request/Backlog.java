package dev.longhaul.request;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client. Belongs to the gate of its {@link Outlet}; only how long it waits may be asked by anybody.
 */
final class Backlog {

    /** What may wait for a slow client before whoever writes has to wait. */
    private static final int ROOM_BYTES = 1 << 18;

    private final LongSupplier nanoTime;
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int byteCount;
    private volatile long sinceNanos;
    private volatile boolean waits;

    Backlog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** An empty piece only begins the wait: for the end, which the client has still to take. */
    void add(byte[] piece) {
        if (piece.length > 0) {
            pieces.add(piece);
            byteCount += piece.length;
        }
        if (!waits) {
            sinceNanos = nanoTime.getAsLong();
            waits = true;
        }
    }

    /** The oldest piece; null if there is none. */
    byte @Nullable [] take() {
        byte[] piece = pieces.poll();
        byteCount -= piece == null ? 0 : piece.length;
        return piece;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    boolean isFull() {
        return byteCount >= ROOM_BYTES;
    }

    /** The client has taken something. */
    void moved() {
        sinceNanos = nanoTime.getAsLong();
    }

    /** The client has everything, or will get nothing more. */
    void rest() {
        waits = false;
    }

    /** How long something has been waiting for the client without a byte taken; zero when nothing waits. */
    Duration stalledFor(long nowNanos) {
        return waits ? Duration.ofNanos(Math.max(0, nowNanos - sinceNanos)) : Duration.ZERO;
    }
}
