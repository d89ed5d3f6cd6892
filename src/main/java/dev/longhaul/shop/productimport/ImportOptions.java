package dev.longhaul.shop.productimport;

import dev.longhaul.shop.catalog.write.WriteMode;
import org.jspecify.annotations.Nullable;

/**
 * What the user who starts an import has chosen about its work.
 *
 * @param rejectLimit with more rejected records it stops; null for no limit
 * @param mode what its records may do to the catalogue
 */
public record ImportOptions(@Nullable RejectLimit rejectLimit, WriteMode mode) {

    /** No limit, and records create and update. */
    public static final ImportOptions DEFAULT = new ImportOptions(null, WriteMode.BOTH);
}
