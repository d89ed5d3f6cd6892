package dev.longhaul.asyncstate;

import dev.longhaul.cancellation.CancellationReason;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far a cancel has come. Asks anew at each call, this node only and without waiting, so a stage reached on
 * another node is seen within the flush interval. Where several have asked, it tells of the first request.
 */
public final class CancelReceipt {

    /** How far the cancel of one state has come; it only rises, and may leave stages out. */
    public enum Stage {
        /**
         * No such state, its work had ended, a kept cancel found none in its time, or nobody has asked; nothing
         * changes.
         */
        NOT_FOUND,
        /** On its way, or kept for a state to come. Stays here where no source is attached, or the owner has left. */
        REQUESTED,
        /** The source of the owner is cancelled; the work may go on until it looks at its token. */
        DELIVERED,
        /** The work has noticed: a check of its token said so, or one of its callbacks began. */
        OBSERVED,
        /** The state has ended, expired or been removed by its owner. */
        ENDED
    }

    private final Supplier<@Nullable CancelEnvelope> request;

    CancelReceipt(Supplier<@Nullable CancelEnvelope> request) {
        this.request = request;
    }

    /** The stage reached, as far as this node knows. */
    public Stage stage() {
        CancelEnvelope now = request.get();
        if (now == null) {
            return Stage.NOT_FOUND;
        }
        if (now.endedMillis() != 0) {
            return Stage.ENDED;
        }
        if (now.observedMillis() != 0) {
            return Stage.OBSERVED;
        }
        return now.deliveredMillis() != 0 ? Stage.DELIVERED : Stage.REQUESTED;
    }

    /** Who asked first, on which node, when and why; empty when nobody has. */
    public Optional<CancellationReason> reason() {
        return Optional.ofNullable(request.get()).map(CancelEnvelope::reason);
    }

    /** When it was first asked for, by the clock of the node that asked. */
    public Optional<Instant> requestedAt() {
        return at(request.get(), CancelEnvelope::requestedMillis);
    }

    /** When the source was cancelled, by the clock of the owner. */
    public Optional<Instant> deliveredAt() {
        return at(request.get(), CancelEnvelope::deliveredMillis);
    }

    /** When the work noticed, by the clock of the owner; empty when it ended without looking. */
    public Optional<Instant> observedAt() {
        return at(request.get(), CancelEnvelope::observedMillis);
    }

    /** When the state ended, by the clock of the owner. */
    public Optional<Instant> endedAt() {
        return at(request.get(), CancelEnvelope::endedMillis);
    }

    private static Optional<Instant> at(@Nullable CancelEnvelope request, ToLongFunction<CancelEnvelope> millis) {
        if (request == null || millis.applyAsLong(request) == 0) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochMilli(millis.applyAsLong(request)));
    }
}
