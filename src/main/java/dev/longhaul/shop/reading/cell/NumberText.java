package dev.longhaul.shop.reading.cell;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers as shops and spreadsheets write them, with a decimal point or comma and with or without thousands
 * separators. Takes one pass over a text of limited length.
 */
final class NumberText {

    static final int LONGEST = 40;
    private static final int GROUP = 3;

    private NumberText() {}

    /**
     * The number without a sign; null when it is not one.
     *
     * @param column how the column writes its numbers; decides only what the text itself does not
     * @throws AmbiguousException when neither tells
     */
    static @Nullable BigDecimal parse(String text, DecimalMark column) throws AmbiguousException {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        int decimalMark = decimalMark(text, column);
        String whole = decimalMark < 0 ? text : text.substring(0, decimalMark);
        String decimals = decimalMark < 0 ? "" : text.substring(decimalMark + 1);
        String digits = whole.isEmpty() && !decimals.isEmpty() ? "0" : withoutGroups(whole);
        if (!isDigits(digits) || (decimalMark >= 0 && !isDigits(decimals))) {
            return null;
        }
        return new BigDecimal(decimals.isEmpty() ? digits : digits + "." + decimals);
    }

    /** The text could mean thousands or three decimals. */
    static final class AmbiguousException extends Exception {
        private static final long serialVersionUID = 1L;

        AmbiguousException() {
            super("thousands or decimals", null, false, false);
        }
    }

    /** Where the decimals begin, -1 when there are none. */
    private static int decimalMark(String text, DecimalMark column) throws AmbiguousException {
        int last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
        if (last < 0) {
            return -1;
        }
        char mark = text.charAt(last);
        char other = mark == '.' ? ',' : '.';
        boolean alone = text.indexOf(mark) == last;
        if (!alone) {
            return -1;
        }
        boolean grouped = text.indexOf(other) >= 0 || indexOfGroupSpace(text) >= 0;
        boolean couldBeThousands = text.length() - last - 1 == GROUP
                && last >= 1
                && last <= GROUP
                && text.charAt(0) != '0'
                && isDigits(text.substring(0, last));
        if (!grouped && couldBeThousands) {
            if (column == DecimalMark.UNKNOWN) {
                throw new AmbiguousException();
            }
            return column.mark() == mark ? last : -1;
        }
        return last;
    }

    private static String withoutGroups(String whole) {
        int first = 0;
        while (first < whole.length() && isDigit(whole.charAt(first))) {
            first++;
        }
        if (first == whole.length()) {
            return whole;
        }
        char mark = whole.charAt(first);
        if (!isGroupMark(mark) || first > GROUP || first == 0) {
            return "";
        }
        StringBuilder digits = new StringBuilder(whole.substring(0, first));
        for (int i = first; i < whole.length(); i += GROUP + 1) {
            if (whole.charAt(i) != mark || i + GROUP >= whole.length()) {
                return "";
            }
            digits.append(whole, i + 1, i + 1 + GROUP);
        }
        return digits.toString();
    }

    private static boolean isGroupMark(char c) {
        return c == '.' || c == ',' || isGroupSpace(c);
    }

    private static int indexOfGroupSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isGroupSpace(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    // a space of any width or an apostrophe: 1 234,50 in France, 1'234.50 in Switzerland
    private static boolean isGroupSpace(char c) {
        return c == ' ' || c == '\u00a0' || c == '\u202f' || c == '\u2009' || c == '\'' || c == '\u2019';
    }

    static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
