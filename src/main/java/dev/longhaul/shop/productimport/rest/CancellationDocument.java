package dev.longhaul.shop.productimport.rest;

import dev.longhaul.cancellation.CancelReceipt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of a cancel as a program reads it.
 *
 * @param stage {@code REQUESTED}, {@code DELIVERED}, {@code OBSERVED} or {@code ENDED}
 * @param requestedBy who asked
 * @param node where it was asked
 */
public record CancellationDocument(
        String stage,
        @Nullable String requestedBy,
        @Nullable String node,
        Instant requestedAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant observedAt,
        @Nullable Instant endedAt) {

    static @Nullable CancellationDocument of(@Nullable CancelReceipt cancel) {
        return cancel == null
                ? null
                : new CancellationDocument(
                        cancel.stage().name(),
                        cancel.reason().actor(),
                        cancel.reason().node(),
                        cancel.requestedAt(),
                        cancel.deliveredAt(),
                        cancel.observedAt(),
                        cancel.endedAt());
    }
}
