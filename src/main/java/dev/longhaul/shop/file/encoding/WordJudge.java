package dev.longhaul.shop.file.encoding;

import java.lang.Character.UnicodeScript;

/** Says how likely a decoded word is, by its characters beyond ASCII: the logarithm of a probability. */
final class WordJudge {

    /** What no text has: controls, replacement and private-use characters, box-drawing inside words. */
    private static final double IMPOSSIBLE = -25;

    private static final double STRANGE_SYMBOL = -18;
    private static final double SYMBOL = -6.5;
    private static final double RARE_SYMBOL = -9;
    private static final double SYMBOL_IN_WORD = -22;
    private static final double STRANGE_CASE = -10;

    private static final double LONELY_LETTER = -5;

    /** What it costs a word to be in a language other than the file's. */
    private static final double OTHER_LANGUAGE = -8;

    /** Damaged words must not outweigh the others, so no word is less likely than this per character. */
    private static final double LEAST = -16;

    private static final String SYMBOLS =
            "\u2013\u2014\u2018\u2019\u201A\u201C\u201D\u201E\u2026\u2022\u20AC\u00B0\u00AE\u2122\u00A9\u00B2\u00B3\u00D7\u00BD\u00BC\u00BE\u00B1"
                    + "\u00A7\u00AB\u00BB\u00B7\u00B5\u00A3\u00BA\u00AA\u00A0\u00AD\u2116\u00BF\u00A1\u00B4\u00A5\u00F7\u2030\u2039\u203A";
    private static final String SYMBOLS_IN_WORDS = "\u2019\u00B7\u00AD\u00A0\u00B4\u2013";

    private static final String SUPERSCRIPTS = "\u00B2\u00B3";

    private static final String WORDS_OF_ONE_LETTER = "àÀáÁåÅèÈéÉíòóÓöÖøØúаАвВиИкКоОсСуУяЯєіїηοΗΟ";

    private static final String NEVER_FIRST = "\u00BC\u00BD\u00BE\u00A9\u00AE\u2122\u2019\u00B7\u00F7";

    private static final String NEVER_LAST = "\u201A\u201E\u00BF\u00A1\u00B7\u00F7";

    private WordJudge() {}

    /** How likely the word is in each of {@link Language#ALL}, or as a foreign word among that language's words. */
    static double[] likelihoods(String word) {
        double common = 0;
        double least = LEAST;
        double[] sums = new double[Language.ALL.size()];
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < 0x80) {
                continue;
            }
            least += LEAST;
            if (Character.isLetter(c) && SYMBOLS.indexOf(c) < 0) {
                common += word.length() == 1 && WORDS_OF_ONE_LETTER.indexOf(c) < 0 ? LONELY_LETTER : 0;
                common += isOfOtherScript(word, c) ? IMPOSSIBLE : 0;
                common += isStrangeCase(word, i) ? STRANGE_CASE : 0;
                addLetter(sums, word, i);
            } else {
                common += symbol(word, i);
            }
        }
        double foreign = OTHER_LANGUAGE + maximum(sums);
        for (int i = 0; i < sums.length; i++) {
            sums[i] = Math.max(least, common + Math.max(sums[i], foreign));
        }
        return sums;
    }

    static double maximum(double[] values) {
        double maximum = values[0];
        for (double value : values) {
            maximum = Math.max(maximum, value);
        }
        return maximum;
    }

    private static void addLetter(double[] sums, String word, int index) {
        char before = index == 0 ? '^' : neighbour(word.charAt(index - 1), '^');
        char behind = index == word.length() - 1 ? '$' : neighbour(word.charAt(index + 1), '$');
        char letter = Character.toLowerCase(word.charAt(index));
        for (int i = 0; i < sums.length; i++) {
            sums[i] += Language.ALL.get(i).likelihood(before, letter, behind);
        }
    }

    // a symbol next to a letter ends its word
    private static char neighbour(char c, char end) {
        return Character.isLetter(c) ? Character.toLowerCase(c) : end;
    }

    private static double symbol(String word, int index) {
        char c = word.charAt(index);
        if (c == '\uFFFD'
                || Character.isISOControl(c)
                || (c >= '\u2500' && c <= '\u259F')
                || (c >= '\uE000' && c <= '\uF8FF')) {
            return IMPOSSIBLE;
        }
        if (SYMBOLS.indexOf(c) < 0) {
            return STRANGE_SYMBOL;
        }
        boolean inWord = index > 0 && index < word.length() - 1;
        if (SUPERSCRIPTS.indexOf(c) >= 0 && index > 0) {
            // as in m² and cm³
            return Character.toLowerCase(word.charAt(index - 1)) == 'm' ? SYMBOL : SYMBOL_IN_WORD;
        }
        if (inWord) {
            return SYMBOLS_IN_WORDS.indexOf(c) < 0 ? SYMBOL_IN_WORD : RARE_SYMBOL;
        }
        boolean first = index == 0 && word.length() > 1;
        boolean last = index > 0;
        boolean strange = (first && NEVER_FIRST.indexOf(c) >= 0) || (last && NEVER_LAST.indexOf(c) >= 0);
        return strange ? SYMBOL_IN_WORD : SYMBOL;
    }

    private static boolean isOfOtherScript(String word, char letter) {
        UnicodeScript script = UnicodeScript.of(letter);
        return word.chars()
                .filter(Character::isLetter)
                .mapToObj(UnicodeScript::of)
                .anyMatch(other -> other != script && other != UnicodeScript.COMMON);
    }

    /** An upper-case letter after a lower-case one, or a lower-case letter among upper-case ones. */
    private static boolean isStrangeCase(String word, int index) {
        char c = word.charAt(index);
        char before = index == 0 ? ' ' : word.charAt(index - 1);
        char behind = index == word.length() - 1 ? ' ' : word.charAt(index + 1);
        if (Character.isUpperCase(c)) {
            return Character.isLowerCase(before);
        }
        boolean amongUpperCase =
                Character.isUpperCase(before) && index > 1 && Character.isUpperCase(word.charAt(index - 2));
        return Character.isLowerCase(c) && (Character.isUpperCase(behind) || amongUpperCase);
    }
}
