package dev.longhaul.shop.productimport;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an import run is asked to do; recorded with the run as JSON.
 *
 * @param uploadId the sealed upload to read
 * @param mostRejects with more rejected records than this it stops; null for no limit
 * @param planId the plan of the check that it follows; null for none
 * @param rejectsChanged what happens to a record whose product has changed since that check: it is rejected, or the
 *     import fails; null means the latter
 */
public record ImportRequest(
        UUID uploadId,
        @Nullable Long mostRejects,
        @Nullable UUID planId,
        @Nullable Boolean rejectsChanged) {

    /** The type under which import runs are recorded. */
    public static final String RUN_TYPE = "product-import";
}
