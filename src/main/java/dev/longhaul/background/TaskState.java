package dev.longhaul.background;

/**
 * Where a task stands. The only ways: ENQUEUED to RUNNING, CANCELLED or ORPHANED; RUNNING to SUCCEEDED, FAILED,
 * CANCELLED or ORPHANED. Nothing leads out of the last four.
 */
public enum TaskState {
    /** Accepted, not begun. */
    ENQUEUED,
    /** Begun; also after its cancellation was requested, until it ends. */
    RUNNING,
    /** Returned, and nobody had asked it to stop. */
    SUCCEEDED,
    /** Threw something other than the answer to its cancellation. */
    FAILED,
    /** Asked to stop before it began, or ended after it was asked to stop. */
    CANCELLED,
    /** The application stopped before it began, or it ignored its token past the grace of the stop. */
    ORPHANED;

    /** Whether nothing will change any more. */
    public boolean isTerminal() {
        return this != ENQUEUED && this != RUNNING;
    }
}
