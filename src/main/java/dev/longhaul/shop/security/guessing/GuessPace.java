package dev.longhaul.shop.security.guessing;

import java.time.Duration;

/**
 * How fast strangers may guess in one lane. A count of failures is kept as the time at which the last of them will be
 * forgotten, in milliseconds: one number says how many there are now, and it needs no clean-up.
 *
 * @param limit failures that are free
 * @param forgetMillis after how long one failure is forgotten
 * @param firstStep from one try to the next once the limit is reached
 * @param lastStep the same after many further failures
 */
record GuessPace(int limit, long forgetMillis, Duration firstStep, Duration lastStep) {

    /** More are not counted, so that a lane is free again some hours after any attack. */
    static final int COUNTED_ABOVE_LIMIT = 60;

    private static final int FAILURES_PER_SLOWER_STEP = 20;
    private static final Duration SLOWER = Duration.ofSeconds(1);

    /** For one name, from all addresses. */
    static GuessPace ofName(int limit, Duration window) {
        return of(limit, window, Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    /** For one address, over all names. */
    static GuessPace ofAddress(int limit, Duration window) {
        return of(10 * limit, window, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    private static GuessPace of(int limit, Duration window, Duration firstStep, Duration lastStep) {
        return new GuessPace(limit, Math.max(1, window.toMillis() / limit), firstStep, lastStep);
    }

    /** Failures not forgotten yet. */
    int failures(long forgottenAt, long now) {
        return forgottenAt <= now ? 0 : (int) ((forgottenAt - now + forgetMillis - 1) / forgetMillis);
    }

    /** One failure more. */
    long withFailure(long forgottenAt, long now) {
        long most = now + (limit + COUNTED_ABOVE_LIMIT) * forgetMillis;
        return Math.min(most, Math.max(forgottenAt, now) + forgetMillis);
    }

    long stepMillis(int failures) {
        Duration step = firstStep.plus(SLOWER.multipliedBy(Math.max(0, failures - limit) / FAILURES_PER_SLOWER_STEP));
        return (step.compareTo(lastStep) > 0 ? lastStep : step).toMillis();
    }
}
