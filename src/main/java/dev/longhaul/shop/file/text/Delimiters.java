package dev.longhaul.shop.file.text;

import dev.longhaul.shop.file.record.Headers;
import dev.longhaul.shop.file.record.UnreadableFileException;

/** The characters that separate cells. */
final class Delimiters {

    /** Those that are detected, the likelier ones first. */
    static final String RECOGNISED = ",;\t|#^~:";

    private Delimiters() {}

    /** False for what belongs to cells (quotes, letters and digits) and what ends a line. */
    static boolean isUsable(char c) {
        return c != '"'
                && c != '\''
                && c != '\n'
                && c != '\r'
                && c != '\0'
                && c < '\uFFFE'
                && !Character.isSurrogate(c)
                && !Character.isLetterOrDigit(c);
    }

    /** Refuses a delimiter that a person chose and that cannot be one. */
    static char require(char chosen) throws UnreadableFileException {
        if (!isUsable(chosen)) {
            throw UnreadableFileException.ofStructure(
                    "delimiter-unusable",
                    "the delimiter " + Headers.shortened(String.valueOf(chosen))
                            + " cannot separate cells; choose one character that is not a quote, letter, digit or line break");
        }
        return chosen;
    }
}
