package dev.longhaul.background;

import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationToken;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs one task on the calling thread and records how it ended. Whatever a task throws stays in here. */
final class TaskRunner {

    private static final System.Logger LOG = System.getLogger(TaskRunner.class.getName());

    private final CancellationToken stopping;
    private final TaskScope scope;
    private final Consumer<TaskFailed> failures;

    TaskRunner(CancellationToken stopping, TaskScope scope, Consumer<TaskFailed> failures) {
        this.stopping = stopping;
        this.scope = scope;
        this.failures = failures;
    }

    /** Who is signed in on the calling thread; null when nobody is. */
    @Nullable
    String caller() {
        return scope.caller();
    }

    /**
     * Runs the task to its end, or to the point where only its stage is left.
     *
     * @param endedLater called once in the second case, on the thread that completes the stage, perhaps before this
     *     returns
     * @return whether the task has ended, so that {@code endedLater} is never called
     */
    boolean run(TaskHandle task, Runnable endedLater) {
        CancellationSource source = CancellationSource.linkedTo(stopping);
        if (!task.begin(source)) {
            source.close();
            return true;
        }
        CompletionStage<?> stage = null;
        Throwable thrown = null;
        try {
            stage = scope.run(() -> task.work().begin(source.token()));
        } catch (Throwable any) {
            thrown = any;
        }
        task.leaveThread();
        // an interrupt meant for this task must not hit the next one on this thread
        Thread.interrupted();
        if (thrown == null && stage != null) {
            stage.whenComplete((result, failure) -> {
                try {
                    end(task, source, unwrap(failure));
                } finally {
                    endedLater.run();
                }
            });
            return false;
        }
        end(task, source, thrown);
        return true;
    }

    private void end(TaskHandle task, CancellationSource source, @Nullable Throwable thrown) {
        TaskState end = task.end(thrown).orElse(TaskState.ORPHANED);
        source.close();
        report(task, end, thrown);
    }

    private void report(TaskHandle task, TaskState end, @Nullable Throwable thrown) {
        if (end == TaskState.ORPHANED) {
            LOG.log(Level.WARNING, described(task) + " ended after the stop had given it up", thrown);
        } else if (end == TaskState.FAILED && thrown != null) {
            LOG.log(Level.ERROR, described(task) + " failed", thrown);
            announce(new TaskFailed(
                    task.queueName(),
                    task.name(),
                    task.enqueuedBy().orElse(null),
                    thrown,
                    Clock.systemUTC().instant()));
        } else {
            LOG.log(Level.DEBUG, () -> described(task) + ": " + end);
        }
    }

    private static String described(TaskHandle task) {
        return "task " + task.describe() + " of queue " + task.queueName();
    }

    private void announce(TaskFailed event) {
        try {
            failures.accept(event);
        } catch (Throwable thrown) {
            LOG.log(Level.ERROR, "an observer of the failure of task " + event.task() + " failed itself", thrown);
        }
    }

    private static @Nullable Throwable unwrap(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
