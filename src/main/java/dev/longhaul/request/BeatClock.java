package dev.longhaul.request;

import java.time.Duration;

/** When the next heartbeat of one request is due, by the monotonic clock. Safe for several threads. */
final class BeatClock {

    private final boolean beats;
    private final long periodNanos;
    private final long graceNanos;
    private long nextNanos;

    BeatClock(RequestOptions options, long nowNanos) {
        this.beats = options.heartbeat().isPresent();
        this.periodNanos =
                options.heartbeat().map(Heartbeat::period).orElse(Duration.ZERO).toNanos();
        this.graceNanos =
                options.heartbeat().map(Heartbeat::grace).orElse(Duration.ZERO).toNanos();
        this.nextNanos = nowNanos + graceNanos;
    }

    /** Begins the grace anew. */
    synchronized void restart(long nowNanos) {
        nextNanos = nowNanos + graceNanos;
    }

    /** Whether one is due; then the next is a period away. */
    synchronized boolean takeBeat(long nowNanos) {
        if (!beats || nowNanos - nextNanos < 0) {
            return false;
        }
        nextNanos = nowNanos + periodNanos;
        return true;
    }

    /** The earlier of the next heartbeat and the given moment. */
    synchronized long next(long atTheLatestNanos) {
        return beats && nextNanos - atTheLatestNanos < 0 ? nextNanos : atTheLatestNanos;
    }
}
