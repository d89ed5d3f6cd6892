package dev.longhaul.shop.problem;

/** A request that is not as its endpoint describes it. The message is a sentence for its caller. */
public final class InvalidRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** Answered with 400. */
    public InvalidRequestException(String sentence) {
        this(400, sentence);
    }

    InvalidRequestException(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    /** The HTTP status, 400 to 499. */
    public int status() {
        return status;
    }
}
