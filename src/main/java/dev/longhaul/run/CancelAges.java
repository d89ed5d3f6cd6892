package dev.longhaul.run;

import dev.longhaul.cancellation.CancellationSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long ago a cancel reached a run's token, and how long ago the handler noticed: ages, because the database has
 * another clock. Both are measured at one reading of the owner's clock, so that a delivery is never younger than its
 * observation.
 *
 * @param sinceDelivery never negative
 * @param sinceObservation at most the delivery's; null before the handler has noticed
 */
record CancelAges(Duration sinceDelivery, @Nullable Duration sinceObservation) {

    /** Empty before the token of the source has fired. */
    static Optional<CancelAges> at(Instant now, CancellationSource source) {
        return source.cancelledAt()
                .map(deliveredAt -> of(now, deliveredAt, source.observedAt().orElse(null)));
    }

    // the wall clock may have been set back between any two of these times
    static CancelAges of(Instant now, Instant deliveredAt, @Nullable Instant observedAt) {
        Duration sinceDelivery = atLeastZero(Duration.between(deliveredAt, now));
        if (observedAt == null) {
            return new CancelAges(sinceDelivery, null);
        }
        Duration sinceObservation = atLeastZero(Duration.between(observedAt, now));
        return new CancelAges(
                sinceDelivery, sinceObservation.compareTo(sinceDelivery) > 0 ? sinceDelivery : sinceObservation);
    }

    private static Duration atLeastZero(Duration age) {
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** How many stages have been reached. */
    int stageCount() {
        return sinceObservation == null ? 1 : 2;
    }
}
