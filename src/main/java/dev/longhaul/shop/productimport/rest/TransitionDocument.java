package dev.longhaul.shop.productimport.rest;

import dev.longhaul.run.RunStatus;
import dev.longhaul.run.RunTransition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of an import's status, as a program reads it.
 *
 * @param from null for the first
 * @param reason in words
 * @param actor the person who did it, null when no person did
 * @param node where it was recorded
 * @param epoch the owner's number after the change
 */
public record TransitionDocument(
        @Nullable String from,
        String to,
        String reason,
        @Nullable String actor,
        @Nullable String node,
        long epoch,
        Instant at) {

    static TransitionDocument of(RunTransition change) {
        RunStatus from = change.from();
        return new TransitionDocument(
                from == null ? null : from.name(),
                change.to().name(),
                change.reason(),
                change.actor(),
                change.node(),
                change.epoch(),
                change.at());
    }
}
