package dev.longhaul.background;

import dev.longhaul.cancellation.CancellationToken;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Runs tasks in the order in which they were enqueued, as many at once as its concurrency says: one by default, so that
 * each begins after the one before it has ended. The first begins at once when the queue is idle.
 *
 * <p>A task that was accepted either runs or is reported: by its handle and, when the application stops before it
 * began, by name in the log. Safe for any number of threads.
 */
public final class BackgroundTaskQueue {

    private static final System.Logger LOG = System.getLogger(BackgroundTaskQueue.class.getName());
    private static final Duration TURN = Duration.ofMillis(50);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

    private final String name;
    private final QueueContents contents;
    private final Executor executor;
    private final TaskRunner runner;
    private final AtomicLong failedCount = new AtomicLong();
    private final AtomicBoolean refused = new AtomicBoolean();

    BackgroundTaskQueue(String name, QueueSettings settings, Executor executor, TaskRunner runner) {
        this.name = name;
        this.contents = new QueueContents(name, settings);
        this.executor = executor;
        this.runner = runner;
    }

    /** Name of the queue, as in its settings. */
    public String name() {
        return name;
    }

    /**
     * Accepts a task for later and returns at once.
     *
     * @param taskName what a person would call it; stands in the log when it fails or is orphaned
     * @throws QueueFullException when as many tasks wait as the queue may hold
     * @throws QueueClosedException when the application is stopping
     * @throws IllegalArgumentException when the task has captured an object that dies with the request, such as a
     *     {@code HttpServletRequest} or a {@code UriInfo}; the package description tells what is not found
     */
    public TaskHandle enqueue(String taskName, BackgroundTask task) {
        Objects.requireNonNull(taskName, "taskName");
        Objects.requireNonNull(task, "task");
        RequestObjects.refuseIn(taskName, task);
        TaskHandle.Work work = token -> {
            task.run(token);
            return null;
        };
        return accept(taskName, work, new TaskHandle.Marks(task.mayBeInterrupted(), task.isHandedBack()));
    }

    /**
     * Accepts a task that ends with the stage it answers: the next one begins after that stage is complete, although no
     * thread is held until then. A stage that never completes holds its place until the application stops.
     *
     * @param taskName what a person would call it
     * @param task called on a thread of the container; answers the stage, never null
     * @throws QueueFullException when as many tasks wait as the queue may hold
     * @throws QueueClosedException when the application is stopping
     */
    public TaskHandle enqueueAsync(String taskName, Function<CancellationToken, CompletionStage<?>> task) {
        Objects.requireNonNull(taskName, "taskName");
        Objects.requireNonNull(task, "task");
        RequestObjects.refuseIn(taskName, task);
        TaskHandle.Work work =
                token -> Objects.requireNonNull(task.apply(token), () -> "the stage of task " + taskName);
        return accept(taskName, work, TaskHandle.Marks.NONE);
    }

    /** How many tasks wait; those running are not counted. */
    public int depth() {
        return contents.depth();
    }

    /** How many tasks have failed since the application started. */
    public long failedCount() {
        return failedCount.get();
    }

    /** How many tasks run at this moment, stages that are not complete included. */
    public int runningCount() {
        return contents.runningCount();
    }

    private TaskHandle accept(String taskName, TaskHandle.Work work, TaskHandle.Marks marks) {
        TaskHandle task = new TaskHandle(this, new TaskHandle.Origin(taskName, runner.caller()), work, marks);
        if (contents.add(task)) {
            startWorker();
        }
        return task;
    }

    /** Starts what still waits because the executor had refused. Called again and again by a permanent loop. */
    void startWaiting() {
        for (int missing = contents.takePlacesForWaiting(); missing > 0; missing--) {
            startWorker();
        }
    }

    /** Starts a worker for a place that the caller has taken. */
    private void startWorker() {
        try {
            executor.execute(this::work);
            refused.set(false);
        } catch (RejectedExecutionException rejected) {
            contents.freePlace();
            if (!refused.getAndSet(true)) {
                LOG.log(
                        Level.WARNING,
                        "the container gives no thread now; tasks of queue {0} wait until it does ({1})",
                        name,
                        rejected.getMessage());
            }
        }
    }

    private void handPlaceOn() {
        if (contents.keepPlaceIfNeeded()) {
            startWorker();
        }
    }

    private void work() {
        long begin = System.nanoTime();
        TaskHandle task = contents.takeOrFreePlace();
        while (task != null && run(task)) {
            if (System.nanoTime() - begin > TURN.toNanos()) {
                contents.leave(task);
                handPlaceOn();
                return;
            }
            task = contents.takeAfter(task);
        }
    }

    /**
     * True when the task has ended, which the caller has to record; otherwise its place goes on to a new worker when
     * its stage is complete.
     */
    private boolean run(TaskHandle task) {
        boolean ended = true;
        try {
            ended = runner.run(task, () -> {
                contents.leave(task);
                handPlaceOn();
            });
        } catch (Throwable thrown) {
            // not the task's own failure, which stays in the runner; but its place must not be lost with it
            LOG.log(Level.ERROR, "queue " + name + " could not run task " + task.name() + " properly", thrown);
            task.end(thrown);
        }
        return ended;
    }

    void forget(TaskHandle task) {
        contents.forget(task);
    }

    void countFailure() {
        failedCount.incrementAndGet();
    }

    /** Refuses new tasks, and begins none of those that wait. */
    void close() {
        contents.close();
    }

    /**
     * After {@link #close()}: gives back what never began, then waits for what runs. True when nothing runs any more.
     */
    boolean drain(Duration remaining) {
        orphan(contents.takeWaiting(), "never began");
        return contents.awaitRunning(remaining);
    }

    /** Interrupts what may be interrupted, gives it a moment, and names what is left behind. */
    void abandon() {
        boolean interrupted = false;
        for (TaskHandle task : contents.running()) {
            interrupted |= task.interrupt();
        }
        if (interrupted) {
            contents.awaitRunning(AFTER_INTERRUPT);
        }
        orphan(contents.running(), "ignored their token and are left behind");
    }

    private void orphan(List<TaskHandle> tasks, String why) {
        List<String> handedBack = new ArrayList<>();
        List<String> orphaned = new ArrayList<>();
        for (TaskHandle task : tasks) {
            boolean begun = task.state() != TaskState.ENQUEUED;
            // described before it is given up, because then it has no thread any more
            String description = task.describe();
            if (task.orphan()) {
                (task.isHandedBack() && !begun ? handedBack : orphaned).add(description);
            }
        }
        if (!handedBack.isEmpty()) {
            LOG.log(Level.INFO, "tasks of queue {0} {1} and are handed back: {2}", name, why, joined(handedBack));
        }
        if (!orphaned.isEmpty()) {
            LOG.log(Level.WARNING, "tasks of queue {0} are orphaned, they {1}: {2}", name, why, joined(orphaned));
        }
    }

    private static String joined(List<String> descriptions) {
        return String.join(", ", descriptions);
    }
}
