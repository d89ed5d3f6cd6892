package dev.longhaul.lifecycle;

import java.time.Duration;

/** What a {@link PermanentLoop} repeats. Every call comes from the loop's own thread. */
@FunctionalInterface
public interface LoopStep {

    /**
     * Does one step. It is never interrupted, so it must bound its own waits.
     *
     * @return how long to pause before the next step; zero for no pause
     */
    Duration run();

    /** Releases what the steps have used. Called once, after the last step. */
    default void close() {}
}
