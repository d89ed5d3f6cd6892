package dev.longhaul.background;

import dev.longhaul.lifecycle.LoopStep;
import dev.longhaul.lifecycle.WakeUp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The step of a permanent loop that runs timers when they are due and sleeps in between. The loop must be started with
 * the same wake-up. Timers may be added on any thread; they run on the loop's thread alone.
 */
public final class TimerLoop implements LoopStep {

    /** Also the longest time until a change of the system clock is noticed. */
    public static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final List<Timer> timers = new CopyOnWriteArrayList<>();
    private final WakeUp wakeUp;

    /** Something that is due again and again. */
    public interface Timer {

        /**
         * Does what is due, if anything is.
         *
         * @return how long until it is due next; null when that is not known yet, so that a wake-up must follow
         */
        @Nullable
        Duration runIfDue();

        /** Whether it will never be due again, so that the loop drops it. */
        default boolean hasEnded() {
            return false;
        }
    }

    /** @param wakeUp of the loop that repeats this step */
    public TimerLoop(WakeUp wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** Adds a timer and wakes the loop. */
    public void add(Timer timer) {
        timers.add(timer);
        wakeUp.wake();
    }

    /**
     * Runs each timer that is due, in the order in which they were added.
     *
     * @return how long until the next one is due, but at most {@link #LONGEST_PAUSE}
     */
    @Override
    public Duration run() {
        timers.removeIf(Timer::hasEnded);
        Duration pause = LONGEST_PAUSE;
        for (Timer timer : timers) {
            Duration left = timer.runIfDue();
            if (left != null && left.compareTo(pause) < 0) {
                pause = left;
            }
        }
        return pause;
    }
}
