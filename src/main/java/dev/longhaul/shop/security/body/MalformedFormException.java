package dev.longhaul.shop.security.body;

/** The query or the form of a request cannot be read, or is larger than any of ours: 400. */
final class MalformedFormException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedFormException(String why) {
        super(why);
    }
}
