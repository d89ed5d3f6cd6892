package dev.longhaul.request;

/** A status or a header came too late: the head of the answer is on its way to the client. */
public final class AnswerBegunException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String what;

    AnswerBegunException(String what) {
        super(what
                + " cannot be set any more: the head of the answer was sent with the first heartbeat or the first piece of"
                + " the body; set it before the grace of the heartbeat is over, or say it in the body");
        this.what = what;
    }

    /** What was to be set: {@code status 422}, {@code header X-Total}. */
    public String what() {
        return what;
    }
}
