package dev.longhaul.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Whether this process may still believe that it owns its runs: judged by its own monotonic clock alone, which goes on
 * while the process stands still. Safe for any number of threads.
 */
final class NodeLease {

    private final LongSupplier nanoTime;
    private final Duration fence;
    private final AtomicLong confirmedAt;

    /**
     * @param fence how long one confirmed sign holds
     */
    NodeLease(LongSupplier nanoTime, Duration fence) {
        this.nanoTime = nanoTime;
        this.fence = fence;
        this.confirmedAt = new AtomicLong(nanoTime.getAsLong());
    }

    /** For a process that nobody can take anything from. */
    static NodeLease unlimited() {
        return new NodeLease(() -> 0, Duration.ofDays(1));
    }

    /** The moment before a sign is given, for {@link #confirm}. */
    long now() {
        return nanoTime.getAsLong();
    }

    /** The database has recorded a sign that was given at this moment; an earlier one than the last changes nothing. */
    void confirm(long givenAt) {
        confirmedAt.accumulateAndGet(givenAt, (last, next) -> next - last > 0 ? next : last);
    }

    boolean isValid() {
        return sinceConfirmed().compareTo(fence) < 0;
    }

    Duration sinceConfirmed() {
        return Duration.ofNanos(nanoTime.getAsLong() - confirmedAt.get());
    }
}
