package dev.longhaul.shop.reading.column;

/** An invalid choice about a file. The message is one sentence for people: what was written, and what is allowed. */
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
