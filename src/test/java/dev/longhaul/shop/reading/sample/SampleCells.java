package dev.longhaul.shop.reading.sample;

/** How several layouts write a cell. */
final class SampleCells {

    private SampleCells() {}

    /** An apostrophe before what a spreadsheet would take for a formula. */
    static String guarded(String text) {
        return !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** A text if a condition holds, else a blank cell. */
    static String when(boolean condition, String text) {
        return condition ? text : "";
    }

    static String zeroOrOne(boolean value) {
        return value ? "1" : "0";
    }
}
