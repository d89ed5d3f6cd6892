package dev.longhaul.cancellation;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Where deadlines get their time and their thread from. This package starts none: in the application the timer is the
 * container's scheduler, in a test it is turned by hand.
 */
@FunctionalInterface
public interface CancellationTimer {

    /**
     * Runs the action once after the delay, on a thread of the timer.
     *
     * @param delay more than zero
     * @param action short; callbacks of a token that times out run inside it
     * @return takes the action back; it need not wait for one that has begun
     */
    CancellationRegistration schedule(Duration delay, Runnable action);

    /**
     * The clock that {@link CancellationToken#deadline()} and the time of a timeout are read from. Default: UTC of this
     * system.
     */
    default Clock clock() {
        return Clock.systemUTC();
    }

    /**
     * A timer on a scheduler that somebody else starts and stops, such as a {@code ManagedScheduledExecutorService}. It
     * fires no earlier than asked and as late as the scheduler's threads are busy.
     */
    static CancellationTimer on(ScheduledExecutorService scheduler) {
        return (delay, action) -> {
            ScheduledFuture<?> scheduled =
                    scheduler.schedule(action, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        };
    }

    /**
     * Makes this the timer of every source that was given none. In the application this happens once, before anything
     * starts; a source looks for its timer when a deadline is set, not when it is created.
     *
     * @return takes it back, and the timer that was there before serves again
     */
    static CancellationRegistration useByDefault(CancellationTimer timer) {
        return DefaultTimer.replace(timer);
    }
}
