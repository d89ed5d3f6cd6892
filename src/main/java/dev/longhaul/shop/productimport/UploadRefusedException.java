package dev.longhaul.shop.productimport;

/**
 * Refuses a file before any of it is imported. Nothing of it is kept. The message is one sentence for the person who
 * sent it: what was seen, where, and what is allowed.
 */
public class UploadRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    /**
     * @param code names the kind of fault, stable and lower-case, such as {@code unclosed-quote}
     * @param status the HTTP status that says the same: 400, 412, 413, 415 or 422
     * @param sentence for the person who sent the file
     */
    public UploadRefusedException(String code, int status, String sentence) {
        super(sentence);
        this.code = code;
        this.status = status;
    }

    /** The file is there but cannot be an import: 422. */
    public static UploadRefusedException unreadable(String code, String sentence) {
        return new UploadRefusedException(code, 422, sentence);
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }
}
