package dev.longhaul.background;

import jakarta.enterprise.concurrent.CronTrigger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The dates of a cron expression, as {@link CronTrigger} reads it. There is always a next one. Immutable. */
public final class CronDates {

    /** Later than the last change of any zone's rules that does not repeat each year: a date after it repeats. */
    private static final LocalDate CHECKED_FROM = LocalDate.of(2100, 1, 1);

    /** The calendar repeats after this time, weekdays included. */
    private static final int YEARS_OF_A_CYCLE = 400;

    /** CronTrigger gives up after 1000 steps, and a step passes at least the rest of a day or of a month. */
    private static final int YEARS_OF_AN_ATTEMPT = 2;

    private static final int HOURS_OF_A_DAY = 24;

    private final String text;
    private final CronTrigger trigger;

    /**
     * @param expression five fields (minutes, hours, days of month, months, days of week) or six with seconds first
     * @throws IllegalArgumentException when it is not such an expression, or no date ever matches it, such as the 30th
     *     of February
     */
    public CronDates(String expression, ZoneId zone) {
        this.text = "cron " + expression + " in " + zone;
        try {
            this.trigger = new CronTrigger(expression, zone);
        } catch (RuntimeException unreadable) {
            throw new IllegalArgumentException(text + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        try {
            if (find(CHECKED_FROM.atStartOfDay(zone)) == null) {
                throw new IllegalArgumentException(text + " cannot be used: no date ever matches it");
            }
        } catch (ArrayIndexOutOfBoundsException noValue) {
            // CronTrigger reads a field of nothing but commas as one without values
            throw new IllegalArgumentException(text + " cannot be read: a field has no value", noValue);
        }
    }

    public ZoneId zone() {
        return trigger.getZoneId();
    }

    /** The first date that is later than this moment's second. */
    public ZonedDateTime after(ZonedDateTime moment) {
        // dates are whole seconds, and the trigger would answer the one it is asked at
        ZonedDateTime date = find(moment.withZoneSameInstant(zone())
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(1));
        if (date == null) {
            throw new IllegalStateException("no date of " + text + " was found after " + moment);
        }
        return date;
    }

    /** For the log: the expression and its zone. */
    @Override
    public String toString() {
        return text;
    }

    private @Nullable ZonedDateTime find(ZonedDateTime first) {
        ZonedDateTime from = first;
        for (int years = 0; years <= YEARS_OF_A_CYCLE; years += YEARS_OF_AN_ATTEMPT) {
            try {
                return attempt(from);
            } catch (DateTimeException notWithinTheAttempt) {
                from = LocalDate.of(from.getYear() + YEARS_OF_AN_ATTEMPT, 1, 1).atStartOfDay(zone());
            }
        }
        return null;
    }

    private ZonedDateTime attempt(ZonedDateTime first) {
        ZonedDateTime from = first;
        for (int hour = 1; hour < HOURS_OF_A_DAY; hour++) {
            try {
                return trigger.getNextRunTime(null, from);
            } catch (ArrayIndexOutOfBoundsException beforeTheFirstHour) {
                // CronTrigger of Jakarta Concurrency 3.0 fails at hours before the first of the expression
                from = from.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            }
        }
        return trigger.getNextRunTime(null, from);
    }
}
