package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.undo.ChunkChanges;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells the records of a source that are to be written from those that are skipped.
 *
 * @param isOwn whether the source made the product of this id with an earlier chunk, so that it did not exist before
 */
public record RecordFilter(WriteMode mode, LongPredicate isOwn) {

    /** Skips nothing. */
    public static final RecordFilter NONE = new RecordFilter(WriteMode.BOTH, product -> false);

    /** The same, with the products that the open transaction has made. */
    RecordFilter withOwn(ChunkChanges written) {
        return new RecordFilter(mode, product -> isOwn.test(product) || written.creates(product));
    }

    /** @param product null if it would be a new one */
    boolean skipsRecordOf(@Nullable PendingProduct product) {
        boolean own = product != null && (product.row().isNew() || isOwn.test(product.id()));
        return mode.skips(product, own);
    }

    boolean skipsNewVariants() {
        return mode == WriteMode.UPDATE;
    }
}
