package dev.longhaul.asyncstate;

import java.io.Serial;

/** Says that there is no state under a key: never created, removed, or expired. */
public class UnknownStateException extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String key;

    UnknownStateException(StateKey key) {
        super("state " + key + " cannot be updated: there is none; it was never created, or was removed, or expired");
        this.key = key.toString();
    }

    /** The key that was asked for. */
    public String key() {
        return key;
    }
}
