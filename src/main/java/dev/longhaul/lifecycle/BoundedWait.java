package dev.longhaul.lifecycle;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits on a monitor until a condition holds, but no longer than a given time. */
public final class BoundedWait {

    private BoundedWait() {}

    /**
     * Waits until the condition holds. The calling thread holds the monitor, and code that changes the condition calls
     * {@code notifyAll} on it. An interrupt ends the wait; the thread's interrupt flag is then set.
     *
     * @param longest zero or less only checks
     * @return whether the condition holds
     */
    public static boolean until(BooleanSupplier condition, Object monitor, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                // rounded up: less than a millisecond would be a wait without end
                TimeUnit.NANOSECONDS.timedWait(monitor, Math.max(left, 1_000_000));
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return condition.getAsBoolean();
        }
    }
}
