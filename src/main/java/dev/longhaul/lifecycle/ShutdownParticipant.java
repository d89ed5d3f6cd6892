package dev.longhaul.lifecycle;

import java.time.Duration;

/**
 * A part of the application that holds work which a stop must not lose.
 *
 * <p>All methods are called on the thread that stops the application, each at most once, in the order declared here. On
 * some servers no new task is accepted any more by then, so none of them may need another thread to start. What one of
 * them throws is logged and does not keep the sequence from going on.
 */
public interface ShutdownParticipant {

    /** Name for the log: what a person would call this part. */
    String name();

    /** Refuses new work from now on. Returns at once; work already accepted is not touched. */
    void closeIntake();

    /**
     * Waits until the work that is running has ended. Its tokens have fired already.
     *
     * @param remaining what is left of the grace that all participants share; zero means look, do not wait
     * @return whether nothing is left, so that {@link #abandon()} is not needed
     */
    boolean drain(Duration remaining);

    /**
     * Cancels what can still be cancelled, and reports by name what is left: called when {@link #drain} left something.
     */
    void abandon();
}
