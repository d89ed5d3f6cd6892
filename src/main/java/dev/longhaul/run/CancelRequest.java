package dev.longhaul.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who asked a run to stop, and how far that has come. The first request stays; later ones change nothing. Times are the
 * database's, but for a stage that its owner has reached and not recorded yet: that one is the owner's until it has.
 *
 * @param actor the person
 * @param text why, in the person's words; may be empty
 * @param node where it was asked for; null when that is not known
 * @param at when it was recorded
 * @param deliveredAt when the token of the run fired on its owner; null before, and for a run that nobody owned
 * @param observedAt when the work first saw that its token had fired; null before, and when it ended without having
 *     looked
 * @param endedAt when the run ended, whatever ended it; null before
 */
public record CancelRequest(
        String actor,
        String text,
        @Nullable String node,
        Instant at,
        @Nullable Instant deliveredAt,
        @Nullable Instant observedAt,
        @Nullable Instant endedAt) {

    /** How far a cancel has come; it only rises. */
    public enum Stage {
        /** Recorded, and on its way to whoever owns the run. */
        REQUESTED,
        /** The token has fired; the work goes on until it looks. */
        DELIVERED,
        /** The work has seen it and is stopping. */
        OBSERVED,
        /** The run has ended. */
        ENDED
    }

    /** The stage reached, as far as this node knows. */
    public Stage stage() {
        if (endedAt != null) {
            return Stage.ENDED;
        }
        if (observedAt != null) {
            return Stage.OBSERVED;
        }
        return deliveredAt == null ? Stage.REQUESTED : Stage.DELIVERED;
    }

    CancelRequest withDelivery(@Nullable Instant newer) {
        return deliveredAt != null || newer == null
                ? this
                : new CancelRequest(actor, text, node, at, newer, observedAt, endedAt);
    }
}
