package dev.longhaul.shop.productimport;

import dev.longhaul.shop.catalog.write.WriteMode;
import org.jspecify.annotations.Nullable;

/**
 * What the user who starts an import has chosen about its work.
 *
 * @param rejectLimit with more rejected records it stops; null for no limit
 * @param mode what its records may do to the catalogue
 * @param onCancel what a cancel leaves
 */
public record ImportOptions(@Nullable RejectLimit rejectLimit, WriteMode mode, OnCancel onCancel) {

    /** No limit; records create and update, and a cancel leaves what they did. */
    public static final ImportOptions DEFAULT = new ImportOptions(null, WriteMode.BOTH, OnCancel.KEEP);
}
