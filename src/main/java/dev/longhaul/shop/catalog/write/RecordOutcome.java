package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.Reason;
import org.jspecify.annotations.Nullable;

/** The result of one record. */
public sealed interface RecordOutcome {

    /** How a record that was accepted changed the catalogue. */
    enum Change {
        /** It made a product or a variant. */
        CREATED,
        /** It changed or added anything else. */
        UPDATED,
        /** The catalogue had it already. */
        UNCHANGED
    }

    /**
     * The record is in the catalogue.
     *
     * @param variantId null when the record says nothing about a variant
     * @param revision of the stored product when it was looked up; null if the record, or one of the same call before
     *     it, has made the product
     */
    record Accepted(
            Change change,
            long productId,
            @Nullable Long variantId,
            @Nullable Long revision) implements RecordOutcome {}

    /**
     * The record changed nothing.
     *
     * @param reason for machines, and in words where it is shown
     */
    record Refused(Reason reason) implements RecordOutcome {}

    /** The record changed nothing, because it would have done what its {@link WriteMode} does not permit. */
    record Skipped() implements RecordOutcome {}
}
