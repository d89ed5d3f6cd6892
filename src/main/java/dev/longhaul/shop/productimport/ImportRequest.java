package dev.longhaul.shop.productimport;

import java.util.UUID;

/**
 * What an import run is asked to do; recorded with the run as JSON.
 *
 * @param uploadId the sealed upload to read
 */
public record ImportRequest(UUID uploadId) {

    /** The type under which import runs are recorded. */
    public static final String RUN_TYPE = "product-import";
}
