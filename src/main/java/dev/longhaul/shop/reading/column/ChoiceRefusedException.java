package dev.longhaul.shop.reading.column;

/**
 * A choice about a file that cannot be one. The message is one sentence for people: what was written, and what may be.
 */
public final class ChoiceRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    ChoiceRefusedException(String sentence) {
        super(sentence);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
