package dev.longhaul.cancellation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a cancel to a database when a token fires, and repeats it until it is closed: databases lose a cancel that
 * comes while nothing is executed. The first one is sent by the cancelling thread, the repetitions by the timer.
 */
final class RepeatedCancel {

    private static final Logger LOG = System.getLogger(RepeatedCancel.class.getName());

    private static final Duration FIRST_REPETITION = Duration.ofMillis(20);
    private static final Duration SLOWEST_REPETITION = Duration.ofSeconds(1);

    private final CancellationTimer timer;
    private final Request request;
    private @Nullable CancellationRegistration registration;
    private @Nullable CancellationRegistration repetition;
    private boolean sent;
    private boolean closed;

    /** Sends one cancel. */
    @FunctionalInterface
    interface Request {
        void send() throws SQLException;
    }

    private RepeatedCancel(CancellationTimer timer, Request request) {
        this.timer = timer;
        this.request = request;
    }

    static RepeatedCancel on(CancellationToken token, CancellationTimer timer, Request request) {
        RepeatedCancel repeated = new RepeatedCancel(timer, request);
        repeated.registration = token.onCancelled(reason -> repeated.send(FIRST_REPETITION));
        return repeated;
    }

    synchronized boolean wasSent() {
        return sent;
    }

    /**
     * Ends it. Waits for a request that is on its way.
     *
     * @return true when a request was sent and this is the first call
     */
    boolean close() {
        Objects.requireNonNull(registration, "registration").close();
        return end();
    }

    private synchronized boolean end() {
        boolean first = sent && !closed;
        closed = true;
        if (repetition != null) {
            repetition.close();
        }
        return first;
    }

    /** Under the lock for as long as the driver takes: the end waits, and nothing is sent after it. */
    private synchronized void send(Duration untilNext) {
        if (closed) {
            return;
        }
        sent = true;
        try {
            request.send();
        } catch (SQLException failed) {
            LOG.log(
                    Level.WARNING,
                    "A statement could not be told to cancel; it is tried again in " + untilNext,
                    failed);
        }
        Duration doubled = untilNext.multipliedBy(2);
        Duration following = doubled.compareTo(SLOWEST_REPETITION) < 0 ? doubled : SLOWEST_REPETITION;
        try {
            repetition = timer.schedule(untilNext, () -> send(following));
        } catch (RejectedExecutionException | IllegalStateException noTimer) {
            LOG.log(Level.WARNING, "There is no timer: the cancel of a statement is not repeated", noTimer);
        }
    }
}
