package dev.longhaul.shop.catalog;

import java.util.regex.Pattern;

/** Text of strangers in a file that somebody opens with a spreadsheet. */
public final class SpreadsheetText {

    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r\\n\\u0000＝＋－＠]");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}(?:[.,]\\d{1,30})?");

    private SpreadsheetText() {}

    /**
     * The same text, with an apostrophe in front if a spreadsheet would take it for a formula. Plain numbers keep their
     * sign: they are no formula, and an apostrophe would make text of them.
     */
    public static String harmless(String cell) {
        return FORMULA.matcher(cell).find() && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
    }
}
