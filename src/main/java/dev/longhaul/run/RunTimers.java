package dev.longhaul.run;

import dev.longhaul.background.CronDates;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Enqueues runs at the fire times of cron expressions, once per cluster. Every node has the timer, and the run of a
 * fire time has the timer's name and that time as its idempotency key: the first node records the run and the others
 * find it. Any node may work on it. Safe for any number of threads.
 *
 * <p>A fire time at which no node is up is skipped. Nodes whose clocks differ do not cause a second run.
 */
public final class RunTimers {

    /** Also how late a change of the clock is noticed. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final System.Logger LOG = System.getLogger(RunTimers.class.getName());

    private final Runs runs;
    private final Clock clock;
    private final Runnable wake;
    private final List<Timer> timers = new CopyOnWriteArrayList<>();

    /** @param wake wakes the loop that calls {@link #enqueueDue()} */
    RunTimers(Runs runs, Clock clock, Runnable wake) {
        this.runs = runs;
        this.clock = clock;
        this.wake = wake;
    }

    /**
     * Starts a timer, which continues until the application stops.
     *
     * @param name the same on every node, and different from that of every other timer
     * @param cron five fields, or six with seconds first
     * @param run returns the run of a fire time; the timer sets its idempotency key
     * @throws IllegalArgumentException when the expression cannot be read, or no date ever matches it
     */
    public void start(String name, String cron, ZoneId zone, Function<Instant, NewRun> run) {
        try {
            timers.add(new Timer(name, new CronDates(cron, zone), run, clock.instant()));
        } catch (IllegalArgumentException unusable) {
            throw new IllegalArgumentException("timer " + name + ": " + unusable.getMessage(), unusable);
        }
        wake.run();
    }

    /**
     * Enqueues what is due.
     *
     * @return how long until it must be called again
     * @throws IllegalStateException when a run could not be enqueued, after all other timers had their turn. That run
     *     is due until a later call has enqueued it
     */
    Duration enqueueDue() {
        Duration pause = LONGEST_PAUSE;
        Instant now = clock.instant();
        IllegalStateException failure = null;
        for (Timer timer : timers) {
            try {
                Duration left = timer.enqueueIfDue(now);
                if (left.compareTo(pause) < 0) {
                    pause = left;
                }
            } catch (RuntimeException thrown) {
                IllegalStateException failed =
                        new IllegalStateException("timer " + timer.name + " could not enqueue a run", thrown);
                if (failure == null) {
                    failure = failed;
                } else {
                    failure.addSuppressed(failed);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return pause;
    }

    /** For the thread of the loop. */
    private final class Timer {

        private final String name;
        private final CronDates dates;
        private final Function<Instant, NewRun> run;
        private ZonedDateTime due;

        Timer(String name, CronDates dates, Function<Instant, NewRun> run, Instant now) {
            this.name = name;
            this.dates = dates;
            this.run = run;
            this.due = dates.after(now.atZone(dates.zone()));
        }

        Duration enqueueIfDue(Instant now) {
            if (!due.toInstant().isAfter(now)) {
                enqueue(due.toInstant());
                // fire times that passed while this process was frozen are skipped
                due = dates.after(now.atZone(dates.zone()));
            }
            return Duration.between(now, due);
        }

        private void enqueue(Instant date) {
            try {
                Enqueued enqueued = runs.enqueue(run.apply(date).withIdempotencyKey("timer " + name + " at " + date));
                if (enqueued.isNew()) {
                    LOG.log(Level.INFO, "timer {0} at {1} is run {2}", name, date, enqueued.id());
                }
            } catch (RunActiveException refused) {
                LOG.log(Level.INFO, "timer {0} at {1} is skipped: {2}", name, date, refused.getMessage());
            }
        }
    }
}
