package dev.longhaul.shop.productimport.reading;

import java.math.BigDecimal;

/**
 * Reads prices as shops and spreadsheets write them, with point or comma before the decimals and with or without marks
 * between thousands. What could mean two amounts is refused, never guessed. Takes one pass over a bounded text.
 */
final class PriceText {

    private static final int LONGEST = 40;
    private static final int WHOLE_DIGITS = 15;
    private static final int DECIMALS = 4;
    private static final int GROUP = 3;

    private PriceText() {}

    static BigDecimal parse(String text) throws CellFaultException {
        if (text.length() > LONGEST) {
            throw notAPrice();
        }
        if (text.startsWith("-") && !text.startsWith("--")) {
            parse(text.substring(1));
            throw new CellFaultException("price-negative", "a price cannot be below zero");
        }
        int decimalMark = decimalMark(text);
        String whole = decimalMark < 0 ? text : text.substring(0, decimalMark);
        String decimals = decimalMark < 0 ? "" : text.substring(decimalMark + 1);
        String digits = withoutGroups(whole);
        if (!isDigits(digits) || (decimalMark >= 0 && !isDigits(decimals))) {
            throw notAPrice();
        }
        if (digits.length() > WHOLE_DIGITS) {
            throw new CellFaultException(
                    "price-too-large", "a price has at most " + WHOLE_DIGITS + " digits before the decimals");
        }
        if (decimals.length() > DECIMALS) {
            throw new CellFaultException(
                    "price-too-fine",
                    "the price has " + decimals.length() + " decimals, at most " + DECIMALS + " are kept");
        }
        return new BigDecimal(decimals.isEmpty() ? digits : digits + "." + decimals);
    }

    /** Where the decimals begin, -1 when there are none. */
    private static int decimalMark(String text) throws CellFaultException {
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
            throw new CellFaultException(
                    "price-ambiguous",
                    "the price could mean thousands or three decimals; write it with two decimals, such as 1234.00");
        }
        return last;
    }

    private static String withoutGroups(String whole) throws CellFaultException {
        int first = 0;
        while (first < whole.length() && isDigit(whole.charAt(first))) {
            first++;
        }
        if (first == whole.length()) {
            return whole;
        }
        char mark = whole.charAt(first);
        if (!isGroupMark(mark) || first > GROUP) {
            throw notAPrice();
        }
        StringBuilder digits = new StringBuilder(whole.substring(0, first));
        for (int i = first; i < whole.length(); i += GROUP + 1) {
            if (whole.charAt(i) != mark || i + GROUP >= whole.length()) {
                throw notAPrice();
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

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isDigit((char) c));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static CellFaultException notAPrice() {
        return new CellFaultException(
                "price-not-a-number", "this is no price; write it like 12.50, 12,50 or 1.234,56, without a currency");
    }
}
