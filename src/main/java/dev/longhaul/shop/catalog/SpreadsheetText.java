package dev.longhaul.shop.catalog;

import java.util.regex.Pattern;

/** Text from untrusted sources in a file that people open with a spreadsheet. */
public final class SpreadsheetText {

    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r\\n\\u0000＝＋－＠]");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}(?:[.,]\\d{1,30})?");

    private SpreadsheetText() {}

    /**
     * The same text, with an apostrophe in front if a spreadsheet would take it for a formula. Plain numbers stay as
     * they are: they are not formulas, and an apostrophe would turn them into text.
     */
    public static String harmless(String cell) {
        return FORMULA.matcher(cell).find() && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
    }
}
