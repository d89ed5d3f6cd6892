package dev.longhaul.run;

import dev.longhaul.cancellation.CancellationRegistration;
import dev.longhaul.cancellation.CancellationToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one owner knows of how far a cancel has come: when the run's token fired, and when the handler saw that. Told as
 * ages, because the database has another clock.
 */
final class CancelStages implements AutoCloseable {

    private final CancellationToken handlers;
    private final CancellationRegistration registration;
    private volatile @Nullable Instant deliveredAt;
    private int told;

    /**
     * @param owners fires first
     * @param handlers a child of it that only the handler looks at
     */
    CancelStages(CancellationToken owners, CancellationToken handlers) {
        this.handlers = handlers;
        this.registration = owners.onCancelled(reason -> deliveredAt = now());
    }

    Optional<Duration> sinceDelivery() {
        return age(Optional.ofNullable(deliveredAt));
    }

    Optional<Duration> sinceObservation() {
        return age(handlers.observedAt());
    }

    /** Whether a stage was reached since the last call; a first answer true may be about both. */
    synchronized boolean hasNews() {
        int reached = (deliveredAt == null ? 0 : 1) + (handlers.observedAt().isEmpty() ? 0 : 1);
        boolean more = reached > told;
        told = reached;
        return more;
    }

    private static Optional<Duration> age(Optional<Instant> moment) {
        return moment.map(at -> Duration.between(at, now()));
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    @Override
    public void close() {
        registration.close();
    }
}
