package dev.longhaul.shop.security;

/**
 * A user that cannot be saved as asked. The message says what was seen and what is allowed, and is fit for the asker.
 */
public final class UserRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    UserRefusedException(String message) {
        super(message);
    }
}
