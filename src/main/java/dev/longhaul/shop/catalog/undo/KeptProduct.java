package dev.longhaul.shop.catalog.undo;

import org.jspecify.annotations.Nullable;

/**
 * A product that an undo did not restore.
 *
 * @param handle null if the product is gone
 * @param other the handle of the product that stands in the way; null if none does
 */
public record KeptProduct(
        long productId,
        @Nullable String handle,
        Reason reason,
        @Nullable String other) {

    /** Whether someone decided otherwise, or the way back is closed. */
    public enum Bucket {
        KEPT,
        IMPOSSIBLE
    }

    /** Why it was not restored. */
    public enum Reason {
        /** It was changed after the run that is undone. */
        CHANGED_SINCE(Bucket.KEPT, "changed-since"),
        /** It was changed by someone else while that run was at it: restoring a part would leave a mixture. */
        CHANGED_BETWEEN(Bucket.KEPT, "changed-between"),
        /** It was removed. */
        GONE(Bucket.IMPOSSIBLE, "gone"),
        /** Its reference belongs to another product now. */
        REFERENCE_TAKEN(Bucket.IMPOSSIBLE, "reference-taken"),
        /** Its handle belongs to another product now. */
        HANDLE_TAKEN(Bucket.IMPOSSIBLE, "handle-taken");

        private final Bucket bucket;
        private final String code;

        Reason(Bucket bucket, String code) {
            this.bucket = bucket;
            this.code = code;
        }

        public Bucket bucket() {
            return bucket;
        }

        /** For programs and for the names of texts. */
        public String code() {
            return code;
        }
    }

    /** One sentence. */
    public String sentence() {
        return switch (reason) {
            case CHANGED_SINCE -> "The product was changed afterwards, so it stays as it is.";
            case CHANGED_BETWEEN -> "The product was also changed by someone else meanwhile, so it stays as it is.";
            case GONE -> "The product no longer exists.";
            case REFERENCE_TAKEN -> "The product's former reference belongs to product " + other + " now.";
            case HANDLE_TAKEN -> "The product's handle belongs to another product now.";
        };
    }
}
