package dev.longhaul.shop.security;

/**
 * A user, a password or a token that cannot be saved as asked. The message says what was seen and what is allowed, and
 * is fit for the asker.
 */
public final class UserRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    UserRefusedException(String message) {
        this("other", message);
    }

    UserRefusedException(String code, String message) {
        super(message);
        this.code = code;
    }

    /**
     * Names the reason, for a page that says it in the reader's language; {@code other} if there is only the message.
     */
    public String code() {
        return code;
    }
}
