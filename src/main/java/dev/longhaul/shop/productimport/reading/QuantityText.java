package dev.longhaul.shop.productimport.reading;

/** Reads numbers of pieces: whole, with decimals only where they are zero, as some systems write every number. */
final class QuantityText {

    private static final int LONGEST = 20;
    private static final long LARGEST = 1_000_000_000_000L;

    private QuantityText() {}

    static long parse(String text) throws CellFaultException {
        if (text.length() > LONGEST) {
            throw notAQuantity();
        }
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int end = start;
        long number = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            number = Math.min(number, LARGEST) * 10 + text.charAt(end) - '0';
            end++;
        }
        if (end == start || !isZeroDecimals(text, end)) {
            throw notAQuantity();
        }
        if (number > LARGEST) {
            throw new CellFaultException("quantity-too-large", "a quantity is at most 1000000000000");
        }
        return text.startsWith("-") ? -number : number;
    }

    // three zeros could be thousands, so only other lengths are surely decimals
    private static boolean isZeroDecimals(String text, int from) {
        if (from == text.length()) {
            return true;
        }
        boolean mark = text.charAt(from) == '.' || text.charAt(from) == ',';
        int count = text.length() - from - 1;
        return mark
                && count > 0
                && count != 3
                && text.substring(from + 1).chars().allMatch(c -> c == '0');
    }

    private static CellFaultException notAQuantity() {
        return new CellFaultException(
                "quantity-not-whole",
                "this is no whole number of pieces; write it like 12, without marks for thousands");
    }
}
