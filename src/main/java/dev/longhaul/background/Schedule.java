package dev.longhaul.background;

import jakarta.enterprise.concurrent.CronTrigger;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** When a timed task is due. Immutable; one schedule may serve any number of tasks. */
public final class Schedule {

    private final Duration first;
    private final Dates dates;
    private final String text;

    /** Makes the one thing that follows a task's dates. */
    @FunctionalInterface
    private interface Dates {
        Timing timing(Duration first, TimeSource time);
    }

    private Schedule(Duration first, Dates dates, String text) {
        this.first = first;
        this.dates = dates;
        this.text = text;
    }

    /**
     * Every period, counted from the first date, whatever time a task takes. A date at which the task before still runs
     * or waits is left out, and so is what a pause of the process or a suspend of the server swallowed: they are not
     * made up for.
     *
     * @param period more than zero
     */
    public static Schedule atFixedRate(Duration period) {
        Duration checked = positive(period, "period");
        return new Schedule(Duration.ZERO, (first, time) -> new RateTiming(time, first, checked), "every " + checked);
    }

    /**
     * This long after the end of the task before, however it ended.
     *
     * @param delay more than zero
     */
    public static Schedule withFixedDelay(Duration delay) {
        Duration checked = positive(delay, "delay");
        return new Schedule(
                Duration.ZERO, (first, time) -> new DelayTiming(time, first, checked), checked + " after each end");
    }

    /**
     * At the dates of a cron expression in this zone: five fields (minutes, hours, days of month, months, days of week)
     * or six with seconds first, as {@link CronTrigger} reads them, ranges, lists, steps and names included. A date at
     * which the task before still runs or waits is left out.
     *
     * @throws IllegalArgumentException when it is not such an expression, or no date ever matches it
     */
    public static Schedule cron(String expression, ZoneId zone) {
        CronDates dates = new CronDates(expression, zone);
        return new Schedule(Duration.ZERO, (first, time) -> new CronTiming(time, first, dates), dates.toString());
    }

    /**
     * The same schedule, whose first date comes no earlier than this long after the task was started. Without it the
     * first date of a rate and of a delay is at once.
     *
     * @param duration zero or more
     */
    public Schedule firstAfter(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("the time before the first date must be zero or more, was " + duration);
        }
        return new Schedule(duration, dates, text);
    }

    /** For the log: {@code every PT1H}. */
    @Override
    public String toString() {
        return text;
    }

    Timing timing(TimeSource time) {
        return dates.timing(first, time);
    }

    private static Duration positive(Duration duration, String what) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(what + " must be more than zero, was " + duration);
        }
        return duration;
    }

    /** Follows the dates of one task, for one thread; only {@link #ended()} may be called by any. */
    abstract static class Timing {

        final TimeSource time;

        Timing(TimeSource time) {
            this.time = time;
        }

        /** How long until the next date, zero or less when it has come, null when there is none as things stand. */
        abstract @Nullable Duration untilDue();

        /** The date that has come was used or left out. */
        abstract void used();

        /** The task that used a date has ended, or it could not be enqueued. */
        void ended() {}
    }

    private static final class RateTiming extends Timing {

        private final long periodNanos;
        private long dueNanos;

        RateTiming(TimeSource time, Duration first, Duration period) {
            super(time);
            this.periodNanos = period.toNanos();
            this.dueNanos = time.nanoTime() + first.toNanos();
        }

        @Override
        Duration untilDue() {
            return Duration.ofNanos(dueNanos - time.nanoTime());
        }

        @Override
        void used() {
            long late = time.nanoTime() - dueNanos;
            dueNanos += (late / periodNanos + 1) * periodNanos;
        }
    }

    private static final class DelayTiming extends Timing {

        private final long delayNanos;
        private volatile long dueNanos;
        private volatile boolean waitsForEnd;

        DelayTiming(TimeSource time, Duration first, Duration delay) {
            super(time);
            this.delayNanos = delay.toNanos();
            this.dueNanos = time.nanoTime() + first.toNanos();
        }

        @Override
        @Nullable
        Duration untilDue() {
            return waitsForEnd ? null : Duration.ofNanos(dueNanos - time.nanoTime());
        }

        @Override
        void used() {
            waitsForEnd = true;
        }

        @Override
        void ended() {
            dueNanos = time.nanoTime() + delayNanos;
            waitsForEnd = false;
        }
    }

    private static final class CronTiming extends Timing {

        private final CronDates dates;
        private volatile ZonedDateTime due;

        CronTiming(TimeSource time, Duration first, CronDates dates) {
            super(time);
            this.dates = dates;
            this.due = dates.after(now().plus(first));
        }

        // by the wall clock, so that a clock that is set right moves the date with it
        @Override
        Duration untilDue() {
            return Duration.between(now(), due);
        }

        @Override
        void used() {
            due = dates.after(now());
        }

        private ZonedDateTime now() {
            return time.clock().instant().atZone(dates.zone());
        }
    }
}
