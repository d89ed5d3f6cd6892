package dev.longhaul.shop.productimport.rest;

import dev.longhaul.cancellation.CancelReceipt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CancelReceipt} as a program reads it.
 *
 * @param stage {@code REQUESTED}, {@code DELIVERED}, {@code OBSERVED} or {@code ENDED}
 * @param requestedBy the user who requested the cancel
 * @param node where it was requested
 */
public record CancellationDocument(
        String stage,
        @Nullable String requestedBy,
        @Nullable String node,
        Instant requestedAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant observedAt,
        @Nullable Instant endedAt) {

    static @Nullable CancellationDocument of(@Nullable CancelReceipt receipt) {
        return receipt == null
                ? null
                : new CancellationDocument(
                        receipt.stage().name(),
                        receipt.reason().actor(),
                        receipt.reason().node(),
                        receipt.requestedAt(),
                        receipt.deliveredAt(),
                        receipt.observedAt(),
                        receipt.endedAt());
    }
}
