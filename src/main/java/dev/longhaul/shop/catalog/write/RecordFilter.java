package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.undo.ChunkChanges;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells the records of a source that are to be written from those that are skipped, and from those that are refused
 * because a check has found something else.
 *
 * @param isOwn whether the source made the product of this id with an earlier chunk, so that it did not exist before
 * @param planned what the check has found for the records of one call
 */
public record RecordFilter(WriteMode mode, LongPredicate isOwn, PlannedRecords planned) {

    /** Skips and refuses nothing. */
    public static final RecordFilter NONE = new RecordFilter(WriteMode.BOTH, product -> false);

    /** For records that were not checked. */
    public RecordFilter(WriteMode mode, LongPredicate isOwn) {
        this(mode, isOwn, PlannedRecords.NONE);
    }

    /** The same, with the products that the open transaction has made. */
    RecordFilter withOwn(ChunkChanges written) {
        return new RecordFilter(mode, product -> isOwn.test(product) || written.creates(product), planned);
    }

    /** The same for records that were checked. */
    public RecordFilter withPlanned(PlannedRecords found) {
        return new RecordFilter(mode, isOwn, found);
    }

    /** The same, for a call that has given this revision to products already; zero for none. */
    RecordFilter afterRevision(long revision) {
        return new RecordFilter(mode, isOwn, planned.within(revision));
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
