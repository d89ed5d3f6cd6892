package dev.longhaul.background;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.lifecycle.WakeUp;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Enqueues tasks at their fire times: at a fixed rate, with a fixed delay, or by a cron expression. Each runs like any
 * other task of its queue, with a request context of its own. It is counted and reported when it fails, and it never
 * overlaps itself. Every node has its own timed tasks: work that must happen once per cluster is a run.
 *
 * <p>Fire times count from the moment when the application has started until it stops. While a server is suspended the
 * task waits in its queue, and runs once when the server is resumed. Safe for any number of threads.
 */
public final class TimedTasks {

    private final CancellationToken started;
    private final CancellationToken stopping;
    private final TimeSource time;
    private final WakeUp wakeUp;
    private final TimerLoop timers;

    /** One timed task in the loop. */
    private record Entry(TimedTask task, Runnable wake) implements TimerLoop.Timer {

        @Override
        public @Nullable Duration runIfDue() {
            return task.enqueueIfDue(wake);
        }

        @Override
        public boolean hasEnded() {
            return task.isCancelled();
        }
    }

    /** @param wakeUp of the loop that calls {@link #enqueueDue} */
    TimedTasks(ApplicationLifetime lifetime, TimeSource time, WakeUp wakeUp) {
        this.started = lifetime.started();
        this.stopping = lifetime.stopping();
        this.time = time;
        this.wakeUp = wakeUp;
        this.timers = new TimerLoop(wakeUp);
        started.onCancelled(reason -> wakeUp.wake());
    }

    /**
     * Starts a timed task. It continues until its handle is cancelled or the application stops.
     *
     * @param queue where it runs; a fire time at which the queue is full is left out
     * @param name what a person would call it; stands in the log
     * @param task should end soon after its token fires
     * @throws IllegalArgumentException when the task has captured an object of a request
     */
    public TimedTask start(BackgroundTaskQueue queue, String name, Schedule schedule, BackgroundTask task) {
        Objects.requireNonNull(task, "task");
        RequestObjects.refuseIn(name, task);
        TimedTask timed = new TimedTask(queue, name, schedule.timing(time), BackgroundTask.handedBack(task));
        timers.add(new Entry(timed, wakeUp::wake));
        return timed;
    }

    /**
     * Enqueues what is due while the application runs. Called by one permanent loop.
     *
     * @return how long until it must be called again
     */
    Duration enqueueDue() {
        boolean running = started.isCancellationRequested() && !stopping.isCancellationRequested();
        return running ? timers.run() : TimerLoop.LONGEST_PAUSE;
    }
}
