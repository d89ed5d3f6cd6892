package dev.longhaul.cancellation;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a request to cancel has come. A receipt is a snapshot; ask again for a newer one. Stages only rise, and one
 * may be left out: work that ends without checking its token is never observed.
 *
 * @param reason the first request: who asked, where, when and why. Later requests change nothing
 * @param deliveredAt when the token of the work fired; null before, and for work that never had a token
 * @param observedAt when the work first noticed: a check of its token said so, or one of its callbacks started. Never
 *     earlier than the delivery; null before, and when the work ended without checking
 * @param endedAt when the work ended, for whatever reason; null before
 */
public record CancelReceipt(
        CancellationReason reason,
        @Nullable Instant deliveredAt,
        @Nullable Instant observedAt,
        @Nullable Instant endedAt) {

    /** How far a cancel has come. */
    public enum Stage {
        /** Recorded, and on its way to the owner of the work. */
        REQUESTED,
        /** The token has fired. The work continues until it checks. */
        DELIVERED,
        /** The work has noticed and is stopping. */
        OBSERVED,
        /** The work has ended. */
        ENDED
    }

    /** @throws IllegalArgumentException when the observation is earlier than the delivery, or there was none */
    public CancelReceipt {
        Objects.requireNonNull(reason, "reason");
        if (observedAt != null && (deliveredAt == null || observedAt.isBefore(deliveredAt))) {
            throw new IllegalArgumentException("a cancel cannot be observed before it is delivered, was delivered at "
                    + deliveredAt + " and observed at " + observedAt);
        }
    }

    /** A request that has not been delivered yet. */
    public static CancelReceipt requested(CancellationReason reason) {
        return new CancelReceipt(reason, null, null, null);
    }

    /** When it was requested, by the clock that recorded it. */
    public Instant requestedAt() {
        return reason.at();
    }

    /** The highest stage reached. */
    public Stage stage() {
        if (endedAt != null) {
            return Stage.ENDED;
        }
        if (observedAt != null) {
            return Stage.OBSERVED;
        }
        return deliveredAt == null ? Stage.REQUESTED : Stage.DELIVERED;
    }
}
