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
import org.jspecify.annotations.Nullable;

/**
 * Enqueues runs at the dates of cron expressions, once per cluster: every node has the timer, and the run of a date has
 * the timer's name and the date as its idempotency key, so the node that comes first records it and the others find it.
 * Which node works on it is another question, as with any run. Safe for any number of threads.
 *
 * <p>A date at which no node is there is left out. Clocks of nodes that differ make no second run.
 */
public final class RunTimers {

    /** Also how late a clock that was set is noticed. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final System.Logger LOG = System.getLogger(RunTimers.class.getName());

    private final Runs runs;
    private final Clock clock;
    private final List<Timer> timers = new CopyOnWriteArrayList<>();
    private volatile Runnable wake = () -> {};

    RunTimers(Runs runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * Starts a timer, which goes on until the application stops.
     *
     * @param name the same on every node, and no other timer's
     * @param cron five fields, or six with seconds first
     * @param run answers the run of a date, whose idempotency key is set by the timer
     * @throws IllegalArgumentException when the expression cannot be read
     */
    public void start(String name, String cron, ZoneId zone, Function<Instant, NewRun> run) {
        try {
            CronDates dates = new CronDates(cron, zone);
            timers.add(new Timer(name, dates, run, clock.instant()));
        } catch (RuntimeException unreadable) {
            throw new IllegalArgumentException(
                    "timer " + name + ": cron " + cron + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        wake.run();
    }

    /** Has the loop woken that calls {@link #enqueueDue()}. */
    void wakeBy(Runnable callback) {
        wake = callback;
    }

    /**
     * Enqueues what is due.
     *
     * @return how long until it must be called again
     */
    Duration enqueueDue() {
        Duration pause = LONGEST_PAUSE;
        Instant now = clock.instant();
        for (Timer timer : timers) {
            Duration left = timer.enqueueIfDue(now);
            if (left.compareTo(pause) < 0) {
                pause = left;
            }
        }
        return pause;
    }

    /** For the thread of the loop. */
    private final class Timer {

        private final String name;
        private final CronDates dates;
        private final Function<Instant, NewRun> run;
        private @Nullable ZonedDateTime due;

        Timer(String name, CronDates dates, Function<Instant, NewRun> run, Instant now) {
            this.name = name;
            this.dates = dates;
            this.run = run;
            this.due = dates.after(now.atZone(dates.zone()));
        }

        Duration enqueueIfDue(Instant now) {
            ZonedDateTime date = due;
            if (date == null) {
                return LONGEST_PAUSE;
            }
            if (!date.toInstant().isAfter(now)) {
                enqueue(date.toInstant());
                // the dates that a pause of this process swallowed are left out
                date = dates.after(now.atZone(dates.zone()));
                due = date;
            }
            return date == null ? LONGEST_PAUSE : Duration.between(now, date);
        }

        private void enqueue(Instant date) {
            try {
                Enqueued enqueued = runs.enqueue(run.apply(date).withIdempotencyKey("timer " + name + " at " + date));
                if (enqueued.isNew()) {
                    LOG.log(Level.INFO, "timer {0} at {1} is run {2}", name, date, enqueued.id());
                }
            } catch (RunActiveException refused) {
                LOG.log(Level.INFO, "timer {0} at {1} is left out: {2}", name, date, refused.getMessage());
            }
        }
    }
}
