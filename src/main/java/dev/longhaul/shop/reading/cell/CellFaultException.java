package dev.longhaul.shop.reading.cell;

/** A cell's text does not fit its column. */
public final class CellFaultException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String sentence;

    public CellFaultException(String code, String sentence) {
        // thrown for each bad record of a file: a stack trace would cost more than the record
        super(sentence, null, false, false);
        this.code = code;
        this.sentence = sentence;
    }

    /** For machines: stable, lower-case. */
    public String code() {
        return code;
    }

    /** One sentence for people. */
    public String sentence() {
        return sentence;
    }
}
