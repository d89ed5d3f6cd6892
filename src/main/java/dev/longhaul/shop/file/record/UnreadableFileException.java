package dev.longhaul.shop.file.record;

/** Refuses a whole file. The message is one sentence for the person who sent it: what was seen, where, what to do. */
public final class UnreadableFileException extends Exception {

    /** The code of a file without a byte or a cell. */
    public static final String EMPTY = "empty";

    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean otherKind;

    private UnreadableFileException(String code, boolean otherKind, String sentence) {
        super(sentence);
        this.code = code;
        this.otherKind = otherKind;
    }

    public static UnreadableFileException ofOtherKind(String code, String sentence) {
        return new UnreadableFileException(code, true, sentence);
    }

    public static UnreadableFileException ofStructure(String code, String sentence) {
        return new UnreadableFileException(code, false, sentence);
    }

    /** For machines: stable, lower-case. */
    public String code() {
        return code;
    }

    /** True when the bytes are another kind of file altogether; false when they are a table that cannot be read. */
    public boolean isOtherKind() {
        return otherKind;
    }
}
