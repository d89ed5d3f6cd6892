package dev.longhaul.shop.catalog.write;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the records of a source may do to the catalogue. A record that does anything else is skipped as a whole. */
public enum WriteMode {
    /** Makes what is new and changes what is there. */
    BOTH,
    /**
     * Makes new products with all their variants. A product that was there before stays as it is, so its records are
     * skipped, even those of a new variant.
     */
    CREATE,
    /**
     * Changes products and variants that are there. No product and no variant is made: the records of an unknown
     * product are skipped, and so is that of an unknown variant, even with what it says about its product. A price in
     * another currency and an attribute are changes of the variant or the product that they belong to.
     */
    UPDATE;

    /** Reads {@code create}, {@code update} or {@code both}; empty for any other text. */
    public static Optional<WriteMode> parse(String text) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(text)).findFirst();
    }

    /** The mode as requests and pages write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether a record is skipped before its variant is looked for.
     *
     * @param product of the record; null if it would be a new one
     * @param isOwn whether the source itself has made the product
     */
    boolean skips(@Nullable PendingProduct product, boolean isOwn) {
        return switch (this) {
            case BOTH -> false;
            case CREATE -> product != null && !isOwn;
            case UPDATE -> product == null;
        };
    }
}
