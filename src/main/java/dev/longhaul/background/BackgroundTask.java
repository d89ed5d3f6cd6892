package dev.longhaul.background;

import dev.longhaul.cancellation.CancellationToken;

/**
 * Code to run in the background, in memory: it does not survive the process. It runs at most once, on a thread of the
 * container, with a request context of its own.
 */
@FunctionalInterface
public interface BackgroundTask {

    /**
     * Does the work. Should look at the token often and return, or throw
     * {@link dev.longhaul.cancellation.OperationCancelledException}, soon after it fired; both count as cancelled.
     *
     * @param token fires when the handle is cancelled or the application stops
     * @throws Exception is logged, counted and announced as {@link TaskFailed}; the next task runs
     */
    void run(CancellationToken token) throws Exception;

    /**
     * Whether the thread may be interrupted when the task ignores its token past the grace of a stop. Default no. Say
     * yes only where no JDBC can be under it.
     */
    default boolean mayBeInterrupted() {
        return false;
    }

    /**
     * Whether the work is recorded elsewhere and comes again when this task never begins, as a durable run or a later
     * date does. A stop then says that it was handed back, and not that it was orphaned. Default no.
     */
    default boolean isHandedBack() {
        return false;
    }

    /** The same task, which may be interrupted: for waits and sockets that know no token, never for JDBC. */
    static BackgroundTask interruptible(BackgroundTask task) {
        return new MarkedTask(task, true, task.isHandedBack());
    }

    /** The same task, whose work comes again when it never begins. */
    static BackgroundTask handedBack(BackgroundTask task) {
        return new MarkedTask(task, task.mayBeInterrupted(), true);
    }
}
