package dev.longhaul.shop.productimport;

import dev.longhaul.shop.catalog.write.WriteMode;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an import run is asked to do; recorded with the run as JSON. An earlier version recorded fewer properties.
 *
 * @param uploadId the sealed upload to read
 * @param mostRejects with more rejected records than this it stops; null for no limit
 * @param mode what its records may do to the catalogue; both where it is not recorded
 * @param onCancel what a cancel leaves; all that was imported where it is not recorded
 * @param planId the plan of the check that it follows; null for none
 * @param rejectsChanged whether a record for which that check has found something else is rejected; the import fails
 *     there if this is false or not recorded
 */
public record ImportRequest(
        UUID uploadId,
        @Nullable Long mostRejects,
        WriteMode mode,
        OnCancel onCancel,
        @Nullable UUID planId,
        @Nullable Boolean rejectsChanged) {

    /** The type under which import runs are recorded. */
    public static final String RUN_TYPE = "product-import";

    public ImportRequest {
        mode = Objects.requireNonNullElse(mode, WriteMode.BOTH);
        onCancel = Objects.requireNonNullElse(onCancel, OnCancel.KEEP);
    }

    // not a constructor: JSON-B takes a record's only one

    /** Without options. */
    public static ImportRequest of(UUID uploadId) {
        return new ImportRequest(uploadId, null, WriteMode.BOTH, OnCancel.KEEP, null, null);
    }
}
