package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.write.PlannedRecord.Kind;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a check has found for the records of one call of {@link CatalogWriter#write}. A record for which something else
 * is found now is refused as {@link #CHANGED}: doing what the check has promised would overwrite what another has done
 * since. Not safe for several threads.
 */
public final class PlannedRecords {

    /** The code of a record that is refused because the catalogue is no longer what the check has read. */
    public static final String CHANGED = "changed-since-check";

    /** For records that were not checked: none is refused. */
    public static final PlannedRecords NONE = new PlannedRecords(null, revision -> false);

    private final @Nullable Map<ProductRecord, PlannedRecord> planned;
    private final LongPredicate isOwn;

    private PlannedRecords(@Nullable Map<ProductRecord, PlannedRecord> planned, LongPredicate isOwn) {
        this.planned = planned;
        this.isOwn = isOwn;
    }

    /**
     * Of no records yet.
     *
     * @param isOwn whether the writer itself has given a product this revision, in an earlier call
     */
    public static PlannedRecords with(LongPredicate isOwn) {
        return new PlannedRecords(new IdentityHashMap<>(), isOwn);
    }

    /** Adds a record, which is known by its identity. */
    public void put(ProductRecord record, PlannedRecord found) {
        if (planned == null) {
            throw new IllegalStateException("these records were not checked");
        }
        planned.put(record, found);
    }

    /** The same, for a call that has given this revision to products already; zero for none. */
    PlannedRecords within(long revision) {
        return new PlannedRecords(planned, number -> number == revision || isOwn.test(number));
    }

    /**
     * Requires that the check has found the same product, or none if there is none.
     *
     * @param revision of the product when it was looked up, null if it is not stored yet
     */
    void require(ProductRecord record, @Nullable PendingProduct product, @Nullable Long revision)
            throws RecordRefusedException {
        if (planned == null || (revision != null && isOwn.test(revision))) {
            return;
        }
        PlannedRecord found = planned.get(record);
        if (found == null || found.kind() == Kind.REFUSED || found.kind() == Kind.SKIPPED) {
            throw new RecordRefusedException("changed-since-check.left-out");
        }
        if (product == null || revision == null) {
            if (found.kind() == Kind.STORED) {
                throw new RecordRefusedException("changed-since-check.gone");
            }
        } else if (found.kind() == Kind.NEW) {
            throw new RecordRefusedException("changed-since-check.exists", product.handle());
        } else if (found.productId() != product.id() || found.revision() != revision) {
            throw new RecordRefusedException("changed-since-check.changed", product.handle());
        }
    }

    /** Requires that the check has skipped the record, too. */
    void requireSkipped(ProductRecord record) throws RecordRefusedException {
        PlannedRecord found = planned == null ? null : planned.get(record);
        if (found != null && (found.kind() == Kind.NEW || found.kind() == Kind.STORED)) {
            throw new RecordRefusedException("changed-since-check.skipped");
        }
    }
}
