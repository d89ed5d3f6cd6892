package dev.longhaul.shop.productimport.upload;

import dev.longhaul.settings.DataSize;
import dev.longhaul.shop.file.record.UnreadableFileException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a file before any of it is imported. Nothing of the file is kept. The message is one sentence for the person
 * who sent it: what was seen, where, and what is allowed.
 */
public class UploadRefusedException extends Exception {

    /** The code of a file whose import waits until the user has said what to do with records without a safe key. */
    public static final String UNSAFE_KEYS = "unsafe-keys";

    private static final long serialVersionUID = 1L;
    private static final int OTHER_KIND_OF_FILE = 415;
    private static final int UNREADABLE = 422;

    /** About as long as it takes until something has changed. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private final String code;
    private final int status;
    private final List<String> arguments;
    private final @Nullable Duration retryAfter;

    /**
     * @param code names the kind of fault, stable and lower-case, such as {@code unclosed-quote}
     * @param status the HTTP status that says the same: 400, 408, 412, 413, 415, 422, 429, 503 or 507
     * @param sentence for the person who sent the file
     */
    public UploadRefusedException(String code, int status, String sentence) {
        this(code, status, sentence, List.of());
    }

    /** @param arguments what the sentence names, for one in another language */
    public UploadRefusedException(String code, int status, String sentence, List<String> arguments) {
        super(sentence);
        this.code = code;
        this.status = status;
        this.arguments = List.copyOf(arguments);
        this.retryAfter = null;
    }

    private UploadRefusedException(String code, int status, String sentence, Duration retryAfter) {
        super(sentence);
        this.code = code;
        this.status = status;
        this.arguments = List.of();
        this.retryAfter = retryAfter;
    }

    /** The user has as many files in progress as allowed: 429. */
    static UploadRefusedException tooManyAtOnce(int most) {
        return new UploadRefusedException(
                "too-many-at-once",
                429,
                "Only " + most + " of your files are received and checked at once. Send this one when another is done.",
                SOON);
    }

    /** The user has as many imports waiting as allowed: 429. */
    public static UploadRefusedException tooManyWaiting(int most) {
        return new UploadRefusedException(
                "too-many-waiting",
                429,
                most + " of your imports are already waiting to start. Send this file when some have started.",
                SOON);
    }

    /** The user has uploaded as much as allowed in a day: 429. */
    static UploadRefusedException tooMuchToday(DataSize most, Duration untilTomorrow) {
        return new UploadRefusedException(
                "too-much-today",
                429,
                "With this file you would have sent more than " + most
                        + " today. Send it after midnight UTC, or ask an administrator.",
                untilTomorrow);
    }

    /** The user's files take as much space as allowed: 413. */
    static UploadRefusedException tooMuchKept(DataSize most) {
        return new UploadRefusedException(
                "too-much-kept",
                413,
                "With this file the server would keep more than " + most
                        + " of yours. Wait until older imports are removed, or ask an administrator.");
    }

    /** The database has no space for the file: 507. */
    static UploadRefusedException noSpace() {
        return new UploadRefusedException(
                "no-space",
                507,
                "The server has no space left for this file; nothing of it was kept. Send it again later.",
                SOON);
    }

    /** The database cannot be reached: 503. */
    static UploadRefusedException databaseAway() {
        return new UploadRefusedException(
                "database-away",
                503,
                "The server cannot reach its database; nothing of the file was kept. Send it again later.",
                SOON);
    }

    /** The file arrived but cannot be imported: 422. */
    public static UploadRefusedException unreadable(String code, String sentence) {
        return new UploadRefusedException(code, UNREADABLE, sentence);
    }

    /** The file has more bytes than an operator allows: 413. */
    public static UploadRefusedException tooLarge(DataSize limit) {
        return new UploadRefusedException(
                "too-large", 413, "The file is larger than " + limit + ", the largest that is accepted.");
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
    public static UploadRefusedException of(UnreadableFileException fault) {
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

    /** What the sentence names, in its order. */
    public List<String> arguments() {
        return arguments;
    }

    /** When another try may succeed; empty when that does not depend on time. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The HTTP status that says the same. */
    public int status() {
        return status;
    }
}
