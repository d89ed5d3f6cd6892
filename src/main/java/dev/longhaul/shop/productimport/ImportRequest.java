package dev.longhaul.shop.productimport;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an import run is asked to do; recorded with the run as JSON.
 *
 * @param uploadId the sealed upload to read
 * @param mostRejects with more rejected records than this it stops; null for no limit
 */
public record ImportRequest(UUID uploadId, @Nullable Long mostRejects) {

    /** The type under which import runs are recorded. */
    public static final String RUN_TYPE = "product-import";
}
