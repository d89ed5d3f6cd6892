package dev.longhaul.background;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.lifecycle.PermanentLoop;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Enqueues tasks at their dates: at a fixed rate, with a fixed delay, or by a cron expression. Each runs as any task of
 * its queue does, with a request context of its own, counted and reported when it fails; it never overlaps itself. On
 * each node by itself: what must happen once per cluster is a run.
 *
 * <p>Dates count from the moment when the application has started until it stops. While a server is suspended the task
 * of a date waits in its queue, and runs once when the server is resumed. Safe for any number of threads.
 */
public final class TimedTasks {

    /** Also how late a clock that was set is noticed. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final CancellationToken started;
    private final CancellationToken stopping;
    private final TimeSource time;
    private final List<TimedTask> tasks = new CopyOnWriteArrayList<>();
    private volatile @Nullable PermanentLoop loop;

    TimedTasks(ApplicationLifetime lifetime) {
        this(lifetime, TimeSource.SYSTEM);
    }

    TimedTasks(ApplicationLifetime lifetime, TimeSource time) {
        this.started = lifetime.started();
        this.stopping = lifetime.stopping();
        this.time = time;
    }

    /**
     * Starts a timed task, which goes on until its handle is cancelled or the application stops.
     *
     * @param queue where it runs; a date at which that is full is left out
     * @param name what a person would call it; stands in the log
     * @param task should end soon after its token fires
     * @throws IllegalArgumentException when the task has captured an object of a request
     */
    public TimedTask start(BackgroundTaskQueue queue, String name, Schedule schedule, BackgroundTask task) {
        Objects.requireNonNull(task, "task");
        RequestObjects.refuseIn(name, task);
        TimedTask timed = new TimedTask(queue, name, schedule.timing(time), BackgroundTask.handedBack(task));
        tasks.add(timed);
        wake();
        return timed;
    }

    /** The loop that calls {@link #beginDue()}. */
    void beginBy(PermanentLoop permanentLoop) {
        loop = permanentLoop;
        started.onCancelled(reason -> wake());
    }

    /**
     * Enqueues what is due.
     *
     * @return how long until it must be called again
     */
    Duration beginDue() {
        Duration pause = LONGEST_PAUSE;
        if (!started.isCancellationRequested() || stopping.isCancellationRequested()) {
            return pause;
        }
        tasks.removeIf(TimedTask::isCancelled);
        for (TimedTask task : tasks) {
            Duration left = task.enqueueIfDue(this::wake);
            if (left != null && left.compareTo(pause) < 0) {
                pause = left;
            }
        }
        return pause;
    }

    private void wake() {
        PermanentLoop current = loop;
        if (current != null) {
            current.wake();
        }
    }
}
