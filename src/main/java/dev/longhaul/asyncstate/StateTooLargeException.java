package dev.longhaul.asyncstate;

import dev.longhaul.settings.DataSize;
import java.io.Serial;

/** Refuses a state because its JSON is longer than the setting {@code longhaul.state.max-size}; nothing was changed. */
public class StateTooLargeException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String key;

    StateTooLargeException(StateKey key, long bytes, DataSize max) {
        super("state " + key + " is too large: " + bytes + " bytes as JSON, allowed are " + max.bytes()
                + " (setting `longhaul.state.max-size`)");
        this.key = key.toString();
    }

    /** The key of the state that was refused. */
    public String key() {
        return key;
    }
}
