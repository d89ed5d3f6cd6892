package dev.longhaul.background;

import dev.longhaul.cancellation.CancellationReason;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Follows one timed task, and ends it. Got from {@link TimedTasks#start}. Safe for any number of threads. */
public final class TimedTask {

    private static final System.Logger LOG = System.getLogger(TimedTask.class.getName());

    private final BackgroundTaskQueue queue;
    private final String name;
    private final Schedule.Timing timing;
    private final BackgroundTask task;
    private volatile @Nullable TaskHandle newest;
    private volatile @Nullable CancellationReason cancellation;
    private final AtomicLong enqueuedCount = new AtomicLong();
    private final AtomicLong leftOutCount = new AtomicLong();

    TimedTask(BackgroundTaskQueue queue, String name, Schedule.Timing timing, BackgroundTask task) {
        this.queue = queue;
        this.name = name;
        this.timing = timing;
        this.task = task;
    }

    public String name() {
        return name;
    }

    /** How often it was enqueued. */
    public long enqueuedCount() {
        return enqueuedCount.get();
    }

    /** How many dates were left out, because the task before had not ended or the queue was full. */
    public long leftOutCount() {
        return leftOutCount.get();
    }

    /** The handle of what was enqueued last; empty before the first date. */
    public Optional<TaskHandle> newest() {
        return Optional.ofNullable(newest);
    }

    /**
     * Ends it: no later date counts, and what is enqueued or runs is asked to stop.
     *
     * @return whether this call is what ended it
     */
    public boolean cancel(CancellationReason reason) {
        synchronized (this) {
            if (cancellation != null) {
                return false;
            }
            cancellation = reason;
        }
        // outside the lock, because callbacks of the token run inside
        TaskHandle last = newest;
        if (last != null) {
            last.cancel(reason);
        }
        return true;
    }

    boolean isCancelled() {
        return cancellation != null;
    }

    /**
     * Enqueues the task if its date has come. Called by one thread.
     *
     * @param ended called when what was enqueued has ended
     * @return how long until the next date; null when none is known before {@code ended}
     */
    @Nullable
    Duration enqueueIfDue(Runnable ended) {
        Duration left = timing.untilDue();
        if (left == null || left.compareTo(Duration.ZERO) > 0) {
            return left;
        }
        timing.used();
        TaskHandle last = newest;
        if (last != null && !last.state().isTerminal()) {
            leaveOut("the one before has not ended");
        } else {
            enqueue(ended);
        }
        return timing.untilDue();
    }

    private void enqueue(Runnable ended) {
        try {
            TaskHandle begun = queue.enqueue(name, task);
            newest = begun;
            enqueuedCount.incrementAndGet();
            begun.whenEnded().whenComplete((state, never) -> {
                timing.ended();
                ended.run();
            });
            CancellationReason meanwhile = cancellation;
            if (meanwhile != null) {
                // cancel() may have looked for it just before it was there
                begun.cancel(meanwhile);
            }
        } catch (QueueFullException | QueueClosedException refused) {
            timing.ended();
            leaveOut(String.valueOf(refused.getMessage()));
        }
    }

    private void leaveOut(String why) {
        leftOutCount.incrementAndGet();
        LOG.log(Level.DEBUG, "a date of timed task {0} is left out: {1}", name, why);
    }
}
