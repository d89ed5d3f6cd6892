package dev.longhaul.run;

import dev.longhaul.cluster.NodeId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether this process may still believe that it owns its runs. Only its own monotonic clock decides, which continues
 * while the process is frozen. Safe for any number of threads.
 */
final class NodeLease {

    /** Others doubt an owner much later than this; the next heartbeat follows within a second or two. */
    private static final Duration FRESH = Duration.ofMillis(500);
    /** How long {@code enqueue} may block for a heartbeat. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

    private final NodeId holder;
    private final LongSupplier nanoTime;
    private final Duration fence;
    private final Runnable wakeHeartbeat;
    private volatile long confirmedAt;
    /** Whether the database has ever recorded a heartbeat of this process. */
    private volatile boolean isShown;

    /**
     * @param holder this process
     * @param fence how long one confirmed heartbeat is good for
     * @param wakeHeartbeat causes a heartbeat soon, on another thread
     */
    NodeLease(NodeId holder, LongSupplier nanoTime, Duration fence, Runnable wakeHeartbeat) {
        this.holder = holder;
        this.nanoTime = nanoTime;
        this.fence = fence;
        this.wakeHeartbeat = wakeHeartbeat;
        this.confirmedAt = nanoTime.getAsLong();
    }

    /** The lease of a process from which no other can take a run. */
    static NodeLease unlimited(NodeId holder) {
        NodeLease lease = new NodeLease(holder, () -> 0, Duration.ofDays(1), () -> {});
        lease.confirm(0);
        return lease;
    }

    NodeId holder() {
        return holder;
    }

    /** The time before a heartbeat is sent, for {@link #confirm}. */
    long now() {
        return nanoTime.getAsLong();
    }

    /** Records that the database has a heartbeat sent at this time. One older than the newest changes nothing. */
    synchronized void confirm(long sentAt) {
        if (sentAt - confirmedAt > 0) {
            confirmedAt = sentAt;
        }
        isShown = true;
        notifyAll();
    }

    boolean isFresh() {
        return isShown && sinceConfirmed().compareTo(FRESH) < 0;
    }

    /** Asks for a heartbeat unless the last one is fresh. Never waits. */
    void refresh() {
        if (!isFresh()) {
            wakeHeartbeat.run();
        }
    }

    /**
     * Waits briefly until the database has a fresh heartbeat, and asks for one if needed. An interrupt ends the wait
     * and is kept.
     *
     * @return whether it has one
     */
    boolean awaitFresh() {
        refresh();
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        synchronized (this) {
            try {
                while (!isFresh()) {
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
    }

    boolean isValid() {
        return sinceConfirmed().compareTo(fence) < 0;
    }

    Duration sinceConfirmed() {
        return Duration.ofNanos(nanoTime.getAsLong() - confirmedAt);
    }
}
