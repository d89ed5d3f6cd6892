package dev.longhaul.background;

import jakarta.enterprise.concurrent.CronTrigger;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The dates of a cron expression, as {@link CronTrigger} reads it. Immutable. */
public final class CronDates {

    private static final int HOURS_OF_A_DAY = 24;

    private final CronTrigger trigger;

    /**
     * @param expression five fields (minutes, hours, days of month, months, days of week) or six with seconds first
     * @throws RuntimeException when it is no such expression
     */
    public CronDates(String expression, ZoneId zone) {
        this.trigger = new CronTrigger(expression, zone);
    }

    public ZoneId zone() {
        return trigger.getZoneId();
    }

    /** The first date that is later than this moment's second; null when there is none. */
    public @Nullable ZonedDateTime after(ZonedDateTime moment) {
        // dates are whole seconds, and the trigger would answer the one it is asked at
        ZonedDateTime from = moment.withZoneSameInstant(zone())
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(1);
        for (int hour = 0; hour < HOURS_OF_A_DAY; hour++) {
            try {
                return trigger.getNextRunTime(null, from);
            } catch (ArrayIndexOutOfBoundsException beforeTheFirstHour) {
                // CronTrigger of Jakarta Concurrency 3.0 fails at hours before the first of the expression
                from = from.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            }
        }
        throw new IllegalStateException("no date of " + trigger + " was found after " + moment);
    }
}
