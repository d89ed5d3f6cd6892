package dev.longhaul.shop.productimport.upload;

import dev.longhaul.settings.DataSize;
import dev.longhaul.shop.productimport.file.UnreadableFileException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a file before any of it is imported. Nothing of the file is kept. The message is one sentence for the person
 * who sent it: what was seen, where, and what is allowed.
 */
public class UploadRefusedException extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int OTHER_KIND_OF_FILE = 415;
    private static final int UNREADABLE = 422;

    private final String code;
    private final int status;

    /**
     * @param code names the kind of fault, stable and lower-case, such as {@code unclosed-quote}
     * @param status the HTTP status that says the same: 400, 408, 412, 413, 415 or 422
     * @param sentence for the person who sent the file
     */
    public UploadRefusedException(String code, int status, String sentence) {
        super(sentence);
        this.code = code;
        this.status = status;
    }

    /** The file arrived but cannot be imported: 422. */
    public static UploadRefusedException unreadable(String code, String sentence) {
        return new UploadRefusedException(code, UNREADABLE, sentence);
    }

    /** The file has more bytes than an operator allows: 413. */
    public static UploadRefusedException tooLarge(DataSize limit) {
        return new UploadRefusedException(
                "too-large", 413, "The file is larger than " + limit + ", the largest that is taken.");
    }

    /**
     * The body of the request ended before the file did: 400, or 408 when it was ended because it arrived too slowly.
     *
     * @param cause what reading it threw
     */
    static UploadRefusedException brokenOff(@Nullable Throwable cause) {
        if (cause instanceof InterruptedIOException) {
            return new UploadRefusedException(
                    "too-slow", 408, "The upload arrived too slowly; nothing of it was kept. Send it again.");
        }
        return new UploadRefusedException(
                "broken-off", 400, "The upload broke off before its end; nothing of it was kept. Send it again.");
    }

    /** The reader found a reason not to trust the file: 415 for another kind of file, otherwise 422. */
    static UploadRefusedException of(UnreadableFileException fault) {
        String message = String.valueOf(fault.getMessage());
        return new UploadRefusedException(
                fault.code(),
                fault.isOtherKind() ? OTHER_KIND_OF_FILE : UNREADABLE,
                Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".");
    }

    /** For programs: stable and lower-case. */
    public String code() {
        return code;
    }

    /** The HTTP status that says the same. */
    public int status() {
        return status;
    }
}
