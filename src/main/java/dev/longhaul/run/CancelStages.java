package dev.longhaul.run;

import dev.longhaul.cancellation.CancellationSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one owner knows of how far a cancel has come: when the run's token fired, and when the handler saw that. Told as
 * ages, because the database has another clock.
 */
final class CancelStages {

    private final CancellationSource source;
    private int told;

    /** @param source whose token the handler looks at */
    CancelStages(CancellationSource source) {
        this.source = source;
    }

    Optional<Duration> sinceDelivery() {
        return age(source.cancelledAt());
    }

    Optional<Duration> sinceObservation() {
        return age(source.observedAt());
    }

    /** Whether a stage was reached since the last call; a first answer true may be about both. */
    synchronized boolean hasNews() {
        int reached =
                (source.cancelledAt().isEmpty() ? 0 : 1) + (source.observedAt().isEmpty() ? 0 : 1);
        boolean more = reached > told;
        told = reached;
        return more;
    }

    private static Optional<Duration> age(Optional<Instant> moment) {
        return moment.map(at -> Duration.between(at, Clock.systemUTC().instant()));
    }
}
