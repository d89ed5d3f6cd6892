package dev.longhaul.shop.catalog.write;

/** Refuses one record before it has changed anything. */
final class RecordRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String sentence;

    RecordRefusedException(String code, String sentence) {
        // thrown for each bad record of a file: a stack trace would cost more than the record
        super(sentence, null, false, false);
        this.code = code;
        this.sentence = sentence;
    }

    RecordOutcome.Refused outcome() {
        return new RecordOutcome.Refused(code, sentence);
    }
}
