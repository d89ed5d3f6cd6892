package dev.longhaul.shop.problem;

import jakarta.ws.rs.WebApplicationException;

/** Refuses a request with a sentence written for its caller: what was seen, what is allowed. */
public class ProblemException extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    /**
     * @param status the HTTP status, 400 to 599
     * @param detail one sentence
     */
    public ProblemException(int status, String detail) {
        super(detail, Problem.of(status, detail).toResponse());
    }

    /** The answer for what does not exist, or what the caller may not know to exist. */
    public static ProblemException notFound(String what) {
        return new ProblemException(404, "There is no " + what + ".");
    }
}
