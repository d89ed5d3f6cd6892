package dev.longhaul.shop.productimport;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many records of a file may be rejected before its import stops.
 *
 * @param value a number of records, or of hundredths of the file's records
 * @param isPercent which of the two
 */
public record RejectLimit(long value, boolean isPercent) {

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9})\\s*(%?)");
    private static final int WHOLE = 100;

    /**
     * Reads {@code 0} (stop at the first), {@code 100} or {@code 2%}.
     *
     * @return empty for a text that is neither
     */
    public static Optional<RejectLimit> parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            return Optional.empty();
        }
        long value = Long.parseLong(written.group(1));
        boolean isPercent = !written.group(2).isEmpty();
        return isPercent && value > WHOLE ? Optional.empty() : Optional.of(new RejectLimit(value, isPercent));
    }

    /** How many records of a file of this size may be rejected. */
    long mostOf(long recordCount) {
        return isPercent ? recordCount * value / WHOLE : value;
    }
}
