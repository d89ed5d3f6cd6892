package dev.longhaul.shop.productimport;

import dev.longhaul.shop.catalog.write.WriteMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the user who starts an import has chosen about its work.
 *
 * @param rejectLimit with more rejected records it stops; null for no limit
 * @param mode what its records may do to the catalogue
 * @param onCancel what a cancel leaves
 * @param plan the check whose promise it keeps; null for none
 */
public record ImportOptions(
        @Nullable RejectLimit rejectLimit,
        WriteMode mode,
        OnCancel onCancel,
        @Nullable PlanToFollow plan) {

    /** No limit; records create and update, a cancel leaves what they did, and no check is followed. */
    public static final ImportOptions DEFAULT = new ImportOptions(null, WriteMode.BOTH, OnCancel.KEEP, null);

    /**
     * A check whose promise an import keeps.
     *
     * @param id names the plan
     * @param rejectsChanged records whose product has changed since are rejected; false if the import is refused then
     */
    public record PlanToFollow(UUID id, boolean rejectsChanged) {}
}
