package dev.longhaul.cancellation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One armed deadline of one token. It counts only as long as the token holds it: a re-armed token ignores its earlier
 * alarms.
 */
final class Alarm implements Runnable {

    private static final Logger LOG = System.getLogger(Alarm.class.getName());

    private final Duration delay;
    private final Clock clock;
    private final Instant at;
    private @Nullable CancellationFlag token;
    private @Nullable CancellationRegistration scheduled;

    Alarm(CancellationFlag token, Duration delay, Clock clock) {
        this.token = token;
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
        return token != null;
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
            token = null;
            registration = scheduled;
        }
        if (registration != null) {
            registration.close();
        }
    }

    @Override
    public void run() {
        CancellationFlag ringing;
        synchronized (this) {
            ringing = token;
        }
        if (ringing == null) {
            return;
        }
        CancellationReason reason = new CancellationReason(
                CancellationReason.Kind.TIMED_OUT,
                "the deadline of " + delay + " has passed",
                null,
                null,
                clock.instant());
        try {
            ringing.cancelAt(this, reason);
        } catch (CancellationCallbackException failed) {
            // the scheduler would keep it in a future that nobody reads
            LOG.log(Level.WARNING, "Callbacks failed after a deadline of " + delay, failed);
        }
    }
}
