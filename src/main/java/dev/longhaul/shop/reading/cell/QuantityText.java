package dev.longhaul.shop.reading.cell;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads numbers of pieces. They are whole, so a mark before three digits that are not all zero separates thousands, and
 * decimals are accepted only if they are zero, because some systems write every number with them.
 */
public final class QuantityText {

    private static final int LONGEST = 24;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000_000L);
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:[.,]\\d{3})");

    /** Said of a stock that nobody counts, without blanks, underscores and hyphens. */
    private static final Set<String> NOT_COUNTED = Set.of(
            "instock",
            "outofstock",
            "onbackorder",
            "backorder",
            "preorder",
            "available",
            "unavailable",
            "unlimited",
            "infinite",
            "∞",
            "auflager",
            "nichtauflager",
            "verfügbar",
            "unbegrenzt");

    private QuantityText() {}

    /** Whether a text says that there is stock, or none, without a number. */
    public static boolean saysOnlyWhetherAny(String text) {
        if (text.length() > LONGEST || (!text.isEmpty() && text.charAt(0) <= '9')) {
            return false;
        }
        return NOT_COUNTED.contains(text.toLowerCase(Locale.ROOT).replaceAll("[ _-]", ""));
    }

    /**
     * Reads a text without surrounding blanks.
     *
     * @param column how the column writes its numbers; decides only what the text itself does not
     */
    public static long parse(String text, DecimalMark column) throws CellFaultException {
        if (text.length() > LONGEST) {
            throw notAQuantity();
        }
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        BigDecimal number = number(digits, column);
        if (number.compareTo(LARGEST) > 0) {
            throw new CellFaultException("quantity-too-large", 1_000_000_000_000L);
        }
        return negative ? -number.longValueExact() : number.longValueExact();
    }

    private static BigDecimal number(String digits, DecimalMark column) throws CellFaultException {
        BigDecimal number;
        try {
            boolean grouped = GROUPED.matcher(digits).matches() && !digits.startsWith("0");
            number = grouped && !digits.endsWith("000")
                    ? new BigDecimal(digits.replace(".", "").replace(",", ""))
                    : NumberText.parse(digits, column);
        } catch (NumberText.AmbiguousException e) {
            throw new CellFaultException("quantity-ambiguous");
        }
        if (number == null || number.stripTrailingZeros().scale() > 0) {
            throw notAQuantity();
        }
        return number;
    }

    private static CellFaultException notAQuantity() {
        return new CellFaultException("quantity-not-whole");
    }
}
