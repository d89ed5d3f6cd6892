package dev.longhaul.shop.catalog.undo;

/** A record of changes cannot be read: another version has written it, or it is damaged. */
public final class UnreadableChangesException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableChangesException(String message) {
        super(message);
    }
}
