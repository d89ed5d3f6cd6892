package dev.longhaul.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a run's status, recorded in the transaction that made it.
 *
 * @param from null for the first
 * @param reason why the arrow exists, in words
 * @param actor the person who did it; null when no person did
 * @param node where it was recorded; null when that is not known
 * @param epoch of the run after the change
 * @param at by the database's clock
 */
public record RunTransition(
        @Nullable RunStatus from,
        RunStatus to,
        String reason,
        @Nullable String actor,
        @Nullable String node,
        long epoch,
        Instant at) {}
