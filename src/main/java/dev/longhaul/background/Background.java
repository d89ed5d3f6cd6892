package dev.longhaul.background;

import dev.longhaul.lifecycle.Lifecycle;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.lifecycle.WakeUp;
import dev.longhaul.settings.Settings;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The queues and the timed tasks of one application, wired together. The beans of this package use it in a container; a
 * program without one calls {@link #start}. It need not be closed: the {@link Lifecycle} stops it, too.
 *
 * <p>Without a container this needs no jar besides this library, except that {@link Schedule#cron} needs the API of
 * Jakarta Concurrency.
 */
public final class Background {

    private static final Duration RETRY = Duration.ofMillis(500);

    private final BackgroundQueues queues;
    private final WakeUp wakeTimedTasks = new WakeUp();
    private final TimedTasks timedTasks;

    Background(Lifecycle lifecycle, BackgroundQueues queues) {
        this.queues = queues;
        this.timedTasks = new TimedTasks(lifecycle.lifetime(), TimeSource.SYSTEM, wakeTimedTasks);
        lifecycle.shutdown().register(queues);
    }

    /**
     * Queues with default settings. Failed tasks are logged and counted.
     *
     * @param executor as in {@link #start(Lifecycle, Executor, Settings, Consumer)}
     */
    public static Background start(Lifecycle lifecycle, Executor executor) {
        return start(lifecycle, executor, Settings.defaults(), failure -> {});
    }

    /**
     * Queues whose tasks have no scope of their own: no request context and no transaction that is rolled back.
     *
     * @param executor where tasks run. It may refuse with {@code RejectedExecutionException} at any time; the tasks
     *     then wait and are tried again
     * @param settings concurrency and capacity of each queue, such as {@code longhaul.queue.mail.concurrency}
     * @param failures called for each failed task after it was logged, on the thread that ran it
     */
    public static Background start(
            Lifecycle lifecycle, Executor executor, Settings settings, Consumer<TaskFailed> failures) {
        Background background =
                new Background(lifecycle, new BackgroundQueues(settings, executor, lifecycle.lifetime(), failures));
        background.startLoops(lifecycle.loops());
        return background;
    }

    void startLoops(PermanentLoops loops) {
        loops.start("queue-retry", RETRY, queues::startWaiting);
        loops.startPaced("timed-tasks", TimerLoop.LONGEST_PAUSE, wakeTimedTasks, timedTasks::enqueueDue);
    }

    public BackgroundQueues queues() {
        return queues;
    }

    /** The queue for tasks that need none of their own: strictly in order, one task at a time. */
    public BackgroundTaskQueue defaultQueue() {
        return queues.defaultQueue();
    }

    public TimedTasks timedTasks() {
        return timedTasks;
    }
}
