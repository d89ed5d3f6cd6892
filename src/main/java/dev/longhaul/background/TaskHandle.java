package dev.longhaul.background;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationToken;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Follows one enqueued task, and asks it to stop. Safe for any number of threads. */
public final class TaskHandle {

    /** The task, begun: answers null when it has ended, or the stage that ends with it. */
    @FunctionalInterface
    interface Work {
        @Nullable
        CompletionStage<?> begin(CancellationToken token) throws Exception;
    }

    private final BackgroundTaskQueue queue;
    private final Origin origin;
    private final Work work;
    private final Marks marks;
    private final CompletableFuture<TaskState> ended = new CompletableFuture<>();
    private TaskState state = TaskState.ENQUEUED;
    private @Nullable CancellationReason cancellation;
    private @Nullable Throwable failure;
    private @Nullable CancellationSource source;
    private @Nullable Thread runner;
    private boolean waiting;

    /** What its enqueuer called it, and who that was; null where nobody was signed in. */
    record Origin(String name, @Nullable String caller) {}

    /** What its author said of the task. */
    record Marks(boolean interruptible, boolean handedBack) {
        static final Marks NONE = new Marks(false, false);
    }

    TaskHandle(BackgroundTaskQueue queue, Origin origin, Work work, Marks marks) {
        this.queue = queue;
        this.origin = origin;
        this.work = work;
        this.marks = marks;
    }

    /** Whether it stands in {@link WaitingTasks}, under whose lock alone this is read and written. */
    boolean isWaiting() {
        return waiting;
    }

    void setWaiting(boolean waiting) {
        this.waiting = waiting;
    }

    /** The name it was enqueued under; not unique. */
    public String name() {
        return origin.name();
    }

    /** The person who was signed in on the thread that enqueued it; empty when nobody was. */
    public Optional<String> enqueuedBy() {
        return Optional.ofNullable(origin.caller());
    }

    /** Where the task stands at this moment. */
    public synchronized TaskState state() {
        return state;
    }

    /** What the task threw; empty unless it {@link TaskState#FAILED}. */
    public synchronized Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Why it was asked to stop, by this handle or by the stop of the application; empty when it was not. */
    public synchronized Optional<CancellationReason> cancellation() {
        if (cancellation == null && source != null) {
            return source.reason();
        }
        return Optional.ofNullable(cancellation);
    }

    /**
     * Asks the task to stop. One that has not begun never begins and is cancelled at once; one that runs has its token
     * fired, on the calling thread, and is cancelled when it ends.
     *
     * @return whether this call is what asked it; false, and nothing changes, when it had ended or been asked before
     */
    public boolean cancel(CancellationReason reason) {
        CancellationSource running;
        synchronized (this) {
            if (state.isTerminal() || cancellation != null) {
                return false;
            }
            running = source;
            if (running == null) {
                cancellation = reason;
                state = TaskState.CANCELLED;
            }
        }
        // outside the lock: callbacks may ask this handle for its state, from any thread
        if (running != null) {
            return running.cancel(reason);
        }
        queue.forget(this);
        ended.complete(TaskState.CANCELLED);
        return true;
    }

    /**
     * Waits until the task has ended.
     *
     * @param longest zero or less looks and does not wait
     * @return whether it has ended; {@link #state()} says how
     * @throws InterruptedException when the waiting thread is interrupted; the task is not touched
     */
    public boolean await(Duration longest) throws InterruptedException {
        try {
            ended.get(longest.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException never) {
            throw new IllegalStateException("the end of a task is recorded, not thrown", never);
        }
    }

    /**
     * Completes with the state in which the task has ended, on the thread that ended it, so what depends on it must be
     * short. Never fails.
     */
    public CompletionStage<TaskState> whenEnded() {
        return ended.minimalCompletionStage();
    }

    /** Name, enqueuer and thread, as a log shows it. */
    synchronized String describe() {
        String by = origin.caller() == null ? "" : " enqueued by " + origin.caller();
        String on = runner == null ? "" : " on thread " + runner.getName();
        return origin.name() + by + on;
    }

    String queueName() {
        return queue.name();
    }

    Work work() {
        return work;
    }

    /** Whether the task may begin now; false when it was cancelled while it waited. */
    synchronized boolean begin(CancellationSource running) {
        if (state != TaskState.ENQUEUED) {
            return false;
        }
        state = TaskState.RUNNING;
        source = running;
        runner = Thread.currentThread();
        return true;
    }

    /** The task no longer runs on the thread that began it, so an interrupt must not hit that thread any more. */
    synchronized void leaveThread() {
        runner = null;
    }

    /** Records the end of a task that ran. Empty when it had been given up as orphaned before. */
    Optional<TaskState> end(@Nullable Throwable thrown) {
        TaskState end;
        synchronized (this) {
            if (state != TaskState.RUNNING) {
                return Optional.empty();
            }
            boolean asked = source != null && source.isCancellationRequested();
            end = endOf(thrown, asked);
            if (end == TaskState.FAILED) {
                failure = thrown;
            }
            cancellation = source == null ? null : source.reason().orElse(null);
            state = end;
        }
        if (end == TaskState.FAILED) {
            queue.countFailure();
        }
        ended.complete(end);
        return Optional.of(end);
    }

    private static TaskState endOf(@Nullable Throwable thrown, boolean asked) {
        if (thrown == null) {
            return asked ? TaskState.CANCELLED : TaskState.SUCCEEDED;
        }
        boolean answer = thrown instanceof CancellationException || thrown instanceof InterruptedException;
        return asked && answer ? TaskState.CANCELLED : TaskState.FAILED;
    }

    boolean isHandedBack() {
        return marks.handedBack();
    }

    /** Gives the task up. False when it has ended already. */
    boolean orphan() {
        synchronized (this) {
            if (state.isTerminal()) {
                return false;
            }
            state = TaskState.ORPHANED;
        }
        ended.complete(TaskState.ORPHANED);
        return true;
    }

    /** Interrupts the thread if the task is on it at this moment and said that it may be. True when it did. */
    synchronized boolean interrupt() {
        if (!marks.interruptible() || runner == null) {
            return false;
        }
        runner.interrupt();
        return true;
    }
}
