package dev.longhaul.shop.productimport.reading;

/** Ends the look at a cell whose text is not what its column holds. */
final class CellFaultException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String sentence;

    CellFaultException(String code, String sentence) {
        // thrown for each bad record of a file: a stack trace would cost more than the record
        super(sentence, null, false, false);
        this.code = code;
        this.sentence = sentence;
    }

    String code() {
        return code;
    }

    String sentence() {
        return sentence;
    }
}
