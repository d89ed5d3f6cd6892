package dev.longhaul.shop.catalog;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps text from untrusted sources from running as a formula in a CSV file that people open with a spreadsheet.
 *
 * <p>The spreadsheet may split the file elsewhere than we did: a German Excel at semicolons, others at tabs or pipes,
 * and some readers at line breaks inside quotes. So a cell may begin behind any separator in our text. Wherever one
 * that begins there would be a formula, {@link #guarded} writes an apostrophe, and {@link #unguarded} takes exactly
 * those apostrophes off again: {@code unguarded(guarded(text))} is the text, whatever it is. Blanks, characters without
 * a width, quotes and apostrophes before the formula count as if they were not there, because spreadsheets skip some of
 * them.
 */
public final class SpreadsheetText {

    private static final char GUARD = '\'';

    /** A line break is a separator, too: of records. */
    private static final String SEPARATORS = ",;\t|\n\r\u000B\f\u0085\u2028\u2029";

    /** Also as East Asian input methods write them. */
    private static final String FORMULA_STARTS = "=+-@＝＋－＠﹦﹢﹣﹫";

    /** Spaces of all widths, controls, marks without a width, quotes and our own guard. */
    private static final Pattern SKIPPED = Pattern.compile(
            "[\\p{Z}\\p{Cc}\\p{Cf}\"'\\x{34F}\\x{115F}\\x{1160}\\x{3164}\\x{FFA0}\\x{180B}-\\x{180F}\\x{FE00}-\\x{FE0F}]");

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}(?:[.,]\\d{1,30})?");

    private SpreadsheetText() {}

    /**
     * The cells of one record as they may be written. Plain numbers stay as they are, because an apostrophe would make
     * text of them; but not in the first cell, to which a spreadsheet that does not split at commas adds the rest of
     * the line.
     */
    public static List<String> guarded(List<String> cells) {
        List<String> guarded = new ArrayList<>(cells.size());
        for (String cell : cells) {
            boolean number = !guarded.isEmpty() && NUMBER.matcher(cell).matches();
            guarded.add(number ? cell : guarded(cell));
        }
        return guarded;
    }

    static String guarded(String text) {
        BitSet starts = formulaStarts(text);
        if (starts.isEmpty()) {
            return text;
        }
        StringBuilder guarded = new StringBuilder(text.length() + starts.cardinality());
        for (int i = 0; i < text.length(); i++) {
            if (starts.get(i)) {
                guarded.append(GUARD);
            }
            guarded.append(text.charAt(i));
        }
        return guarded.toString();
    }

    /** The text that was guarded. A cell that another program guarded at its beginning is taken for ours. */
    public static String unguarded(String cell) {
        if (cell.indexOf(GUARD) < 0) {
            return cell;
        }
        BitSet starts = formulaStarts(cell);
        StringBuilder text = new StringBuilder(cell.length());
        for (int i = 0; i < cell.length(); i++) {
            if (cell.charAt(i) != GUARD || !starts.get(i)) {
                text.append(cell.charAt(i));
            }
        }
        return text.toString();
    }

    /**
     * Where a formula begins: behind a separator if nothing but skipped characters lies between, and at the start also
     * across separators. Apostrophes are skipped characters, so guarding a text moves these places and adds none: that
     * is what makes it reversible.
     */
    private static BitSet formulaStarts(String text) {
        BitSet starts = new BitSet();
        boolean followsInCell = false;
        boolean follows = false;
        for (int i = text.length(); i > 0; ) {
            int character = text.codePointBefore(i);
            boolean separator = SEPARATORS.indexOf(character) >= 0;
            if (separator && followsInCell) {
                starts.set(i);
            }
            i -= Character.charCount(character);
            boolean formula = FORMULA_STARTS.indexOf(character) >= 0;
            boolean skipped = separator || ((followsInCell || follows) && isSkipped(character));
            followsInCell = formula || (followsInCell && skipped && !separator);
            follows = formula || (follows && skipped);
        }
        if (follows) {
            starts.set(0);
        }
        return starts;
    }

    private static boolean isSkipped(int character) {
        return SKIPPED.matcher(Character.toString(character)).matches();
    }
}
