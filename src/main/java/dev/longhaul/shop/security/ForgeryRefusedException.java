package dev.longhaul.shop.security;

/** A state-changing request without the token of the page it claims to come from. Answered as 403. */
public final class ForgeryRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message why, for the log */
    public ForgeryRefusedException(String message) {
        super(message);
    }
}
