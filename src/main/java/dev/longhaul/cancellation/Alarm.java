package dev.longhaul.cancellation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One armed deadline of one token. It counts only while the token holds it: a re-armed token ignores its earlier
 * alarms.
 */
final class Alarm implements Runnable {

    private static final Logger LOG = System.getLogger(Alarm.class.getName());

    private final Duration delay;
    private final Clock clock;
    private final Instant at;
    private @Nullable BiConsumer<Alarm, CancellationReason> target;
    private @Nullable CancellationRegistration scheduled;

    /** @param target cancels the token if this alarm is still the one that counts */
    Alarm(BiConsumer<Alarm, CancellationReason> target, Duration delay, Clock clock) {
        this.target = target;
        this.delay = delay;
        this.clock = clock;
        this.at = clock.instant().plus(delay);
    }

    Instant at() {
        return at;
    }

    void start(CancellationTimer timer) {
        CancellationRegistration registration = timer.schedule(delay, this);
        if (!keep(registration)) {
            registration.close();
        }
    }

    /** False when the alarm was stopped while it was being scheduled. */
    private synchronized boolean keep(CancellationRegistration registration) {
        scheduled = registration;
        return target != null;
    }

    static void stop(@Nullable Alarm alarm) {
        if (alarm != null) {
            alarm.stop();
        }
    }

    /** Lets go of the token at once: a scheduler may keep a cancelled action until the time it was meant for. */
    private void stop() {
        CancellationRegistration registration;
        synchronized (this) {
            target = null;
            registration = scheduled;
        }
        if (registration != null) {
            registration.close();
        }
    }

    @Override
    public void run() {
        BiConsumer<Alarm, CancellationReason> cancelling;
        synchronized (this) {
            cancelling = target;
        }
        if (cancelling == null) {
            return;
        }
        CancellationReason reason = new CancellationReason(
                CancellationReason.Kind.TIMED_OUT,
                "the deadline of " + delay + " has passed",
                null,
                null,
                clock.instant());
        try {
            cancelling.accept(this, reason);
        } catch (CancellationCallbackException failed) {
            // the scheduler would keep it in a future that nobody reads
            LOG.log(Level.WARNING, "Callbacks failed after a deadline of " + delay, failed);
        }
    }
}
