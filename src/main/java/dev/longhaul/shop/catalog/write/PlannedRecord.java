package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.write.RecordOutcome.Accepted;
import dev.longhaul.shop.catalog.write.RecordOutcome.Skipped;

/**
 * What a check has found for one record: its product as it was then.
 *
 * @param productId of the stored product, zero for none
 * @param revision of that product, zero for none
 */
public record PlannedRecord(Kind kind, long productId, long revision) {

    /** What becomes of the record. */
    public enum Kind {
        /** It makes a product. */
        NEW,
        /** It is about a product of the catalogue, which it may leave unchanged. */
        STORED,
        /** It is rejected. */
        REFUSED,
        /** It is skipped, because of what records may do. */
        SKIPPED
    }

    /** From the outcome of {@link CatalogPreview#next}. */
    public static PlannedRecord of(RecordOutcome outcome) {
        if (!(outcome instanceof Accepted accepted)) {
            return new PlannedRecord(outcome instanceof Skipped ? Kind.SKIPPED : Kind.REFUSED, 0, 0);
        }
        Long revision = accepted.revision();
        return revision == null
                ? new PlannedRecord(Kind.NEW, 0, 0)
                : new PlannedRecord(Kind.STORED, accepted.productId(), revision);
    }
}
