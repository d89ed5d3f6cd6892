package dev.longhaul.run;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether this process may still believe that it owns its runs: judged by its own monotonic clock alone, which goes on
 * while the process stands still. Safe for any number of threads.
 */
final class NodeLease {

    private final LongSupplier nanoTime;
    private final Duration fence;
    private volatile long confirmedAt;
    /** Whether the database has ever recorded a sign of this process. */
    private volatile boolean isShown;

    /** @param fence how long one confirmed sign holds */
    NodeLease(LongSupplier nanoTime, Duration fence) {
        this.nanoTime = nanoTime;
        this.fence = fence;
        this.confirmedAt = nanoTime.getAsLong();
    }

    /** For a process that nobody can take anything from. */
    static NodeLease unlimited() {
        NodeLease lease = new NodeLease(() -> 0, Duration.ofDays(1));
        lease.confirm(0);
        return lease;
    }

    /** The moment before a sign is given, for {@link #confirm}. */
    long now() {
        return nanoTime.getAsLong();
    }

    /** The database has recorded a sign that was given at this moment; an earlier one than the last changes nothing. */
    synchronized void confirm(long givenAt) {
        if (givenAt - confirmedAt > 0) {
            confirmedAt = givenAt;
        }
        isShown = true;
        notifyAll();
    }

    /** Whether the database has recorded a sign that was given so short a time ago. */
    boolean isShownWithin(Duration age) {
        return isShown && sinceConfirmed().compareTo(age) < 0;
    }

    /**
     * Waits until it has; an interrupt ends the wait and is kept.
     *
     * @param longest of the wait, by the clock of the system
     * @return whether it has
     */
    synchronized boolean awaitShownWithin(Duration age, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            while (!isShownWithin(age)) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                // rounded up: a rest below a millisecond would be a wait without end
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean isValid() {
        return sinceConfirmed().compareTo(fence) < 0;
    }

    Duration sinceConfirmed() {
        return Duration.ofNanos(nanoTime.getAsLong() - confirmedAt);
    }
}
