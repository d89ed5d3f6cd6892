package dev.longhaul.shop.reading.cell;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of keys: what identifies a product or a variant, in one line. What spreadsheets put around a key, and
 * invisible characters, are not part of it; two ways to write one letter are one key (Unicode NFC). A key that a
 * spreadsheet has shortened or replaced with an error is refused, because different keys have become the same.
 */
public final class KeyText {

    private static final int LONGEST_SHORTENED = 24;

    /** 4,00638E+12: the last digits are lost. */
    private static final Pattern SHORTENED = Pattern.compile("[+-]?\\d{1,18}(?:[.,]\\d{0,18})?[eE]\\+\\d{1,3}");

    /** Spreadsheet errors in the languages that do not use the English ones. */
    private static final Set<String> ERRORS = Set.of(
            "#n/a",
            "#na",
            "#nv",
            "#ref!",
            "#bezug!",
            "#value!",
            "#wert!",
            "#name?",
            "#div/0!",
            "#num!",
            "#zahl!",
            "#null!",
            "#valeur!",
            "#nombre!",
            "#nom?",
            "#valor!",
            "#¡valor!",
            "#¡ref!",
            "#¡div/0!",
            "#¿nombre?",
            "#adr!",
            "#arg!",
            "#nazwa?",
            "#liczba!",
            "#nd",
            "#n/d",
            "#н/д",
            "#знач!",
            "#ссылка!",
            "#имя?",
            "#дел/0!",
            "#hodnota!",
            "#název?",
            "#waarde!",
            "#verw!",
            "#naam?",
            "#deel/0!",
            "#getal!",
            "#spill!",
            "#calc!");

    /** What programs write if they have no value. */
    private static final Set<String> NO_VALUES =
            Set.of("nan", "null", "none", "nil", "undefined", "<na>", "nat", "(null)", "n/a", "n.a.", "-", "--");

    private static final String NO_VALUE_BEGINS = "nNuU<(-";

    private static final char SOFT_HYPHEN = '\u00ad';

    private KeyText() {}

    /** The key without guards and invisible characters; empty when nothing else is there. */
    public static String clean(String text) {
        String key = withoutGuard(text);
        if (isPlain(key)) {
            return key;
        }
        StringBuilder seen = new StringBuilder(key.length());
        key.codePoints().forEach(c -> append(seen, c));
        return Normalizer.normalize(seen.toString().strip(), Normalizer.Form.NFC);
    }

    /**
     * Reads a key.
     *
     * @throws CellFaultException when it is damaged, or not in one line
     */
    public static String parse(String text) throws CellFaultException {
        if (text.indexOf(SOFT_HYPHEN) >= 0) {
            throw new CellFaultException("key-soft-hyphen");
        }
        String key = clean(text);
        if (key.indexOf('\n') >= 0 || key.indexOf('\r') >= 0 || key.indexOf('\t') >= 0) {
            throw new CellFaultException("line-break");
        }
        requireUndamaged(key);
        if (NO_VALUES.contains(key.toLowerCase(Locale.ROOT))) {
            throw new CellFaultException("key-no-value");
        }
        return key;
    }

    /**
     * The damage that keeps this from being a key although it looks like a text: a code as in {@link #parse}, null for
     * none. Asked for every cell of a file, so most are answered by their first letter.
     */
    public static @Nullable String damageOf(String text) {
        if (text.isEmpty() || text.length() > LONGEST_SHORTENED || !mayBeDamaged(text)) {
            return null;
        }
        String key = clean(text);
        if (isShortened(key)) {
            return "key-shortened";
        }
        if (isError(key)) {
            return "spreadsheet-error";
        }
        return NO_VALUES.contains(key.toLowerCase(Locale.ROOT)) ? "key-no-value" : null;
    }

    private static boolean mayBeDamaged(String text) {
        char first = text.charAt(0);
        return first == '#' || text.indexOf('+') > 0 || NO_VALUE_BEGINS.indexOf(first) >= 0;
    }

    /** Refuses what a spreadsheet left of a number or a formula. */
    static void requireUndamaged(String text) throws CellFaultException {
        if (isShortened(text)) {
            throw new CellFaultException("key-shortened");
        }
        requireNoError(text);
    }

    /** Refuses a spreadsheet error, which is neither a key nor a text. */
    public static void requireNoError(String text) throws CellFaultException {
        if (isError(text)) {
            throw new CellFaultException("spreadsheet-error");
        }
    }

    public static boolean isError(String text) {
        return text.startsWith("#")
                && text.length() <= LONGEST_SHORTENED
                && (ERRORS.contains(text.toLowerCase(Locale.ROOT)) || isHashes(text));
    }

    /** Whether only the first digits of a long number are left. */
    public static boolean isShortened(String text) {
        return text.length() <= LONGEST_SHORTENED
                && text.indexOf('+') > 0
                && SHORTENED.matcher(text).matches();
    }

    // shown when a column is too narrow
    private static boolean isHashes(String text) {
        return text.length() >= 3 && text.chars().allMatch(c -> c == '#');
    }

    /** {@code ="0012"} keeps a text from becoming a number, and so does an apostrophe before digits. */
    private static String withoutGuard(String text) {
        int length = text.length();
        if (length >= 3 && text.startsWith("=\"") && text.endsWith("\"")) {
            return text.substring(2, length - 1).replace("\"\"", "\"").strip();
        }
        boolean apostrophe = length >= 2 && text.charAt(0) == '\'';
        return apostrophe && Character.isLetterOrDigit(text.charAt(1)) && text.indexOf('\'', 1) < 0
                ? text.substring(1)
                : text;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x7f || (c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
                return false;
            }
        }
        return true;
    }

    private static void append(StringBuilder seen, int c) {
        int type = Character.getType(c);
        if (type == Character.FORMAT || c == 0x34F || (c >= 0xFE00 && c <= 0xFE0F)) {
            return;
        }
        if (type == Character.SPACE_SEPARATOR) {
            seen.append(' ');
        } else if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63 || c == 0xFF0D) {
            seen.append('-');
        } else {
            seen.appendCodePoint(c);
        }
    }
}
